"""Shows a question in many scripts in real terminals, under Xvfb, and looks at what they draw.

For each terminal, bare and inside tmux, and each text: is the border between the panes in the same pixel
column on every row, and how much does the question's first line look like the same line drawn by Pango?
Pictures and a table are left in a folder.

Usage: terminals.py FOLDER-OF-PROGRAMS OUTPUT-FOLDER [--terminal NAME]... [--text NAME]... [--bidi SETTING]
"""

import argparse
import json
import os
import pathlib
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import numpy
from PIL import Image, ImageFilter

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SCREEN = (1300, 860)
LATIN = {"de", "en", "es", "fr", "id", "pt", "vi", "emoji", "zwj"}
COMPARED = {"ar", "he", "fa", "ur", "hi", "bn", "ta"}
# What the same line is compared in; the terminals choose their fonts themselves.
PANGO_FONT = "DejaVu Sans Mono, Noto Sans, Noto Sans Arabic, Noto Sans CJK SC 16"

TERMINALS = {
    "xterm": ["xterm", "-u8", "-fa", "DejaVu Sans Mono:pixelsize=18", "-geometry", "100x34", "-e"],
    "VTE": ["dbus-launch", "--exit-with-session", "xfce4-terminal", "--disable-server",
            "--geometry=100x34", "-x"],
    "kitty": ["kitty", "-o", "font_size=13", "-o", "initial_window_width=1200",
              "-o", "initial_window_height=800", "-o", "remember_window_size=no"],
    "mlterm": ["mlterm", "-g", "100x34", "-w", "18", "-e"],
    "alacritty": ["alacritty", "-o", "window.dimensions.columns=100",
                  "-o", "window.dimensions.lines=34", "-e"],
}


def make_project(programs, folder, name, text):
    """A project in which ana has one item, whose question and answer are the text."""
    project = folder / f"{name}.xvw"
    language = name if len(name) == 2 else "en"
    item = {"id": name, "language": language, "question": text, "answer": f"{text} {text}"}
    items = folder / f"{name}.jsonl"
    items.write_text(json.dumps(item, ensure_ascii=False) + "\n")
    review = str(programs / "review")
    for command in (
        ["new", project, "--guideline", ROOT / "guidelines/x-value.yaml"], ["import", project, items],
        ["people", "add", project, "ana", "--languages", language], ["assign", project, "--overlap", "1"],
    ):
        subprocess.run([review, *map(str, command)], check=True, capture_output=True)
    return project


