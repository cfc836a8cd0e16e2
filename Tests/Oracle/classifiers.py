"""Holds `review metrics` against scikit-learn and scipy, and `review alt-test` against its definition with
scipy's tests: seeded random files, each value equal to 1e-9.

Usage: classifiers.py FOLDER-OF-THE-PROGRAMS [HOW-MANY]
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
from scipy import stats
from sklearn import metrics
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests

import outcome

warnings.filterwarnings("ignore")
NEAR = 1e-9
compared = collections.Counter()
differences = []


def hold(what, mine, theirs, note):
    compared[what] += 1
    if mine is None or not math.isclose(mine, theirs, rel_tol=NEAR, abs_tol=NEAR):
        differences.append(f"{what}: ours {mine}, theirs {theirs} ({note})")


def review(program, *arguments):
    said = subprocess.run([program, *arguments, "--json"], capture_output=True, text=True)
    if said.returncode != 0:
        raise RuntimeError(said.stderr)
    return json.loads(said.stdout)


def write(path, header, rows):
    path.write_text("\n".join([header] + [",".join(map(str, row)) for row in rows]) + "\n")
    return path


def check_measures(one, right, given, note):
    mine = {name: measured["value"] for name, measured in one["measures"].items()}
    theirs = {
        "accuracy": metrics.accuracy_score(right, given),
        "balanced_accuracy": metrics.balanced_accuracy_score(right, given),
        "micro_f1": metrics.f1_score(right, given, average="micro"),
    }
    for average in ("macro", "weighted"):
        values = metrics.precision_recall_fscore_support(right, given, average=average, zero_division=0)
        for name, value in zip(("precision", "recall", "f1"), values):
            theirs[f"{average}_{name}"] = value
    for name, value in theirs.items():
        hold(name, mine[name], value, note)
    # scikit-learn says 0 or nothing where these are not defined.
    if len(set(right)) > 1 and len(set(given)) > 1:
        hold("matthews", mine["matthews"], metrics.matthews_corrcoef(right, given), note)
    elif mine["matthews"] is not None:
        differences.append(f"matthews: ours {mine['matthews']} of one label ({note})")
    if len(set(right) | set(given)) > 1:
        hold("cohen_kappa", mine["cohen_kappa"], metrics.cohen_kappa_score(right, given), note)
    labels = sorted(set(right) | set(given))
    values = metrics.precision_recall_fscore_support(right, given, labels=labels, zero_division=numpy.nan)
    for row, precision, recall, f1 in zip(one["classes"], *values[:3]):
        for name, value in (("precision", precision), ("recall", recall), ("f1", f1)):
            if row[name] is not None:
                hold(f"{name} of a class", row[name], value, note)
            elif not math.isnan(value):
                differences.append(f"{name} of a class: ours is undefined, theirs {value} ({note})")
    matrix = metrics.confusion_matrix(right, given, labels=labels)
    cells = {(cell["right"], cell["given"]): cell["items"] for cell in one["confusion"]}
    for i, row in enumerate(matrix):
        for j, count in enumerate(row):
            hold("confusion", cells.get((labels[i], labels[j]), 0), count, note)


def classifiers(program, folder, seed):
    chance = random.Random(seed)
    labels = "abcdefg"[:chance.choice([1, 2, 3, 7])]
    count = chance.choice([1, 5, 30, 200])
    right = [chance.choice(labels) for _ in range(count)]
    files, columns = [], [right]
    for name in ("one", "other"):
        skill = chance.random()
        columns.append([label if chance.random() < skill else chance.choice(labels) for label in right])
    for name, column in zip(("gold", "one", "other"), columns):
        rows = list(enumerate(column))
        chance.shuffle(rows)
        files.append(write(folder / f"{name}.csv", "item,label", rows))
    note = f"seed {seed}"
    found = review(program, "metrics", *files, "--resamples", "0")
    for one, given in zip(found["classifiers"], columns[1:]):
        check_measures(one, right, given, note)
    b = sum(x == r != y for r, x, y in zip(*columns))
    c = sum(y == r != x for r, x, y in zip(*columns))
    comparison = found["comparison"]
    hold("only_first", comparison["only_first"], b, note)
    hold("only_second", comparison["only_second"], c, note)
    if b + c:
        exact = mcnemar([[0, b], [c, 0]], exact=True).pvalue
        hold("mcnemar exact", comparison["mcnemar_exact"], exact, note)
        # Fagerland, Lydersen and Laake (2013), section 2.
        point = stats.binom.pmf(min(b, c), b + c, 0.5)
        mid = 1 - point if b == c else 2 * stats.binom.cdf(min(b, c), b + c, 0.5) - point
        hold("mcnemar mid-p", comparison["mcnemar_mid_p"], mid, note)
    differing = [measured["value"] for measured in comparison["differences"].values()]
    hold("difference", differing[0], (b - c) / count, note)


def nearness(kind, label, others):
    if kind == "accuracy":
        return sum(label == other for other in others) / len(others)
    return -math.sqrt(sum((label - other) ** 2 for other in others) / len(others))


def substitution(program, folder, seed):
    chance = random.Random(seed)
    kind = ("accuracy", "rmse")[seed % 2]
    raters, items = chance.choice([3, 5]), chance.choice([12, 25, 40, 120])

    def label(truth, spread):
        if kind == "rmse":
            return round(truth + chance.gauss(0, spread), 1)
        return truth if chance.random() > spread / 20 else chance.randrange(4)

    truths = [chance.gauss(50, 20) if kind == "rmse" else chance.randrange(4) for _ in range(items)]
    ratings = [{rater: label(truth, 8) for rater in range(raters) if chance.random() < 0.9}
               for truth in truths]
    spread = chance.choice([4, 8, 14])
    candidate = [label(truth, spread) for truth in truths]
    file = write(folder / "ratings.csv", "item,annotator,label",
                 [(f"i{i}", f"r{r}", l) for i, row in enumerate(ratings) for r, l in row.items()])
    other = write(folder / "model.csv", "item,label", [(f"i{i}", l) for i, l in enumerate(candidate)])
    epsilon = chance.choice([0.1, 0.2])
    [mine] = review(program, "alt-test", "--ratings", file, "--candidate", other, "--alignment", kind,
                    "--epsilon", str(epsilon))["tests"]
    note = f"seed {seed}, {kind}"
    theirs = {}
    for rater in range(raters):
        wins = []
        for row, own in zip(ratings, candidate):
            others = [l for r, l in row.items() if r != rater]
            if rater not in row or not others:
                continue
            one, human = nearness(kind, own, others), nearness(kind, row[rater], others)
            tie = math.isclose(one, human, rel_tol=1e-9, abs_tol=1e-12)
            wins.append((tie or one > human, tie or human > one))
        if len(wins) < 10:
            continue
        differing = numpy.array([int(h) - int(f) for f, h in wins]) - epsilon
        if len(wins) >= 30:
            p = stats.ttest_1samp(differing, 0, alternative="less").pvalue
        else:
            p = stats.wilcoxon(differing, alternative="less", method="approx").pvalue
        theirs[f"r{rater}"] = (len(wins), *numpy.mean(wins, axis=0), p)
    if not theirs:
        return
    beaten = multipletests([row[3] for row in theirs.values()], 0.05, "fdr_by")[0]
    found = {row["annotator"]: row for row in mine["annotators"]}
    for (rater, (count, juror, human, p)), is_beaten in zip(theirs.items(), beaten):
        row = found[rater]
        for name, own, value in (("items", row["items"], count), ("juror", row["juror"], juror),
                                 ("human", row["human"], human), ("p", row["p"], p),
                                 ("beaten", row["beaten"], is_beaten)):
            hold(f"alt-test {kind}: {name}", float(own), float(value), note)
    hold("alt-test: winning rate", mine["winning_rate"], float(numpy.mean(beaten)), note)
    hold("alt-test: advantage", mine["average_advantage"],
         float(numpy.mean([row[1] for row in theirs.values()])), note)


def main():
    program = pathlib.Path(sys.argv[1]).resolve() / "review"
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(count):
            classifiers(program, pathlib.Path(folder), seed)
            substitution(program, pathlib.Path(folder), seed)
    outcome.report(compared, differences)


if __name__ == "__main__":
    main()
