"""Treats the programs as badly as a busy team and its machines do, and counts what is left.

    python Tests/Campaign/campaign.py .build/debug [NAME ...]

Each campaign keeps a journal of its own of what the programs called saved, and holds the project against
it: nothing that was called saved is missing, nothing is there that nobody said, and SQLite finds no fault.
"""

import contextlib
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Benchmarks"))
import jury as measuring
from window import Guideline, Window, seeded

GUIDELINE = ROOT / "guidelines/x-value.yaml"


class Failure(SystemExit):
    pass


def check(condition, words):
    if not condition:
        raise Failure(f"campaign: {words}")


class Place:
    """A folder with a sample project in it."""

    def __init__(self, programs, folder):
        self.annotate, self.review = programs / "annotate", programs / "review"
        self.folder = pathlib.Path(folder)
        self.project = self.folder / "p.xvw"
        self.home = self.folder / "home"
        self.home.mkdir(exist_ok=True)
        self.environment = {"HOME": str(self.home), "XDG_STATE_HOME": str(self.home / "state")}

    def make(self):
        subprocess.run([self.annotate, self.project, "--demo", ROOT / "samples", "--as", "ana", "--plain"],
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
        return self

    def window(self, person="ana", project=None):
        return Window(self.annotate, project or self.project, person, self.environment)

    @contextlib.contextmanager
    def database(self, project=None):
        database = sqlite3.connect(project or self.project)
        yield database
        database.close()

    def rows(self, statement, project=None):
        with self.database(project) as database:
            return database.execute(statement).fetchall()


def label(window, guideline, chance, lines):
    """Answers so many prompts; sometimes takes back what was said. Gives how often it took over."""
    takeovers = 0
    for _ in range(lines):
        if window.has_ended:
            break
        if window.prompt.startswith(":take-over"):
            window.say(":take-over")
            takeovers += 1
        elif chance.random() < 0.04:
            window.say(":undo")
        else:
            window.say(guideline.answer(window.prompt, chance))
    return takeovers


def hold_against(place, journal, project=None):
    """Holds the commits of a project against a journal of what windows called saved."""
    check(place.rows("PRAGMA integrity_check", project) == [("ok",)], "the database is damaged")
    commits = place.rows(
        "SELECT i.key, a.stage, count(*) FROM annotation AS a JOIN item AS i ON i.id = a.item "
        "WHERE a.act = 'commit' GROUP BY i.key, a.stage", project)
    said = {}
    for saved in journal:
        said[saved] = said.get(saved, 0) + 1
    found = {(item, stage): count for item, stage, count in commits}
    lost = {saved: count for saved, count in said.items() if found.get(saved, 0) < count}
    check(not lost, f"called saved, and not there: {lost}")
    replaced = place.rows(
        "SELECT count(*) FROM annotation AS a JOIN annotation AS b ON b.id = a.supersedes "
        "WHERE a.act = 'commit' AND b.act = 'commit'", project)[0][0]
    check(replaced == 0, f"{replaced} commits replaced a commit")
    misplaced = place.rows(
        "SELECT count(*) FROM annotation AS two WHERE two.stage = 2 AND two.act = 'commit' "
        "AND two.stands_on <> (SELECT max(one.id) FROM annotation AS one WHERE one.item = two.item "
        "AND one.person = two.person AND one.stage = 1 AND one.id < two.id AND one.act <> 'skip')", project)[0][0]
    check(misplaced == 0, f"{misplaced} commits stand on another stage one than the last")
    return sum(found.values())


def kills(place, rounds=60):
    """A window that is killed at any moment."""
    guideline, chance, journal = Guideline(GUIDELINE), seeded(1), []
    place.make()
    for _ in range(rounds):
        window = place.window()
        label(window, guideline, chance, chance.randrange(1, 14))
        if window.prompt and chance.random() < 0.7:
            window.say_without_waiting(guideline.answer(window.prompt, chance))
            time.sleep(chance.random() * 0.01)
        window.kill()
        journal += window.saved
    kept = hold_against(place, journal)
    return f"killed {rounds} times: {len(journal)} called saved, {kept} commits there"


def windows(place, rounds=150):
    """Two windows of one annotator, which take over from one another, and are left or killed."""
    guideline, chance, journal = Guideline(GUIDELINE), seeded(2), []
    place.make()
    pair, takeovers, ended = [place.window(), place.window()], 0, 0
    for _ in range(rounds):
        side = chance.randrange(2)
        window = pair[side]
        takeovers += label(window, guideline, chance, chance.randrange(1, 12))
        end = chance.random()
        if end < 0.1 or window.has_ended:
            window.kill() if end < 0.05 else window.leave()
            journal += window.saved
            pair[side] = place.window()
            ended += 1
    for window in pair:
        window.leave()
        journal += window.saved
    kept = hold_against(place, journal)
    return (f"{rounds} turns, {takeovers} takeovers, {ended} windows left or killed: "
            f"{len(journal)} called saved, {kept} commits there")


def writers(place, count=12, lines=60):
    """Many windows at once, each of another annotator, while the lead assigns and decides."""
    guideline, journal, lock = Guideline(GUIDELINE), [], threading.Lock()
    place.make()
    for number in range(count):
        subprocess.run([place.review, "people", "add", place.project, f"ann{number}", "--languages",
                        ",".join(measuring.LANGUAGES)],
                       check=True, stdout=subprocess.DEVNULL)
    subprocess.run([place.review, "assign", place.project, "--overlap", "6"], check=True, stdout=subprocess.DEVNULL)

    def work(number):
        window = place.window(f"ann{number}")
        label(window, guideline, seeded(100 + number), lines)
        window.leave()
        with lock:
            journal.extend(window.saved)

    threads = [threading.Thread(target=work, args=[number]) for number in range(count)]
    for thread in threads:
        thread.start()
    decided = 0
    while any(thread.is_alive() for thread in threads):
        subprocess.run([place.review, "decide", place.project], check=True, stdout=subprocess.DEVNULL)
        decided += 1
    kept = hold_against(place, journal)
    return f"{count} windows at once, {decided} times decided meanwhile: {len(journal)} called saved, {kept} commits there"


def jury_of(place, server, name="one"):
    path = place.folder / f"{name}.yaml"
    path.write_text(f"jury: {name}\njurors:\n  - {{name: {name}, concurrency: 16, "
                    f"endpoint: \"http://127.0.0.1:{server.port}/v1\", model: m}}\n")
    return path


def locks(place, items=400, seconds=8):
    """A jury at work while another program keeps the project locked for seconds at a time."""
    path = measuring.project(place.review, place.folder, items)
    log = place.folder / "log.jsonl"
    with measuring.Server(place.review.parent) as server:
        run = subprocess.Popen([place.review, "run", path, "--jury", jury_of(place, server), "--log", log],
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        held = 0
        for _ in range(2):
            time.sleep(0.4)
            database = sqlite3.connect(path, timeout=60)
            database.execute("BEGIN IMMEDIATE")
            before = answered(log)
            time.sleep(seconds)
            held = max(held, answered(log) - before)
            database.rollback()
            database.close()
        words = run.communicate()[1].decode()
    check(run.returncode == 0, f"the run ended with {run.returncode}: {words}")
    kept = place.rows("SELECT count(*) FROM review WHERE outcome = 'verdict'", path)[0][0]
    asked = answered(log)
    check(kept == asked == items, f"{asked} asked, {kept} kept, {items} wanted")
    return f"locked twice for {seconds} s: {asked} asked, {kept} kept, at most {held} asked while locked"


def answered(log):
    if not log.exists():
        return 0
    with open(log, encoding="utf-8") as lines:
        return sum('"event":"sent"' in line for line in lines)


def disk(place, items=200):
    """A disk that is full: first for the jury, then for an annotator. Needs a file system of its own."""
    small = place.folder / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "none", small], capture_output=True).returncode:
        return "skipped: no file system can be mounted here"
    try:
        inner = Place(place.review.parent, small)
        inner.environment = place.environment
        environment = {**os.environ, **place.environment}
        path = measuring.project(place.review, small, items)
        filler = small / "filler"
        log = place.folder / "log.jsonl"
        with measuring.Server(place.review.parent) as server:
            command = [place.review, "run", path, "--jury", jury_of(place, server), "--log", log]
            run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
            while answered(log) < 20:
                time.sleep(0.01)
            fill(filler)
            words = run.communicate()[1].decode()
            asked = answered(log)
            check(run.returncode == 1, f"a run on a full disk ended with {run.returncode}: {words}")
            kept = inner.rows("SELECT count(*) FROM review WHERE outcome = 'verdict'", path)[0][0]
            rescued = sum(len(file.read_text().splitlines()) for file in place.home.rglob("*.unkept.jsonl"))
            rescued += sum(len(file.read_text().splitlines()) for file in small.glob("*.unkept.jsonl"))
            check(kept + rescued == asked, f"{asked} asked, {kept} kept and {rescued} in a file: {words}")
            filler.unlink()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
            total = inner.rows("SELECT count(*) FROM review WHERE outcome = 'verdict'", path)[0][0]
            check(total == items and answered(log) == items, f"{answered(log)} asked in all, {total} kept")
        jury = f"jury: {asked} asked, {kept} kept, {rescued} in a file, none asked twice"
        for file in small.glob("bench.xvw*"):
            file.unlink()
        inner.make()
        guideline, chance = Guideline(GUIDELINE), seeded(3)
        window = inner.window()
        label(window, guideline, chance, 20)
        # An empty journal has to grow.
        with inner.database() as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        fill(filler)
        for _ in range(30):
            if "full" in window.say(guideline.answer(window.prompt, chance)):
                break
        words = window.leave()
        journal = window.saved
        hold_against(inner, journal)
        rescued = len(list(place.home.rglob("*.json"))) + len(list(small.glob("*.unsaved-*.json")))
        filler.unlink()
        if words:
            check(rescued == 1, f"an annotator's last words are in {rescued} files: {words}")
            again = inner.window()
            check("not saved" in again.text, f"the next start does not offer them: {again.text[-300:]}")
            again.leave()
        hold_against(inner, journal)
        return f"{jury}; annotator: {len(journal)} called saved and there, {rescued} kept in a file and offered"
    finally:
        subprocess.run(["umount", "--lazy", small])