class Display:
    """An X server without a screen."""

    def __init__(self, number):
        self.name = f":{number}"
        self.server = subprocess.Popen(
            ["Xvfb", self.name, "-screen", "0", f"{SCREEN[0]}x{SCREEN[1]}x24"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        time.sleep(1)
        # What no terminal has for its background.
        subprocess.run(["xsetroot", "-solid", "#ff00ff"], env=self.environment(), check=True)

    def environment(self):
        kept = {name: os.environ[name] for name in ("PATH", "TERMINFO") if name in os.environ}
        return kept | {
            "DISPLAY": self.name, "LIBGL_ALWAYS_SOFTWARE": "1", "LC_ALL": "C.UTF-8", "NO_AT_BRIDGE": "1",
        }

    def stop(self):
        self.server.terminate()
        self.server.wait()


def shoot(display, terminal, command, picture, home, is_asked):
    """Runs a command in a terminal, opens the item, puts the reading check off, and takes a picture."""
    start = home / "start"
    start.write_text(f"#!/bin/bash\nexport LC_ALL=C.UTF-8\nstty size > {home}/size\nexec {shlex.join(map(str, command))}\n")
    start.chmod(0o755)
    environment = display.environment() | {"HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
    process = subprocess.Popen(
        [*TERMINALS[terminal], str(start)], env=environment, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    try:
        time.sleep(3.5 if terminal in ("VTE", "kitty") else 2.5)
        subprocess.run(["xdotool", "key", "--delay", "80", "Return"], env=environment, check=True)
        time.sleep(1)
        if is_asked:
            subprocess.run(["xdotool", "key", "Escape"], env=environment, check=True)
            time.sleep(0.8)
        subprocess.run(["import", "-window", "root", str(picture)], env=environment, check=True)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=3)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def ink(picture):
    """Where a picture is not its background."""
    pixels = numpy.asarray(picture.convert("L")).astype(int)
    background = numpy.bincount(pixels.ravel()).argmax()
    return numpy.abs(pixels - background) > 12


def find_border(picture):
    """The pixel column of the border between the panes, and its longest gap in pixels: between the rule
    under the header and the one over the footer."""
    marks = ink(crop(picture))
    rules = [band for band in bands(marks.mean(axis=1) > 0.8) if band[0] > 4 and band[1] - band[0] <= 4]
    if len(rules) < 2:
        return None, None
    inside = marks[rules[0][0]:rules[-1][1]]
    width = inside.shape[1]
    column = max(range(width // 5, width * 3 // 4), key=lambda x: inside[:, x].sum())
    return column, int(numpy.diff(numpy.flatnonzero(inside[:, column])).max())


def crop(picture):
    """The terminal alone: what is neither the root's colour nor black, which some leave around themselves."""
    pixels = numpy.asarray(picture.convert("RGB")).astype(int)
    root = numpy.abs(pixels - (255, 0, 255)).sum(axis=2) < 8
    terminal = ~root & (pixels.sum(axis=2) > 0)
    ys, xs = numpy.flatnonzero(terminal.any(axis=1)), numpy.flatnonzero(terminal.any(axis=0))
    return picture.crop((xs.min(), ys.min(), xs.max() + 1, ys.max() + 1)) if len(xs) else picture


def bands(rows):
    """Where a condition holds, as ranges."""
    edges = numpy.flatnonzero(numpy.diff(numpy.concatenate([[0], rows.astype(int), [0]])))
    return list(zip(edges[::2], edges[1::2]))


def similarity(one, other):
    """How alike two lines are, from 0 to 1: the correlation of what is left when both are blurred."""
    def prepare(picture):
        marks = ink(picture)
        ys, xs = numpy.flatnonzero(marks.any(axis=1)), numpy.flatnonzero(marks.any(axis=0))
        if not len(xs):
            return numpy.zeros((24, 600))
        cut = Image.fromarray((marks[ys.min():ys.max() + 1, xs.min():xs.max() + 1] * 255).astype("uint8"))
        return numpy.asarray(cut.resize((600, 24)).filter(ImageFilter.GaussianBlur(4))).astype(float)
    a, b = prepare(one).ravel(), prepare(other).ravel()
    if a.std() == 0 or b.std() == 0:
        return 0.0
    return max(0.0, float(numpy.corrcoef(a, b)[0, 1]))


def first_line(picture, border, rows):
    """The question's first line. Of so many rows the second is the rule under the header and the last but
    one the rule over the footer; the line is the fourth."""
    terminal = crop(picture)
    rules = [band for band in bands(ink(terminal).mean(axis=1) > 0.8)
             if band[0] > 4 and band[1] - band[0] <= 4]
    top, bottom = (sum(rules[end]) / 2 for end in (0, -1))
    height = (bottom - top) / (rows - 3)
    return terminal.crop((4, round(top + 1.5 * height), border - 3, round(top + 2.5 * height)))


def draw_with_pango(words, picture):
    subprocess.run(
        ["pango-view", "--no-display", "-q", f"--font={PANGO_FONT}", f"--output={picture}", "--margin=2",
         f"--text={words}"], check=True, capture_output=True,
    )


def likeness(line, text, scratch):
    """How much a line looks like Pango's drawing of as many of the first words as it may hold."""
    words = text.split(" ")
    best = 0.0
    for count in range(3, min(len(words), 14) + 1):
        draw_with_pango(" ".join(words[:count]), scratch)
        best = max(best, similarity(line, Image.open(scratch)))
    return best


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("programs", type=pathlib.Path)
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--terminal", action="append", choices=TERMINALS)
    parser.add_argument("--text", action="append")
    parser.add_argument("--bidi", default="auto")
    parser.add_argument("--only", choices=["bare", "tmux"])
    options = parser.parse_args()
    programs = options.programs.resolve()
    output = options.output.resolve()
    output.mkdir(parents=True, exist_ok=True)
    texts = json.loads((HERE / "texts.json").read_text())
    names = options.text or list(texts)
    folder = pathlib.Path(tempfile.mkdtemp())
    display = Display(70 + os.getpid() % 20)
    moved = []
    results = []
    try:
        for name in names:
            project = make_project(programs, folder, name, texts[name])
            for terminal in options.terminal or TERMINALS:
                for around in ["bare", "tmux"] if not options.only else [options.only]:
                    home = folder / f"{terminal}-{around}-{name}"
                    home.mkdir()
                    annotate = [programs / "annotate", project, "--as", "ana", "--bidi", options.bidi]
                    if around == "tmux":
                        annotate = ["tmux", "-L", home.name, "-f", "/dev/null", "-u", "new-session",
                                    shlex.join(map(str, annotate))]
                    picture = output / f"{terminal}-{around}-{name}.png"
                    shoot(display, terminal, annotate, picture, home, name not in LATIN)
                    if around == "tmux":
                        subprocess.run(["tmux", "-L", home.name, "kill-server"], capture_output=True)
                    border, gap = find_border(Image.open(picture))
                    holds = border is not None and gap <= 12
                    if not holds:
                        moved.append(picture.name)
                    alike = None
                    if name in COMPARED and border is not None:
                        rows = int((home / "size").read_text().split()[0]) - (around == "tmux")
                        line = first_line(Image.open(picture), border, rows)
                        alike = likeness(line, texts[name], folder / "pango.png")
                    results.append((terminal, around, name, holds, alike))
                    print(f"{terminal:10} {around:5} {name:6} border {border} longest gap {gap} "
                          f"{'holds' if holds else 'MOVED'}"
                          + (f"  like Pango {alike:.2f}" if alike is not None else ""), flush=True)
    finally:
        display.stop()
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{len(results)} pictures, {len(moved)} with a border that moved")
    worst = sorted((r for r in results if r[4] is not None), key=lambda r: r[4])[:10]
    print("Least like Pango; look at these:")
    for terminal, around, name, _, alike in worst:
        print(f"  {alike:.2f}  {terminal}-{around}-{name}.png")
    sys.exit(1 if moved else 0)


if __name__ == "__main__":
    main()
