"""A real small model reviews the sample project, in every language of it.

Its verdicts are poor: it has 135 million parameters. What is looked at is the protocol: that each
item ends with a verdict or with a recorded reason why there is none. Ends with 1 only where that fails.

Usage: live.py FOLDER-OF-THE-PROGRAMS [--items N] [--canaries N] [--timeout SECONDS]
               [--reply-timeout SECONDS]
"""

import argparse
import collections
import itertools
import json
import pathlib
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

from server import Failure, Server

ROOT = pathlib.Path(__file__).resolve().parents[2]
ATTEMPTS = 2
REPLY = 400  # tokens; what is longer is a loop of words
OUTCOMES = ("verdict", "unparsable", "refused", "failed")

# What the annotator types about every item, a line for each field: both stages, each committed by
# an empty line. The jury reviews what people have labelled; what they said is not looked at here.
LABELS = "g\nlive\ng\nc\n-\n3\n\n" "c\n-\ny\n3\nlive\n\n"


class Live:
    """What the steps share: the programs, the server, the project, and what went wrong."""

    def __init__(self, options, folder):
        self.options = options
        self.programs = pathlib.Path(options.programs).resolve()
        self.folder = folder
        self.project = folder / "live.xvw"
        self.server = None
        self.items = {}  # id → language
        self.problems = []

    def run(self, program, *arguments, typed=None, timeout=None):
        """What a program prints; a Failure where it fails."""
        command = [str(self.programs / program), *map(str, arguments)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        try:
            out, err = process.communicate(typed or "", timeout=timeout)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=60)
            raise Failure(f"{program} {arguments[0]} took longer than {timeout} s and was stopped; "
                          f"it said: {err.strip()}") from None
        except BaseException:
            process.terminate()
            raise
        if process.returncode != 0:
            raise Failure(f"{program} {' '.join(map(str, arguments))} ended with "
                          f"{process.returncode}: {err.strip()}")
        return out

    def review(self, *arguments, **options):
        return self.run("review", *arguments, **options)

    def rows(self, question, *values):
        """Rows of the project, which is only read."""
        with sqlite3.connect(f"{self.project.as_uri()}?mode=ro", uri=True) as store:
            store.row_factory = sqlite3.Row
            return store.execute(question, values).fetchall()

    def jury(self, name, **juror):
        """Writes a jury of one juror, behind the server, and gives the file."""
        file = self.folder / f"{name}.yaml"
        juror = {"name": name, "endpoint": self.server.endpoint, "model": self.server.model,
                 "maximum_tokens": REPLY, "concurrency": 1, "attempts": ATTEMPTS, "retries": 1,
                 "timeout": self.options.reply_timeout, **juror}
        file.write_text(json.dumps({"jury": name, "jurors": [juror]}, indent=2))  # JSON is YAML
        return file

    def expect(self, is_so, problem):
        if not is_so:
            self.problems.append(problem)


def start_server(live):
    """The server, with room for the longest prompt of the samples and its reply."""
    live.server = Server(live.folder / "server.log")
    print(f"  {live.server.model}, {live.server.context} tokens of context, "
          f"ready after {live.server.seconds} s")


def make_project(live):
    """A project of the sample items, as many of each language as of the next, all labelled."""
    lines = collections.defaultdict(list)
    for line in (ROOT / "samples/items.jsonl").read_text(encoding="utf-8").splitlines():
        lines[json.loads(line)["language"]].append(line)
    rounds = itertools.zip_longest(*(lines[language] for language in sorted(lines)))
    taken = [line for turn in rounds for line in turn if line][:live.options.items]
    live.items = {item["id"]: item["language"] for item in map(json.loads, taken)}
    languages = ",".join(sorted(set(live.items.values())))
    file = live.folder / "items.jsonl"
    file.write_text("\n".join(taken) + "\n", encoding="utf-8")
    live.review("new", live.project, "--guideline", ROOT / "guidelines/x-value.yaml")
    live.review("import", live.project, file)
    live.review("people", "add", live.project, "ana", "--languages", languages)
    live.review("assign", live.project, "--overlap", "1")
    live.run("annotate", live.project, "--as", "ana", "--plain", typed=LABELS * len(taken))
    labelled = json.loads(live.review("status", live.project, "--json"))["labelled_items"]
    if labelled != len(taken):
        raise Failure(f"{labelled} of {len(taken)} items are labelled")
    print(f"  {len(taken)} items in {len(set(live.items.values()))} languages, labelled")


