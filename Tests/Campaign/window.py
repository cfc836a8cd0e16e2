"""One window of an annotator: `annotate --plain` in a terminal of its own, with a journal outside of it."""

import os
import pty
import random
import re
import select
import signal
import subprocess
import termios
import time

import yaml

SAVED = re.compile(r"saved · (\S+), stage (\d)")


class Guideline:
    """What can be answered to each prompt."""

    def __init__(self, path):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        self.fields = {}
        for stage in document["stages"]:
            for field in stage["fields"]:
                title = field["title"]
                self.fields[title if isinstance(title, str) else title["en"]] = field

    def answer(self, prompt, chance):
        """A legal answer, or an empty line where the prompt asks for no field."""
        field = self.fields.get(prompt)
        if field is None:
            return ""
        choices = [choice["id"] for choice in field.get("choices", []) if isinstance(choice, dict)]
        kind = field["kind"]
        if kind == "text":
            return f"words {chance.randrange(1000)}"
        if kind == "scale":
            return "4"
        if kind == "single":
            return chance.choice(choices)
        return ", ".join(chance.sample(choices, min(len(choices), chance.randrange(3)))) if choices else ""


class Window:
    def __init__(self, program, project, person, environment=None, cwd=None):
        controller, terminal = pty.openpty()
        settings = termios.tcgetattr(terminal)
        settings[3] &= ~termios.ECHO
        termios.tcsetattr(terminal, termios.TCSANOW, settings)
        self.process = subprocess.Popen(
            [program, project, "--as", person, "--plain"], stdin=terminal, stdout=terminal,
            stderr=subprocess.PIPE, env={**os.environ, **(environment or {}), "TERM": "dumb"},
            cwd=cwd, start_new_session=True)
        os.close(terminal)
        self.controller = controller
        self.text = ""
        #: What the window called saved, in order.
        self.saved = []
        self.read()

    def read(self, seconds=5.0):
        """Reads until the window asks for something, or has ended."""
        end = time.monotonic() + seconds
        fresh = ""
        while time.monotonic() < end:
            ready, _, _ = select.select([self.controller], [], [], 0.05)
            if ready:
                try:
                    data = os.read(self.controller, 65536).decode("utf-8", "replace")
                except OSError:
                    break
                if not data:
                    break
                fresh += data
            elif fresh.endswith("> ") or self.process.poll() is not None:
                break
        fresh = fresh.replace("\r\n", "\n")
        self.saved += [(item, int(stage)) for item, stage in SAVED.findall(fresh)]
        self.text = fresh or self.text
        return fresh

    @property
    def prompt(self):
        return self.text.rsplit("\n", 1)[-1].removesuffix("> ")

    @property
    def has_ended(self):
        return self.process.poll() is not None

    def say(self, line, seconds=5.0):
        try:
            os.write(self.controller, (line + "\n").encode())
        except OSError:
            return ""
        return self.read(seconds)

    def say_without_waiting(self, line):
        try:
            os.write(self.controller, (line + "\n").encode())
        except OSError:
            pass

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        # What it said before it was killed counts.
        self.read(0.2)
        os.close(self.controller)
        self.process.stderr.close()

    def leave(self):
        """Leaves as a user does; gives what was said on standard error."""
        if not self.has_ended:
            self.say_without_waiting(":quit")
            end = time.monotonic() + 5
            while self.process.poll() is None and time.monotonic() < end:
                self.read(0.1)
        if self.process.poll() is None:
            self.process.kill()
            raise SystemExit("a window could not be left")
        self.process.wait()
        words = self.process.stderr.read().decode()
        self.process.stderr.close()
        os.close(self.controller)
        return words


def seeded(number):
    return random.Random(number)
