"""How the app behaves towards the terminal and what else goes on there: a storm of resizes, ^Z, a
paste of 100 kB, the line that drops while somebody types, and editors that stop or fail.

Usage: manners.py FOLDER-OF-THE-PROGRAMS
"""

import contextlib
import fcntl
import json
import os
import pathlib
import pty
import random
import re
import select
import shutil
import signal
import sqlite3
import struct
import sys
import tempfile
import termios
import time

from steps import ROOT, leave, run, start
from terminal import Failure, Terminal


def project_for(programs, folder):
    """A project with one item and room for a long rationale."""
    guideline = (ROOT / "guidelines/x-value.yaml").read_text()
    long = guideline.replace("maximum: 4000", "maximum: 150000")
    if long == guideline:
        raise Failure("the guideline's rationale has another maximum now")
    (folder / "long.yaml").write_text(long)
    (folder / "x-value").symlink_to(ROOT / "guidelines/x-value")
    item = next(line for line in open(ROOT / "samples/items.jsonl")
                if json.loads(line)["language"] == "en")
    (folder / "items.jsonl").write_text(item)
    project = folder / "manners.xvw"
    run(programs / "review", "new", project, "--guideline", folder / "long.yaml")
    run(programs / "review", "import", project, folder / "items.jsonl")
    run(programs / "review", "people", "add", project, "ana", "--languages", "en")
    run(programs / "review", "assign", project, "--overlap", "1")
    return project


def open_rationale(terminal):
    """From the queue to the rationale of stage two."""
    terminal.keys("Enter")
    terminal.wait_for("▸ Category")
    terminal.keys("b")
    terminal.wait_for("▸ Issue")
    terminal.type("an issue")
    terminal.keys("Enter", "g", "p", "w", "Enter", "4")
    terminal.wait_for("▸ enter commit")
    terminal.keys("Enter")
    terminal.wait_for("▸ Stance")
    terminal.keys("c", "b", "Enter", "y", "4")
    terminal.wait_for("▸ Why")


def resize_storm(terminal):
    chance = random.Random(3)
    for number in range(60):
        terminal.resize(chance.randint(20, 200), chance.randint(5, 60))
        terminal.type("abcdefghij"[number % 10])
    terminal.resize(100, 30)
    terminal.wait_for(r"\b60 of 150000")
    print("  a storm of resizes loses none of 60 characters")
    # Whole: the header in the first of thirty rows, the keys in the last.
    terminal.wait_for(r"\A manners [^\n]*\n(?:[^\n]*\n){28}[^\n]*all keys")


def suspend(terminal):
    before = terminal.screen
    terminal.keys("C-z")
    terminal.wait_for(r"(?m)^\$")
    terminal.command("clear; stty -a | grep -o ' icanon'")
    terminal.wait_for("icanon")
    terminal.resize(90, 28)
    terminal.command("fg")
    terminal.wait_for("60 of 150000")
    terminal.resize(100, 30)
    terminal.wait_for(re.escape(before.split("\n")[0].rstrip()))
    print("  ^Z gives the shell its terminal, fg the screen as it was")


def letters_in_pieces(programs, project):
    """Bytes of letters that come one by one, as packets of a line are cut anywhere; one byte is no letter."""
    project = shutil.copy(project, project.with_name("pieces.xvw"))
    pid, screen = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", LANG="C.UTF-8")
        os.execv(programs / "annotate", ["annotate", project, "--as", "ana"])
    fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))

    def pause(seconds):
        """Reads what is painted, for so long."""
        end = time.monotonic() + seconds
        while select.select([screen], [], [], max(0, end - time.monotonic()))[0]:
            os.read(screen, 65536)

    def send(data, between):
        for byte in data:
            os.write(screen, bytes([byte]))
            pause(between)

    pause(3)
    send(b"\rb", 0.5)
    text = "العربية हिन्दी 😀"
    send(text.encode() + b"\xe9z", 0.01)
    send(b"\x1b[200~" + "ع".encode()[:1], 0)
    pause(0.05)
    os.write(screen, "ع".encode()[1:] + "غ".encode() + b"\x1b[201~")
    pause(1.5)
    os.write(screen, b"\x03")
    with contextlib.suppress(OSError):
        pause(10)
    os.waitpid(pid, 0)
    os.close(screen)
    [draft] = sqlite3.connect(project).execute("SELECT body FROM draft").fetchone()
    written = json.loads(draft)["issue"]["text"]
    if written != text + "\ufffdzعغ":
        raise Failure(f"letters in pieces became {written!r}")
    print("  letters whose bytes come apart are whole")