def review_both_ways(live):
    """Every item, asked for JSON by its schema and for log-probabilities, in both orders of the choices.

    The temperature breaks loops of words.
    """
    jury = live.jury("both-ways", temperature=0.8, seed=7, log_probabilities=5, order="both")
    run_jury(live, jury)
    print_probabilities(live, "both-ways")
    print_flips(live, "both-ways")


def try_canaries(live):
    """Injections, and the same pairs without them: what the tool counts is shown."""
    jury = live.jury("canaries", temperature=0.8, seed=7)
    if live.options.canaries:
        print(live.review("jury", "check", live.project, "--jury", jury,
                          "--canaries", ROOT / "samples/canaries.jsonl",
                          "--limit", live.options.canaries, timeout=live.options.timeout))


# Each is given the Live, prints what it saw, and adds to its problems where the protocol failed.
STEPS = [start_server, make_project, review_both_ways, try_canaries]


def run_jury(live, jury):
    """Lets a jury review, reports on it, and looks whether every item has its outcome."""
    began = time.monotonic()
    told = json.loads(live.review("run", live.project, "--jury", jury, "--json",
                                  timeout=live.options.timeout))
    took = time.monotonic() - began
    for juror in json.loads(jury.read_text())["jurors"]:
        reviews = live.rows(
            "SELECT item.key, review.* FROM review JOIN item ON item.id = review.item "
            "WHERE juror = ? ORDER BY review.id", juror["name"])
        print_outcomes(live, reviews)
        print_costs(live, reviews, took)
        check_outcomes(live, juror, reviews)
        check_counts(live, juror, reviews, told)


def print_probabilities(live, juror):
    """How many verdicts say how probable each choice was, and what the choices held together."""
    rows = live.rows("SELECT probabilities FROM review WHERE juror = ? AND outcome = 'verdict'", juror)
    fields = [field for row in rows if row[0] for field in json.loads(row[0]).values()]
    for field in fields:
        live.expect(abs(sum(field["byChoice"].values()) - 1) < 1e-6, "probabilities don't add up to 1")
    masses = sorted(field["mass"] for field in fields) or [0]
    print(f"  {sum(bool(row[0]) for row in rows)} of {len(rows)} verdicts with probabilities; "
          f"the choices held {masses[0]:.2f} to {masses[-1]:.2f}")


def print_flips(live, juror):
    """Items with a verdict in both orders, and how many of those differ in the judgment."""
    rows = live.rows("SELECT item, labels ->> '$[1].values.judgment' AS judgment FROM review "
                     "WHERE juror = ? AND outcome = 'verdict'", juror)
    judgments = collections.defaultdict(list)
    for row in rows:
        judgments[row["item"]].append(row["judgment"])
    both = [pair for pair in judgments.values() if len(pair) == 2]
    print(f"  {len(both)} items judged in both orders, {sum(a != b for a, b in both)} of them differently")


def print_outcomes(live, reviews):
    """A row for each language: its items, its outcomes, and how many items have a verdict."""
    counts = collections.defaultdict(collections.Counter)
    for review in reviews:
        for row in (live.items[review["key"]], "all"):
            counts[row][review["outcome"]] += 1
    items = collections.Counter(live.items.values())
    items["all"] = len(live.items)
    print(f"  {'language':<10}{'items':>7}" + "".join(f"{name:>12}" for name in OUTCOMES))
    for row in [*sorted(set(live.items.values())), "all"]:
        print(f"  {row:<10}{items[row]:>7}" + "".join(f"{counts[row][name]:>12}" for name in OUTCOMES))
    reasons = collections.Counter(r["reason"] for r in reviews if r["reason"] is not None)
    for reason, count in reasons.most_common():
        print(f"  {count:>4} × {reason}")


