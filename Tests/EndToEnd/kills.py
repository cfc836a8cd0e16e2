"""Kills a run of the jury at random, again and again, and counts the verdicts in the end.

    python Tests/EndToEnd/kills.py .build/debug [REVIEWS] [KILLS]

However often it is killed, each item has exactly one accepted verdict for each juror and trial.
"""

import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Benchmarks"))
import jury as measuring


def juries(folder, port):
    path = folder / "jury.yaml"
    path.write_text(
        "jury: kills\ndefaults: {concurrency: 16, order: both}\njurors:\n"
        + "".join(
            f"  - {{name: {name}, endpoint: \"http://127.0.0.1:{port}/v1\", model: {name}}}\n"
            for name in ("one", "two")))
    return path


def verdicts(path):
    database = sqlite3.connect(path)
    every = database.execute(
        "SELECT count(*) FROM review WHERE outcome = 'verdict'").fetchone()[0]
    distinct = database.execute(
        "SELECT count(*) FROM (SELECT DISTINCT item, juror, trial FROM review "
        "WHERE outcome = 'verdict')").fetchone()[0]
    database.close()
    return every, distinct


def main():
    programs = pathlib.Path(sys.argv[1]).resolve()
    reviews = int(sys.argv[2]) if len(sys.argv) > 2 else 2_000
    kills = int(sys.argv[3]) if len(sys.argv) > 3 else 50
    chance = random.Random(11)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="kills-"))
    try:
        # Two jurors, two trials each.
        path = measuring.project(programs / "review", folder, reviews // 4)
        killed = 0
        with measuring.Server(programs) as server:
            jury = juries(folder, server.port)
            command = [programs / "review", "run", path, "--jury", jury]
            while killed < kills:
                process = subprocess.Popen(
                    command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                done = verdicts(path)[0]
                # At some moment while it works: once so many more verdicts are there, and a bit later.
                wanted = done + chance.randint(0, 2 * (reviews - done) // (kills - killed + 1))
                while verdicts(path)[0] < wanted and process.poll() is None:
                    time.sleep(0.002)
                time.sleep(chance.random() * 0.03)
                if process.poll() is not None and verdicts(path)[0] == reviews:
                    break
                process.send_signal(signal.SIGKILL)
                process.wait()
                killed += 1
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        every, distinct = verdicts(path)
        print(f"killed {killed} times: {every} verdicts, {distinct} of them distinct, {reviews} wanted")
        if not every == distinct == reviews:
            sys.exit("a verdict is missing or there twice")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