def fill(path):
    """Fills the disk to the last byte."""
    with open(path, "wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            with contextlib.suppress(OSError):
                while True:
                    file.write(b"x" * size)


def paths(place):
    """One file by two paths, moved while it is open, and replaced by an older copy."""
    guideline, chance = Guideline(GUIDELINE), seeded(4)
    place.make()
    copy = place.folder / "copy.xvw"
    shutil.copy(place.project, copy)
    other = place.folder / "other.xvw"
    os.link(place.project, other)
    refused = [subprocess.run([place.review, "status", path], capture_output=True).returncode
               for path in (place.project, other)]
    check(refused == [1, 1], f"hard links: {refused}")
    other.unlink()
    said = ["two hard links refused"]
    other.touch()
    if subprocess.run(["mount", "--bind", place.project, other], capture_output=True).returncode == 0:
        code = subprocess.run([place.review, "status", other], capture_output=True).returncode
        subprocess.run(["umount", other])
        check(code == 1, "a file that is mounted alone is opened")
        said.append("a single-file mount refused")
    other.unlink()
    window = place.window()
    label(window, guideline, chance, 30)
    away = place.folder / "away.xvw"
    place.project.rename(away)
    words = window.say(guideline.answer(window.prompt, chance), 3.0)
    check("moved" in words, f"a move is not noticed: {words}")
    window.leave()
    hold_against(place, window.saved, away)
    said.append(f"moved while open: {len(window.saved)} called saved, all there")
    for file in place.folder.glob("p.xvw*"):
        file.unlink()
    away.rename(place.project)
    for _ in range(2):
        window = place.window()
        label(window, guideline, chance, 40)
        window.kill()
    shutil.copy(copy, place.project)
    result = subprocess.run([place.review, "status", place.project], capture_output=True, text=True)
    said.append("an older copy over a journal: " + ("refused" if result.returncode else "opened whole"))
    if result.returncode:
        check("journal" in result.stderr, result.stderr)
    else:
        check(place.rows("PRAGMA integrity_check") == [("ok",)], "an older copy was mixed with a journal")
    return "; ".join(said)


def exports(place, pairs=60, killed=20):
    """Two releases to one folder at once, and releases, projects and samples that are killed half way."""
    chance = seeded(5)
    place.make()
    window = place.window()
    label(window, Guideline(GUIDELINE), chance, 30)
    window.leave()
    wanted = files_of(release(place, "wanted"))
    broken = 0
    for number in range(pairs):
        folder = place.folder / f"r{number}"
        both = [subprocess.Popen([place.review, "export", place.project, folder],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(2)]
        codes = sorted(process.wait() for process in both)
        broken += codes != [0, 1] or files_of(folder) != wanted
    check(broken == 0, f"{broken} of {pairs} releases are broken")
    commands = {
        "export": lambda name: [place.review, "export", place.project, place.folder / name],
        "new": lambda name: [place.review, "new", place.folder / name, "--guideline", GUIDELINE],
        "demo": lambda name: [place.annotate, place.folder / name, "--demo", ROOT / "samples", "--as", "ana", "--plain"],
    }
    for what, command in commands.items():
        for number in range(killed):
            name = f"killed-{what}"
            process = subprocess.Popen(command(name), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            time.sleep(chance.random() * 0.25)
            process.send_signal(chance.choice([signal.SIGKILL, signal.SIGTERM]))
            process.wait()
            made = place.folder / name
            if made.exists():
                whole = files_of(made) == wanted if what == "export" else opens(place, made)
                check(whole, f"a killed {what} left something half made")
                shutil.rmtree(made) if made.is_dir() else made.unlink()
        subprocess.run(command(name), check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        left = [file.name for file in place.folder.iterdir() if "unfinished" in file.name]
        check(not left, f"a killed {what} left {left}")
    return f"{pairs} pairs of exports at once: none broken; {3 * killed} killed half way: nothing half made is left"


def opens(place, path):
    return subprocess.run([place.review, "status", path], capture_output=True).returncode == 0


def release(place, name):
    subprocess.run([place.review, "export", place.project, place.folder / name], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return place.folder / name


def files_of(folder):
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(pathlib.Path(folder).rglob("*")) if path.is_file()}


CAMPAIGNS = [kills, windows, writers, locks, disk, paths, exports]


def main():
    programs = pathlib.Path(sys.argv[1]).resolve()
    wanted = sys.argv[2:]
    failed = False
    for campaign in CAMPAIGNS:
        if wanted and campaign.__name__ not in wanted:
            continue
        with tempfile.TemporaryDirectory(prefix="campaign-") as folder:
            start = time.monotonic()
            try:
                words = campaign(Place(programs, folder))
            except Failure as failure:
                failed, words = True, f"FAILED: {failure}"
            print(f"{campaign.__name__:8} {words} ({time.monotonic() - start:.0f} s)", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