def print_costs(live, reviews, took):
    latencies = sorted(review["latency_ms"] / 1000 for review in reviews) or [0]
    prompts = [r["prompt_tokens"] for r in reviews if r["prompt_tokens"] is not None] or [0]
    written = [r["completion_tokens"] for r in reviews if r["completion_tokens"] is not None] or [0]
    print(f"  {took:.0f} s for {len(reviews)} replies: median {latencies[len(latencies) // 2]:.1f} s, "
          f"longest {latencies[-1]:.1f} s")
    print(f"  tokens of a prompt: {min(prompts)} to {max(prompts)}; of a reply: {min(written)} to "
          f"{max(written)}; memory of the server: {live.server.memory()} MiB")


def check_outcomes(live, juror, reviews):
    """A verdict, or a reason for each attempt that the juror has; and nothing after a verdict."""
    of_trial = collections.defaultdict(list)
    for review in reviews:
        of_trial[review["key"], review["trial"]].append(review)
    trials = 2 if juror.get("order") == "both" else 1
    for item, trial in itertools.product(live.items, range(1, trials + 1)):
        tries = of_trial[item, trial]
        verdicts = [review for review in tries if review["outcome"] == "verdict"]
        live.expect(tries, f"{item}: nothing is recorded")
        live.expect(len(verdicts) <= 1, f"{item}: {len(verdicts)} verdicts of one juror")
        live.expect(len(tries) <= juror["attempts"], f"{item}: asked {len(tries)} times")
        live.expect(not verdicts or tries[-1] is verdicts[0], f"{item}: asked after its verdict")
        # A refusal is an answer: it is not asked again.
        ended = verdicts or len(tries) == juror["attempts"] or any(
            review["outcome"] == "refused" for review in tries)
        live.expect(ended or not tries, f"{item}: neither a verdict nor all attempts")
        for review in tries:
            live.expect((review["outcome"] == "verdict") or review["reason"],
                        f"{item}: {review['outcome']} without a reason")
            live.expect(review["reported_model"] == live.server.model
                        or review["outcome"] not in ("verdict", "unparsable"),
                        f"{item}: the reply is of {review['reported_model']}")
    answered = sum(review["outcome"] != "failed" for review in reviews)
    live.expect(answered, "the model never answered")


def check_counts(live, juror, reviews, told):
    """What the run told is what is recorded, and nothing waits."""
    [told] = [row for row in told if row["name"] == juror["name"]]
    recorded = collections.Counter(review["outcome"] for review in reviews)
    for outcome, name in zip(OUTCOMES, ("verdicts", "unparsable", "refused", "failed")):
        live.expect(told[name] == recorded[outcome],
                    f"{name}: {told[name]} told, {recorded[outcome]} recorded")
    live.expect(told["queued"] == 0, f"{told['queued']} items still wait")


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("programs", help="the folder of annotate and review")
    options.add_argument("--items", type=int, help="only so many, one language after the other")
    options.add_argument("--canaries", type=int, default=0, help="try so many injections too")
    options.add_argument("--timeout", type=float, help="seconds for each run of a jury; then it fails")
    options.add_argument("--reply-timeout", type=float, default=180, help="seconds for one reply")
    options = options.parse_args()
    # Whoever ends this ends the server with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    live = Live(options, pathlib.Path(tempfile.mkdtemp(prefix="jury-live-")))
    try:
        for step in STEPS:
            print(step.__name__.replace("_", " "), flush=True)
            step(live)
    except Failure as failure:
        live.problems.append(str(failure))
    finally:
        if live.server is not None:
            live.expect(live.server.stop(), "the server did not end when it was asked to")
    for problem in live.problems:
        print(problem, file=sys.stderr)
    print(f"{'The protocol failed' if live.problems else 'The protocol held'}; "
          f"project and the server's words are in {live.folder}.")
    return 1 if live.problems else 0


if __name__ == "__main__":
    sys.exit(main())
