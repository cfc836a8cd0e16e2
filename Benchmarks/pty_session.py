"""A program on a pseudo-terminal of 100×30, with the time at which its output came."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time

AT_ONCE = 0.004  # a paint has ended when nothing came for so long
QUIET = 0.015  # so has everything that a key causes, such as the word that a draft is kept


class Session:
    def __init__(self, arguments):
        self.start = time.perf_counter()
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8")
            # The size is set before the program looks at it.
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
            os.execv(arguments[0], arguments)

    def read_burst(self, first=5.0, until=None, quiet=QUIET):
        """Reads until output ends: what came, and the time of its last byte."""
        text, last, wait = b"", None, first
        while select.select([self.terminal], [], [], wait)[0]:
            try:
                piece = os.read(self.terminal, 65536)
            except OSError:
                break
            if not piece:
                break
            text += piece
            last = time.perf_counter()
            wait = first if until is not None and until not in text else quiet
        return text, last

    def press(self, keys, until=None, first=1.0):
        """Presses keys; milliseconds until they are painted, and what was.

        What comes later, such as the word that a draft is kept, is waited for and not counted. Keys that
        change nothing on the screen take no time.
        """
        before = time.perf_counter()
        os.write(self.terminal, keys)
        text, last = self.read_burst(first=first, until=until, quiet=AT_ONCE)
        later, _ = self.read_burst(first=QUIET)
        return ((last or before) - before) * 1000, text + later

    def memory(self):
        """The memory that the program has now, in MB."""
        with open(f"/proc/{self.process}/status") as status:
            line = next(line for line in status if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def close(self):
        os.kill(self.process, signal.SIGTERM)
        self.read_burst(first=0.2)
        os.close(self.terminal)
        _, _, usage = os.wait4(self.process, 0)
        return usage
