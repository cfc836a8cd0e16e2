"""Holds `review raters --ratings` against crowd-kit: seeded random tables with missing ratings; both
run so many iterations, and posteriors, skills and errors are equal to 1e-6.

Not held to equality, with what differs:
- MACE: theirs restarts at random (and its labels change when rows are shuffled, crowd-kit 1.4.2), ours
  starts once from the votes. Held: most labels are the same.
- GLAD: theirs stops each maximisation after 25 steps at a tolerance of 1e-2, ours goes on. Held: our
  posterior density is at least theirs, less the tolerance, and most labels are the same.
- Wawa fails in crowd-kit 1.4.2 with scikit-learn 1.9: computed here from its definition.
- A tie of probabilities: theirs takes any, ours the first label; labels are held where none ties.

Usage: raters.py FOLDER-OF-THE-PROGRAMS [HOW-MANY]
"""

import collections
import json
import math
import pathlib
import random
import subprocess
import sys
import tempfile
import warnings

import numpy
import pandas
from crowdkit.aggregation import GLAD, MACE, DawidSkene, MajorityVote, OneCoinDawidSkene

warnings.filterwarnings("ignore")
NEAR = 1e-6
ITERATIONS = 30
compared = collections.Counter()
agreed = collections.Counter()


class Difference(Exception):
    pass


def random_votes(seed):
    chance = random.Random(seed)
    labels = "abcdef"[:chance.choice([2, 3, 4])]
    raters = chance.choice([3, 5, 8])
    skill = [0.4 + 0.55 * chance.random() for _ in range(raters)]
    missing = chance.choice([0, 0.2, 0.5])
    rows = []
    for item in range(chance.choice([10, 40, 120])):
        truth = chance.choice(labels)
        for rater in range(raters):
            if chance.random() >= missing:
                label = truth if chance.random() < skill[rater] else chance.choice(labels)
                rows.append((f"i{item:03}", f"r{rater}", label))
    return pandas.DataFrame(rows, columns=["task", "worker", "label"])


def ours(review, folder, frame):
    path = folder / "ratings.csv"
    frame.rename(columns={"task": "item", "worker": "annotator"}).to_csv(path, index=False)
    said = subprocess.run(
        [review, "raters", "--ratings", path, "--iterations", str(ITERATIONS), "--tolerance", "0",
         "--json"], capture_output=True, text=True)
    if said.returncode != 0:
        raise Difference(said.stderr)
    return {model["name"]: model for model in json.loads(said.stdout)["models"]}


def hold(what, mine, theirs, note):
    compared[what] += 1
    if not math.isclose(mine, theirs, rel_tol=NEAR, abs_tol=NEAR):
        raise Difference(f"{what}: ours {mine}, theirs {theirs} ({note})")


def hold_posteriors(what, model, probas, note):
    for item in model["items"]:
        for label, mine in item["posterior"].items():
            theirs = probas.loc[item["item"]].get(label, 0.0)
            hold(f"{what} posterior", mine, theirs, note)
        row = probas.loc[item["item"]].sort_values()
        if row.iloc[-1] - row.iloc[-2] > 1e-6:
            compared[f"{what} label"] += 1
            if item["label"] != row.index[-1]:
                raise Difference(f"{what}: {item} against {row} ({note})")


def check_votes(mine, frame, note):
    probas = MajorityVote().fit_predict_proba(frame).fillna(0)
    hold_posteriors("majority", mine["majority"], probas, note)
    # Ties go to the first label, as ours do, so that the skills are those of one majority.
    majority = {task: max(sorted(row.index), key=lambda label: round(row[label], 12))
                for task, row in probas.iterrows()}
    skill = (frame.label == frame.task.map(majority)).groupby(frame.worker).mean()
    for rater in mine["wawa"]["raters"]:
        hold("wawa skill", rater["ability"], skill[rater["rater"]], note)
    weight = frame.worker.map(skill)
    sums = frame.assign(weight=weight).pivot_table(
        index="task", columns="label", values="weight", aggfunc="sum").fillna(0)
    hold_posteriors("wawa", mine["wawa"], sums.div(sums.sum(axis=1), axis=0), note)


