"""What every walk in a terminal does."""

import pathlib
import subprocess

from terminal import Failure

ROOT = pathlib.Path(__file__).resolve().parents[2]


def run(*arguments):
    result = subprocess.run([str(a) for a in arguments], capture_output=True, text=True)
    if result.returncode != 0:
        raise Failure(f"{arguments} ended with {result.returncode}: {result.stderr}")
    return result.stdout


def expect(what, actual, wanted):
    if actual != wanted:
        raise Failure(f"{what}: {actual!r}, expected {wanted!r}")
    print(f"  {what}: {actual}")


def start(terminal, programs, project, name):
    terminal.command(f"clear; {programs}/annotate {project} --as {name}")
    terminal.wait_for(r"\d+ done today")


def leave(terminal):
    terminal.keys("C-c")
    terminal.wait_for(r"(?m)^\$")
    terminal.command("clear; stty -a | grep -o ' icanon' ; echo ended=$?")
    terminal.wait_for("icanon")
    terminal.wait_for("ended=0")
