"""Measures start, keys, commits, import and export. Speed is reported here, and asserted nowhere.

Usage: run.py FOLDER-OF-RELEASE-PROGRAMS
"""

import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import items
from pty_session import Session

ROOT = pathlib.Path(__file__).resolve().parents[1]
MANY = 100_000
LANGUAGES = ["ar", "de", "en", "es", "fr", "hi", "id", "ja", "ko", "pt", "ru", "th", "vi", "zh"]


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


def start_up(annotate, project, what):
    times, memory = [], 0
    for _ in range(20):
        session = Session([str(annotate), str(project), "--as", "ana"])
        text, last = session.read_burst(until=b"done today")
        times.append((last - session.start) * 1000)
        memory = max(memory, session.close().ru_maxrss / 1024)
    report(f"start to first painted screen, {what}", spread(times), "50 ms")
    report(f"  peak memory, {what}", f"{memory:.0f} MB")


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


def commits(annotate, project):
    """From the key that commits to the next item on the screen, both stages of 20 items."""
    session = open_language(annotate, project, "en")
    times = []
    for number in range(20):
        session.press(b"b")
        session.press(f"issue {number}".encode())
        session.press(b"\r")
        session.press(b"g")
        session.press(b"c")
        session.press(b"\r")
        session.press(b"4")
        times.append(session.press(b"\r", until=b"saved")[0])
        session.press(b"a")
        session.press(b"\r")
        session.press(b"y")
        session.press(b"5")
        session.press(b"because it complies")
        session.press(b"\r")
        times.append(session.press(b"\r", until=b"saved")[0])
    session.close()
    report("commit to next item painted", spread(times), "20 ms")


def searches(annotate, project, what):
    """From the key that starts a search to its first results."""
    session = Session([str(annotate), str(project), "--as", "ana"])
    session.read_burst(until=b"done today")
    session.press(b"I")
    for words in ("aficionados, gente", "日本", "international law", "xyzzy"):
        times = []
        for _ in range(5):
            session.press(b"/")
            session.press(b"\x15")
            session.press(words.encode())
            times.append(session.press(b"\r")[0])
        report(f"search for '{words}', {what}", spread(times), "100 ms")
    session.close()


def main():
    programs = pathlib.Path(sys.argv[1]).resolve()
    annotate, review = programs / "annotate", programs / "review"
    folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        sample, many = folder / "sample.xvw", folder / "many.xvw"
        session = Session(
            [str(annotate), str(sample), "--as", "ana", "--demo", str(ROOT / "samples")])
        session.read_burst(until=b"done today")
        session.close()
        start_up(annotate, sample, "140 items")
        keys(annotate, sample)
        commits(annotate, sample)

        items.generate(folder / "items.jsonl", MANY)
        run([review, "new", many, "--guideline", ROOT / "guidelines/x-value.yaml"])
        seconds, memory = run([review, "import", "--no-index", many, folder / "items.jsonl"])
        report("import of 100,000 items, not indexed", f"{seconds:.2f} s  {memory:.0f} MB", "5 s, 150 MB")
        seconds, memory = run([review, "import", many, folder / "items.jsonl"])
        report("  the same file again: indexed for searches", f"{seconds:.2f} s  {memory:.0f} MB")
        seconds, memory = run([review, "export", many, folder / "empty"])
        report("export of 100,000 items, none labelled", f"{seconds:.2f} s  {memory:.0f} MB",
               "5 s, 150 MB")
        languages = "ar,de,en,es,fr,hi,id,ja,ko,pt,ru,th,vi,zh"
        for name in ("ana", "ben"):
            run([review, "people", "add", many, name, "--languages", languages])
        seconds, memory = run([review, "assign", many])
        report("assigning 200,000", f"{seconds:.2f} s  {memory:.0f} MB")
        start_up(annotate, many, "100,000 items")
        searches(annotate, many, "100,000 items")
        commits(annotate, many)
        label_everything(many)
        seconds, memory = run([review, "export", many, folder / "full"])
        report("export of 100,000 items, labelled by two", f"{seconds:.2f} s  {memory:.0f} MB",
               "5 s, 150 MB")
    finally:
        shutil.rmtree(folder)


def label_everything(project):
    """Adds both stages of both annotators to every item that has none, as the app would say them."""
    import json
    import sqlite3
    one = json.dumps({"category": "belief_expression", "issue": {"text": "an issue"},
                      "scope": "global", "nature": "consensus", "concerned_groups": [],
                      "stage_one_confidence": 4}, sort_keys=True, separators=(",", ":"))
    two = json.dumps({"stance": "mixed", "violations": [], "judgment": "appropriate",
                      "stage_two_confidence": 5, "rationale": {"text": "It complies. " * 8}},
                     sort_keys=True, separators=(",", ":"))
    database = sqlite3.connect(project, isolation_level=None)
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("BEGIN IMMEDIATE")
    pairs = database.execute(
        "SELECT item, person FROM assignment WHERE state = 'open'").fetchall()
    insert = """INSERT INTO annotation (item, person, stage, act, labels, criterion, set_aside, next, at)
                VALUES (?, ?, ?, 'commit', ?, 'compliance', 0, ?, 0)"""
    for item, person in pairs:
        database.execute(insert, (item, person, 1, one, "stage_two"))
        database.execute(insert, (item, person, 2, two, "done"))
    database.execute("COMMIT")
    database.close()


if __name__ == "__main__":
    main()
