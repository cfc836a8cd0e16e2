"""Measures what weighing the jury's votes costs: `review decide`, and a lead's decision.

    python Benchmarks/weights.py .build/release [ITEMS]
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

import items
from labels import ONE, label_everything
from run import LANGUAGES, ROOT, report, run


def divided(item, person):
    """Of one item in a hundred the two see the scope differently, on which the rest depends."""
    return ONE | {"scope": "nation"} if person == 2 and item % 100 == 0 else ONE


def main():
    programs = pathlib.Path(sys.argv[1]).resolve()
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    review, tool = programs / "review", programs / "weights-benchmark"
    folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        source = folder / "items.jsonl"
        items.generate(source, count)
        shutil.copytree(ROOT / "guidelines/x-value", folder / "x-value")
        for rule in ("weighted", "dawid_skene"):
            project, guideline = folder / f"{rule}.xvw", folder / f"{rule}.yaml"
            words = (ROOT / "guidelines/x-value.yaml").read_text()
            guideline.write_text(words.replace("jury_rule: majority", f"jury_rule: {rule}"))
            run([review, "new", project, "--guideline", guideline])
            run([review, "import", "--no-index", project, source])
            for name in ("ana", "ben"):
                run([review, "people", "add", project, name, "--languages", ",".join(LANGUAGES)])
            run([review, "people", "add", project, "noor", "--role", "lead"])
            run([review, "assign", project])
            label_everything(project, divided)
            run([tool, "jury", project])
            seconds, memory = run([review, "decide", project])
            report(f"decide {count:,} items, {rule}", f"{seconds:.2f} s  {memory:.0f} MB")
            subprocess.run([tool, "lead", project], check=True)
            project.unlink()
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
