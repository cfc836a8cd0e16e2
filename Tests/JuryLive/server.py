"""The server of serve.py, as a process beside this one."""

import json
import pathlib
import signal
import subprocess
import sys
import threading

SERVE = pathlib.Path(__file__).with_name("serve.py")


class Failure(Exception):
    pass


class Server:
    """Serves from when it is made until it is stopped; what it said goes to a file."""

    def __init__(self, log, *arguments, patience=120):
        """Waits, at most `patience` seconds, until the model answers."""
        self.log = pathlib.Path(log)
        with open(log, "w") as said:
            self.process = subprocess.Popen(
                [sys.executable, str(SERVE), *map(str, arguments)],
                stdout=subprocess.PIPE, stderr=said, text=True)
        late = threading.Timer(patience, self.process.kill)
        late.start()
        line = self.process.stdout.readline()
        late.cancel()
        if not line:
            self.process.wait()
            raise Failure(f"the server did not start: {self.log.read_text()[-2_000:]}")
        ready = json.loads(line)
        self.endpoint, self.model = ready["endpoint"], ready["model"]
        self.context, self.seconds = ready["context"], ready["seconds"]

    def memory(self):
        """The most memory it held so far, in MiB."""
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) // 1024
        return 0

    def stop(self):
        """Asks it to end; whether it ended by itself and well."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(30) == 0
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return False
