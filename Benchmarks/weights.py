"""Measures what weighing the jury's votes costs: `review decide`, and a lead's decision.

    python Benchmarks/weights.py .build/release [ITEMS]
"""

import json
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import items
from run import LANGUAGES, ROOT, report, run

ONE = {"category": "belief_expression", "issue": {"text": "an issue"}, "scope": "global",
       "nature": "consensus", "concerned_groups": [], "stage_one_confidence": 4}
TWO = {"stance": "mixed", "violations": [], "judgment": "appropriate", "stage_two_confidence": 5,
       "rationale": {"text": "It complies. " * 8}}


def text(labels):
    return json.dumps(labels, sort_keys=True, separators=(",", ":"))


def label(project):
    """Both stages of both annotators on every item; of one item in a hundred they see the scope
    differently, on which the rest depends."""
    database = sqlite3.connect(project, isolation_level=None)
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("BEGIN IMMEDIATE")
    pairs = database.execute("SELECT item, person FROM assignment WHERE state = 'open'").fetchall()
    last = max(person for _, person in pairs)
    insert = """INSERT INTO annotation (item, person, stage, act, labels, criterion, set_aside, next, at)
                VALUES (?, ?, ?, 'commit', ?, 'compliance', 0, ?, 0)"""
    one, other, two = text(ONE), text(ONE | {"scope": "nation"}), text(TWO)
    for item, person in pairs:
        first = other if person == last and item % 100 == 0 else one
        database.execute(insert, (item, person, 1, first, "stage_two"))
        database.execute(insert, (item, person, 2, two, "done"))
    database.execute("COMMIT")
    database.close()


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
            label(project)
            run([tool, "jury", project])
            seconds, memory = run([review, "decide", project])
            report(f"decide {count:,} items, {rule}", f"{seconds:.2f} s  {memory:.0f} MB")
            subprocess.run([tool, "lead", project], check=True)
            project.unlink()
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