def check_dawid_skene(mine, frame, note):
    for name, model in [("dawid-skene", DawidSkene), ("one-coin", OneCoinDawidSkene)]:
        # As many iterations as ours, which stops where nothing is gained at all.
        fitted = model(n_iter=mine[name]["iterations"], tol=-1e9).fit(frame)
        hold_posteriors(name, mine[name], fitted.probas_, note)
        for rater in mine[name]["raters"]:
            for true, row in rater["confusion"].items():
                for given, value in row.items():
                    try:
                        theirs = fitted.errors_.loc[(rater["rater"], given), true]
                    except KeyError:  # never given by this rater: not in their table
                        theirs = 0.0
                        if name == "one-coin":
                            continue
                    hold(f"{name} error", value, theirs, note)
        for label, value in mine[name]["priors"].items():
            hold(f"{name} prior", value, fitted.priors_[label], note)


def softplus(x):
    return numpy.logaddexp(0, x)


def glad_density(frame, alphas, betas, labels):
    """The log density of ratings and parameters: the posterior that GLAD maximises, up to a constant."""
    total = 0.0
    x = frame.worker.map(alphas) * numpy.exp(frame.task.map(betas))
    right, wrong = -softplus(-x), -softplus(x) - math.log(max(1, len(labels) - 1))
    sums = pandas.DataFrame({
        label: numpy.where(frame.label == label, right, wrong) for label in labels}).groupby(
        frame.task.values).sum() - math.log(len(labels))
    total += numpy.logaddexp.reduce(sums.values, axis=1).sum()
    for values in (alphas, betas):
        total -= ((numpy.array(list(values.values())) - 1) ** 2).sum() / 2
    return total


def check_loose(mine, frame, note):
    labels = sorted(frame.label.unique())
    for name, model in [("mace", MACE(random_state=1, method="em")), ("glad", GLAD())]:
        fitted = model.fit(frame)
        for item in mine[name]["items"]:
            agreed[f"{name} labels"] += item["label"] == fitted.labels_[item["item"]]
            compared[f"{name} labels"] += 1
        if name == "glad":
            alphas = {r["rater"]: r["ability"] for r in mine[name]["raters"]}
            betas = {i["item"]: -math.log(i["difficulty"]) for i in mine[name]["items"]}
            ours_density = glad_density(frame, alphas, betas, labels)
            theirs = glad_density(frame, dict(fitted.alphas_), dict(fitted.betas_), labels)
            compared["glad density"] += 1
            if ours_density < theirs - 1e-3 * len(frame):
                raise Difference(f"glad: our density {ours_density}, theirs {theirs} ({note})")


def main():
    review = pathlib.Path(sys.argv[1]).resolve() / "review"
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    differences = []
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(count):
            frame = random_votes(seed)
            note = f"seed {seed}, {frame.task.nunique()} items, {frame.worker.nunique()} raters"
            try:
                mine = ours(review, pathlib.Path(folder), frame)
                shuffled = frame.sample(frac=1, random_state=seed)
                if ours(review, pathlib.Path(folder), shuffled) != mine:
                    raise Difference(f"another order of lines gives another result ({note})")
                compared["shuffled"] += 1
                check_votes(mine, frame, note)
                check_dawid_skene(mine, frame, note)
                if seed % 4 == 0:
                    check_loose(mine, frame, note)
            except Difference as difference:
                differences.append(str(difference))
    for what, number in sorted(compared.items()):
        share = f"  {agreed[what] / number:.3f} the same" if what in agreed else ""
        print(f"{number:6} {what}{share}")
        if what in agreed and agreed[what] / number < 0.9:
            differences.append(f"{what}: only {agreed[what] / number:.3f} are the same")
    for difference in differences[:10]:
        print(difference, file=sys.stderr)
    print(f"{sum(compared.values())} compared, {len(differences)} differences")
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