def paste(terminal):
    words = ("Some see honour, others see conquest; 有人看到荣耀，也有人看到征服。\n" * 2000)
    text = words.encode()[:100_000].decode(errors="ignore")
    terminal.keys("C-u")
    terminal.paste(text)
    terminal.wait_for(rf"\b{len(text)} of 150000")
    print(f"  a paste of 100 kB: {len(text)} characters")
    terminal.type("xyz")
    terminal.wait_for(f"{len(text) + 3} of 150000")
    terminal.keys("M-<")
    for _ in range(20):
        terminal.keys("C-k", "C-k")
    terminal.wait_for(r"(?m)^ draft kept")


def hang_up(terminal, programs, project):
    """The line drops while somebody types: what the screen had shown is there again."""
    terminal.keys("M->")
    terminal.type("before the line drops")
    terminal.wait_for("drops")
    characters = int(terminal.wait_for(r"(\d+) of 150000").group(1))
    [process] = re.findall(r"\d+", run("pgrep", "-f", f"annotate {project} --as ana$"))
    terminal.type(" and on")
    os.kill(int(process), signal.SIGHUP)
    terminal.wait_for(r"(?m)^\$")
    start(terminal, programs, project, "ana")
    terminal.keys("Enter")
    kept = int(terminal.wait_for(r"(\d+) of 150000").group(1))
    if kept < characters:
        raise Failure(f"{kept} characters are kept of {characters} that were on the screen")
    print(f"  after SIGHUP while typing: {kept} characters, {characters} had been on the screen")


def editors(terminal, programs, project, folder):
    """An editor that works, one that fails, one that is stopped, one that is interrupted."""
    def editor(name, lines):
        path = folder / name
        path.write_text("#!/bin/sh\n" + lines)
        path.chmod(0o755)
        return path

    works = editor("works", 'printf "from the editor" > "$1"\n')
    stops = editor("stops", 'echo stopping; kill -TSTP 0; printf "it went on" > "$1"\n')
    waits = editor("waits", 'echo waiting; trap "echo interrupted" INT; sleep 60; '
                            'printf "after all" > "$1"\n')

    def with_editor(path):
        leave(terminal)
        terminal.command(f"export EDITOR={path}")
        start(terminal, programs, project, "ana")
        terminal.keys("Enter")
        terminal.wait_for("of 150000")
        terminal.keys("C-o")

    with_editor(works)
    terminal.wait_for("from the editor")
    terminal.wait_for("15 of 150000")
    with_editor("false")
    terminal.wait_for("'false' failed; your text is as it was")
    terminal.wait_for("15 of 150000")
    with_editor(stops)
    terminal.wait_for("stopping")
    terminal.wait_for(r"(?m)^\$")
    terminal.command("fg")
    terminal.wait_for("it went on")
    terminal.wait_for("10 of 150000")
    with_editor(waits)
    terminal.wait_for("waiting")
    terminal.keys("C-c")
    terminal.wait_for("after all")
    terminal.wait_for("9 of 150000")
    print("  editors: one that works, fails, is stopped and goes on, is interrupted")
    left = [p for p in pathlib.Path(tempfile.gettempdir()).glob("annotate-*")]
    if left:
        raise Failure(f"texts were left behind: {left}")


def main():
    programs = pathlib.Path(sys.argv[1]).resolve()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="manners-"))
    os.environ.update(XDG_STATE_HOME=str(folder), XDG_CONFIG_HOME=str(folder),
                      TMPDIR=str(folder))
    tempfile.tempdir = str(folder)
    project = project_for(programs, folder)
    letters_in_pieces(programs, project)
    terminal = Terminal()
    try:
        start(terminal, programs, project, "ana")
        open_rationale(terminal)
        resize_storm(terminal)
        suspend(terminal)
        paste(terminal)
        hang_up(terminal, programs, project)
        editors(terminal, programs, project, folder)
        leave(terminal)
    finally:
        terminal.close()
    print("1 passed, 0 failed")


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        print(failure, file=sys.stderr)
        print("0 passed, 1 failed")
        sys.exit(1)
