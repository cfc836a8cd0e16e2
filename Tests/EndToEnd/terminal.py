"""A terminal of our own for tests: tmux on a private socket, driven by keys, read as text."""

import os
import re
import subprocess
import tempfile
import time


class Failure(Exception):
    """What was expected, and the screen as it was instead."""


class Terminal:
    """One window of tmux with a shell in it."""

    def __init__(self, columns=100, rows=30):
        self.socket = os.path.join(tempfile.mkdtemp(prefix="walk-"), "tmux")
        self.last_key = None
        environment = {k: v for k, v in os.environ.items() if not k.startswith("TMUX")}
        environment.update(PS1="$ ", LC_ALL="C.UTF-8", SHELL="/bin/sh")
        subprocess.run(
            ["tmux", "-S", self.socket, "-f", "/dev/null", "-u", "new-session", "-d",
             "-x", str(columns), "-y", str(rows), "sh"],
            check=True, env=environment)
        self.wait_for(r"(?m)^\$")

    def _tmux(self, *arguments):
        result = subprocess.run(
            ["tmux", "-S", self.socket, *arguments], check=True, capture_output=True)
        return result.stdout.decode()

    def keys(self, *names):
        """Presses keys by their tmux names; the same one again once the first has surely been taken."""
        for name in names:
            if name == self.last_key:
                time.sleep(0.3)
            self._tmux("send-keys", name)
            self.last_key = name

    def type(self, text):
        """Types a text as it is."""
        self._tmux("send-keys", "-l", "--", text)

    def paste(self, text):
        """Pastes a text, bracketed as terminals do it."""
        subprocess.run(["tmux", "-S", self.socket, "load-buffer", "-"],
                       input=text.encode(), check=True)
        self._tmux("paste-buffer", "-p", "-d")

    def command(self, line):
        """Gives the shell a line."""
        self.type(line)
        self.keys("Enter")

    def resize(self, columns, rows):
        self._tmux("resize-window", "-x", str(columns), "-y", str(rows))

    @property
    def screen(self):
        return self._tmux("capture-pane", "-p")

    def wait_for(self, pattern, seconds=20):
        """Waits until the screen matches; a bounded wait, so that a failure shows the screen."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            screen = self.screen
            match = re.search(pattern, screen)
            if match:
                return match
            time.sleep(0.02)
        raise Failure(f"expected {pattern!r} on the screen:\n{self.screen}")

    def close(self):
        subprocess.run(["tmux", "-S", self.socket, "kill-server"], capture_output=True)
