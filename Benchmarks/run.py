"""Measures start, keys, layout, commits, searches, import and export. Speed is reported here, and
asserted nowhere.

Usage: run.py FOLDER-OF-RELEASE-PROGRAMS
"""

import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import items
from labels import label_everything
from pty_session import Session

ROOT = pathlib.Path(__file__).resolve().parents[1]
LANGUAGES = "ar de en es fr hi id ja ko pt ru th vi zh".split()


def report(what, figures, aim=None):
    print(f"{what:46} {figures:32} {'aim ' + aim if aim else ''}", flush=True)


def spread(milliseconds):
    ordered = sorted(milliseconds)
    at = lambda share: ordered[min(len(ordered) - 1, int(len(ordered) * share))]
    return f"median {statistics.median(ordered):.1f}  p99 {at(0.99):.1f} ms  (n {len(ordered)})"


def run(arguments):
    """Runs a program: seconds, and its peak memory in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(a) for a in arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{arguments[1]}: {said.decode()}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def start_up(annotate, project, what, aim):
    times, memory = [], 0
    for _ in range(20):
        session = Session([str(annotate), str(project), "--as", "ana"])
        text, last = session.read_burst(until=b"done today")
        times.append((last - session.start) * 1000)
        memory = max(memory, session.close().ru_maxrss / 1024)
    report(f"start to first painted screen, {what}", spread(times), aim)
    report(f"  peak memory, {what}", f"{memory:.0f} MB", "60 MB")


def open_language(annotate, project, language):
    """A session on the first item of a language."""
    session = Session([str(annotate), str(project), "--as", "ana"])
    session.read_burst(until=b"done today")
    for _ in range(LANGUAGES.index(language) + 1):
        session.press(b"j")
    session.press(b"\r", until=b"stage 1")
    return session


def keys(annotate, project):
    everything = []
    for language in LANGUAGES:
        session = open_language(annotate, project, language)
        times = []
        for number in range(60):
            # Choices of a field, there and back: the field, its help and the marks are drawn anew.
            for key in (b"g", b"\x1b[Z", b"s", b"\x1b[Z", b"\x1b[C"):
                times.append(session.press(key)[0])
        session.press(b"b")
        for number in range(100):
            times.append(session.press(b"abcdefgh "[number % 9 : number % 9 + 1])[0])
        session.close()
        report(f"key to paint, {language}", spread(times), "p99 5 ms")
        everything += times
    report("key to paint, all", spread(everything), "p99 5 ms")


def committed(session, number):
    """Commits; milliseconds until that is said. A commit that is refused is no commit that took long."""
    milliseconds, text = session.press(b"\r", until=b"saved")
    if b"saved" not in text:
        sys.exit(f"commit {number} was not taken: {text[-2000:]!r}")
    return milliseconds


def commits(annotate, project):
    """From the key that commits to the next item on the screen, both stages of 20 items."""
    session = open_language(annotate, project, "en")
    times = []
    for number in range(20):
        # The end of the answer is looked at, which the app wants to see before a commit.
        session.press(b"\x1b[F")
        session.press(b"b")
        session.press(f"issue {number}".encode())
        session.press(b"\r")
        session.press(b"g")
        session.press(b"c")
        session.press(b"\r")
        session.press(b"4")
        times.append(committed(session, number))
        session.press(b"a")
        session.press(b"\r")
        session.press(b"y")
        session.press(b"5")
        session.press(b"because it complies")
        session.press(b"\r")
        times.append(committed(session, number))
    session.close()
    report("commit to next item painted", spread(times), "20 ms")


def searches(annotate, project, what):
    """From the key that starts a search to its first results, and the memory after all of them."""
    session = Session([str(annotate), str(project), "--as", "ana"])
    session.read_burst(until=b"done today")
    session.press(b"I")
    for words in ("aficionados, gente", "日本", "像", "international law", "xyzzy", "qx"):
        times = []
        for _ in range(10):
            session.press(b"/")
            session.press(b"\x15")
            session.press(words.encode())
            times.append(session.press(b"\r", first=30.0)[0])
        report(f"search for '{words}', {what}", spread(times), "100 ms")
    report(f"memory while idle, after searching {what}", f"{session.memory():.0f} MB", "60 MB")
    session.close()


def imported(review, folder, count):
    """A project with so many items, assigned to two: its path."""
    what = f"{count:,} items"
    project, lines = folder / f"{count}.xvw", folder / f"{count}.jsonl"
    items.generate(lines, count)
    run([review, "new", project, "--guideline", ROOT / "guidelines/x-value.yaml"])
    seconds, memory = run([review, "import", "--no-index", project, lines])
    report(f"import of {what}", f"{seconds:.2f} s  {memory:.0f} MB",
           "5 s, 150 MB" if count == 100_000 else None)
    seconds, memory = run([review, "import", project, lines])
    report("  indexing them for searches", f"{seconds:.2f} s  {memory:.0f} MB")
    for name in ("ana", "ben"):
        run([review, "people", "add", project, name, "--languages", ",".join(LANGUAGES)])
    seconds, memory = run([review, "assign", project])
    report("  assigning each to two", f"{seconds:.2f} s  {memory:.0f} MB")
    lines.unlink()
    return project


def exported(review, project, folder, what):
    seconds, memory = run([review, "export", project, folder])
    report(f"export of 100,000 items, {what}", f"{seconds:.2f} s  {memory:.0f} MB", "5 s, 150 MB")
    shutil.rmtree(folder)


def main():
    programs = pathlib.Path(sys.argv[1]).resolve()
    annotate, review = programs / "annotate", programs / "review"
    folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-"))
    # What is remembered of the user's liking must not differ from machine to machine.
    os.environ.update(XDG_STATE_HOME=str(folder), XDG_CONFIG_HOME=str(folder))
    # The reading check is answered.
    known = folder / "values-workbench" / "readings.json"
    known.parent.mkdir()
    ways = {"Arab": "reorder+shape", "Deva": "visual", "Jpan": "as-written", "Hang": "as-written",
            "Cyrl": "as-written", "Thai": "as-written", "Hani": "as-written"}
    known.write_text(json.dumps({"ana": {"terminal": ways}}))
    try:
        sample = folder / "sample.xvw"
        session = Session(
            [str(annotate), str(sample), "--as", "ana", "--demo", str(ROOT / "samples")])
        session.read_burst(until=b"done today")
        session.close()
        start_up(annotate, sample, "280 items", "50 ms")
        keys(annotate, sample)
        commits(annotate, sample)
        subprocess.run([programs / "layout-benchmark", ROOT / "samples/items.jsonl"], check=True)

        start_up(annotate, imported(review, folder, 5_000), "5,000 items", "50 ms")

        many = imported(review, folder, 100_000)
        exported(review, many, folder / "empty", "none labelled")
        start_up(annotate, many, "100,000 items", "100 ms")
        searches(annotate, many, "100,000 items")
        commits(annotate, many)
        label_everything(many)
        exported(review, many, folder / "full", "labelled by two")
        many.unlink()

        million = imported(review, folder, 1_000_000)
        start_up(annotate, million, "1,000,000 items", "100 ms")
        searches(annotate, million, "1,000,000 items")
        commits(annotate, million)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
