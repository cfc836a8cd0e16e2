"""Sends a terminal's sequences and random bytes to the app, and looks that none of them answers.

    python Tests/EndToEnd/keys.py .build/debug [SEQUENCES] [SEED]

The strings of the terminals' descriptions that begin with an escape, and invented ones of the same kinds,
are keys that enter nothing, whatever TERM says. Random bytes may enter anything, and must neither end the
app nor keep it from being left.
"""

import fcntl
import os
import pathlib
import pty
import random
import re
import select
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import termios
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
TERMINALS = ["xterm-256color", "screen-256color", "tmux-256color", "linux", "rxvt-unicode-256color",
             "konsole-256color", "vt220", "st-256color", "alacritty", "kitty"]


def described(terminal):
    """The strings that a terminal's description holds and that begin with an escape."""
    result = subprocess.run(["infocmp", "-1", "-x", terminal], capture_output=True, text=True)
    if result.returncode != 0:
        return None
    strings = re.findall(r"^\t(k\w+)=(.*),$", result.stdout, re.M)
    return [unescaped(value) for _, value in strings if value.startswith("\\E") and len(value) > 2]


def unescaped(value):
    value = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), value)
    value = re.sub(r"\^(.)", lambda control: chr(ord(control[1]) & 31), value)
    for code, character in (("\\E", "\x1b"), ("\\,", ","), ("\\^", "^"), ("\\\\", "\\")):
        value = value.replace(code, character)
    return value.encode("latin-1", "replace")


def invented(chance):
    """A sequence of a kind that terminals send, and that this program need not know."""
    numbers = ";".join(str(chance.randrange(300)) for _ in range(chance.randrange(4)))
    text = "".join(chance.choice("abc;rgb:0123/= ") for _ in range(chance.randrange(30)))
    return chance.choice([
        f"\x1b[{chance.choice(['', '?', '>', '<', '='])}{numbers}{chance.choice('ABCDFHIORSZclnptuy~')}",
        f"\x1b]{chance.randrange(120)};{text}{chance.choice([chr(7), chr(27) + chr(92)])}",
        f"\x1bP{numbers}|{text}\x1b\\", f"\x1b_{text}\x1b\\", f"\x1b^{text}\x1b\\",
        f"\x1bO{chance.choice(['', '2', '5'])}{chance.choice('ABCDHFPQRS')}",
    ]).encode()


class App:
    """The app on an item, in a terminal of its own."""

    def __init__(self, program, project, terminal):
        self.shown = ""
        self.controller, other = pty.openpty()
        fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        self.process = subprocess.Popen(
            [program, project, "--as", "ana"], stdin=other, stdout=other, stderr=other,
            env={**os.environ, "TERM": terminal, "ESCDELAY": "50", "VISUAL": "true"}, start_new_session=True)
        os.close(other)
        self.read(0.6)
        self.send(b"\r", 0.3)

    def send(self, data, seconds=0.02):
        os.write(self.controller, data)
        self.read(seconds)

    def read(self, seconds):
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not select.select([self.controller], [], [], left)[0]:
                return
            try:
                self.shown += os.read(self.controller, 65536).decode("utf-8", "replace")
            except OSError:
                return

    @property
    def runs(self):
        return self.process.poll() is None

    def leave(self):
        # What a cut sequence waits for is over by then.
        self.read(1.2)
        end = time.monotonic() + 5
        while self.runs and time.monotonic() < end:
            try:
                self.send(b"\x03", 0.2)
            except OSError:
                time.sleep(0.05)
        if self.runs:
            self.process.kill()
            sys.exit("the app could not be left; it shows:\n" + self.shown[-2000:])
        os.close(self.controller)
        return self.process.wait()


def entered(project):
    """What the record holds of the annotator's work."""
    database = sqlite3.connect(project)
    rows = database.execute("SELECT count(*) FROM annotation").fetchone()[0]
    drafts = [body for body, in database.execute("SELECT body FROM draft")]
    database.close()
    return rows, drafts


def main():
    programs = pathlib.Path(sys.argv[1]).resolve()
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 150
    chance = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 7)
    with tempfile.TemporaryDirectory(prefix="keys-") as folder:
        sample = pathlib.Path(folder, "sample.xvw")
        subprocess.run([programs / "annotate", sample, "--demo", ROOT / "samples", "--as", "ana", "--plain"],
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
        everything = sorted({text for terminal in TERMINALS for text in described(terminal) or []})
        sent = 0
        for terminal in TERMINALS:
            if described(terminal) is None:
                sys.exit(f"no description of {terminal}: install ncurses-term")
            project = pathlib.Path(folder, "p.xvw")
            shutil.copy(sample, project)
            app = App(programs / "annotate", project, terminal)
            # Its own sequences, those of others, and invented ones. Delete is no answer either.
            texts = described(terminal) + chance.sample(everything, min(count, len(everything)))
            texts += [invented(chance) for _ in range(count)]
            for text in texts:
                if text in (b"\x1bOM", b"\x1bOj"):
                    continue
                app.send(text, 0.004)
                sent += 1
                if not app.runs:
                    sys.exit(f"{terminal}: the app ended after {text!r}")
                if entered(project) != (0, []):
                    last = texts[max(0, texts.index(text) - 8):texts.index(text) + 1]
                    sys.exit(f"{terminal}: one of {last} entered {entered(project)}")
            app.read(0.6)
            if entered(project) != (0, []):
                sys.exit(f"{terminal}: a sequence entered {entered(project)}")
            # Random bytes may enter anything; ^C, ^Z and ^\ would leave on purpose.
            for _ in range(20):
                data = bytes(byte for byte in chance.randbytes(200) if byte not in (3, 26, 28, 17, 19))
                app.send(data, 0.02)
                if not app.runs:
                    break
            status = app.leave()
            if status != 0:
                sys.exit(f"{terminal}: the app ended with {status}")
        print(f"{sent} sequences on {len(TERMINALS)} terminals entered nothing; random bytes ended nothing")


if __name__ == "__main__":
    main()
