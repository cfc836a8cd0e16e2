"""Measures how long commands that change many rows keep another program from writing: while each runs,
this one asks for the file again and again, and waits as SQLite does.

Usage: waits.py FOLDER-OF-RELEASE-PROGRAMS [ITEMS]
"""

import json
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

import items
from labels import label_everything
from run import LANGUAGES, ROOT, report

JURY = """jury: waits
jurors:
  - {name: one, endpoint: "http://127.0.0.1:9/v1", model: m-1}
  - {name: two, endpoint: "http://127.0.0.1:9/v1", model: m-2}
  - {name: three, endpoint: "http://127.0.0.1:9/v1", model: m-3}
"""


class Waiter(threading.Thread):
    """A program that wants to write, every 20 ms, for as long as the `with` lasts."""

    def __init__(self, project):
        super().__init__(daemon=True)
        self.project, self.longest, self.is_over = project, 0, False

    def run(self):
        database = sqlite3.connect(self.project, isolation_level=None, timeout=60)
        while not self.is_over:
            start = time.monotonic()
            database.execute("BEGIN IMMEDIATE")
            database.execute("ROLLBACK")
            self.longest = max(self.longest, time.monotonic() - start)
            time.sleep(0.02)
        database.close()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.is_over = True
        self.join()


def measured(what, project, do):
    with Waiter(project) as waiter:
        start = time.monotonic()
        do()
        seconds = time.monotonic() - start
    report(what, f"{seconds:.1f} s  longest wait {waiter.longest * 1000:.0f} ms", "500 ms")


def lines(path, values):
    path.write_text("".join(json.dumps(value) + "\n" for value in values))
    return path


def register(review, project, jury):
    """Runs the jury until its queue is whole; nobody answers it."""
    command = [review, "run", project, "--jury", jury]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    database = sqlite3.connect(project, timeout=60)
    ready = "SELECT (SELECT count(*) FROM juror) > 0 AND next_item IS NULL FROM jury_fill"
    while run.poll() is None and not database.execute(ready).fetchone()[0]:
        time.sleep(0.1)
    database.close()
    run.send_signal(signal.SIGINT)
    run.wait()


def main():
    review = pathlib.Path(sys.argv[1]).resolve() / "review"
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    folder = pathlib.Path(tempfile.mkdtemp(prefix="waits-"))
    project, source = folder / "waits.xvw", folder / "items.jsonl"

    def run(*arguments):
        subprocess.run([review, *arguments], check=True, stdout=subprocess.DEVNULL)

    try:
        items.generate(source, count)
        run("new", project, "--guideline", ROOT / "guidelines/x-value.yaml")
        measured("import", project, lambda: run("import", "--no-index", project, source))
        for name in ("ana", "ben"):
            run("people", "add", project, name, "--languages", ",".join(LANGUAGES))
        database = sqlite3.connect(project)
        ids = [key for key, in database.execute("SELECT key FROM item ORDER BY id")]
        database.close()
        outside = folder / "labels.csv"
        outside.write_text(
            "item,annotator,field,label\n" + "".join(f"{key},ana,scope,global\n" for key in ids))
        measured("labels from elsewhere", project,
                 lambda: run("import-annotations", project, outside))
        measured("assign each to two", project, lambda: run("assign", project))
        gold = lines(folder / "gold.jsonl", (
            {"item": key, "purpose": "gold", "labels": {"scope": "global"}, "why": "It is known."}
            for key in ids))
        measured("references", project, lambda: run("reference", "import", project, gold))
        label_everything(project)
        jury = folder / "jury.yaml"
        jury.write_text(JURY)
        measured("register three jurors", project, lambda: register(review, project, jury))
        guideline = shutil.copytree(ROOT / "guidelines", folder / "guidelines") / "x-value.yaml"
        guideline.write_text(
            guideline.read_text().replace("version: 1.0.0", "version: 1.1.0")
            + "\nassistance: {mode: before, control: 0.1}\n")
        measured("let the jury come first", project, lambda: run("guideline", project, guideline))
        measured("decide", project, lambda: run("decide", project))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
