"""Holds `review agreement --ratings` against Python's packages: 500 seeded random tables with missing
ratings, on every scale, each value equal to 1e-9 or undefined for a reason.

No package has agreement between groups of raters, nor a standard error of alpha: the first is multiplied
out with numpy, the second is the slope of alpha in how often each item comes, taken numerically of a
weighted alpha that is held against krippendorff itself; equal to 1e-5.

Usage: agreement.py FOLDER-OF-THE-PROGRAMS [HOW-MANY]
"""

import collections
import csv
import itertools
import json
import math
import pathlib
import random
import subprocess
import sys
import tempfile
import warnings

import krippendorff
import numpy
import pandas
from irrCAC.raw import CAC
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters, cohens_kappa, fleiss_kappa

import outcome

warnings.filterwarnings("ignore")
NEAR = 1e-9
DIGITS = 15
SCHEMES = ["unweighted", "linear", "quadratic", "ordinal"]
compared = collections.Counter()


class Difference(Exception):
    pass


def random_table(seed):
    """Rows of items, columns of raters, None where a rating is missing; and the labels."""
    chance = random.Random(seed)
    raters = chance.choice([2, 2, 3, 4, 6])
    labels = list(range(1, chance.choice([2, 3, 5, 7]) + 1))
    if chance.random() < 0.5:
        # Numbers that are not equally far apart: values are other than ranks.
        labels = sorted(chance.sample(range(1, 30), len(labels)))
    items = chance.choice([3, 8, 20, 60])
    missing = chance.choice([0, 0, 0.1, 0.4])
    skill = chance.random()
    table = []
    for _ in range(items):
        truth = chance.choice(labels)
        table.append([
            None if chance.random() < missing
            else truth if chance.random() < skill else chance.choice(labels)
            for _ in range(raters)])
    return table, labels


def team(rater):
    return "north" if rater % 2 == 0 else "south"


def ours(review, folder, table, scale, labels):
    """Our rows: of all raters, of pairs by their numbers, and of groups by their names."""
    path = folder / "ratings.csv"
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["item", "annotator", "label", "team"])
        for item, row in enumerate(table):
            for rater, label in enumerate(row):
                if label is not None:
                    writer.writerow([f"i{item}", f"r{rater}", label, team(rater)])
    weights = [] if scale == "nominal" else [
        word for scheme in SCHEMES[1:] for word in ("--weights", scheme)]
    said = subprocess.run(
        [review, "agreement", "--ratings", path, "--scale", scale, "--order",
         ",".join(map(str, labels)), *weights, "--pairs", "--by-rater", "team", "--minimum-items", "1",
         "--resamples", "0", "--json"],
        capture_output=True, text=True)
    if said.returncode != 0:
        return None, said.stderr
    rows = json.loads(said.stdout)["coefficients"]
    found = {"all": {}, "pairs": {}, "groups": {}}
    for row in rows:
        key = (row["name"], row["weights"])
        if "rater_groups" in row:
            if "between" not in row or len(row["rater_groups"]["groups"]) > 1:
                found["groups"][tuple(row["rater_groups"]["groups"]), *key] = row
            continue
        if "between" in row:
            found["pairs"][tuple(int(name[1:]) for name in row["between"]), *key] = row
        if "between" not in row or len(table[0]) == 2:
            found["all"][key] = row
    return found, ""


def hold(what, mine, theirs, note):
    """Our value against theirs."""
    compared[what] += 1
    if mine is None:
        raise Difference(f"{what}: ours is undefined, theirs {theirs} ({note})")
    if not math.isclose(mine, theirs, rel_tol=NEAR, abs_tol=NEAR):
        raise Difference(f"{what}: ours {mine}, theirs {theirs} ({note})")


def hold_error(what, mine, theirs, note):
    """Standard errors are held as variances: a root makes 1e-8 of a last bit."""
    hold(what + " variance", None if mine is None else mine ** 2, theirs ** 2, note)


def check_alpha(mine, table, scale, note):
    row = mine[("krippendorff_alpha", None)]
    data = [[numpy.nan if v is None else v for v in column] for column in zip(*table)]
    try:
        theirs = krippendorff.alpha(reliability_data=data, level_of_measurement=scale)
    except ValueError:
        # One label in all the ratings, or none that can be paired.
        theirs = None
    if theirs is None or math.isnan(theirs):
        if "undefined" not in row:
            raise Difference(f"alpha: ours {row['value']}, theirs is undefined ({note})")
        compared["alpha undefined"] += 1
        return
    if "undefined" in row:
        # krippendorff 0.9 says 1 where all pairable ratings have one label and another label stands
        # alone in its item; by the definition De is 0 and nothing is measured.
        pairable = {v for r in table for v in r if v is not None and sum(x is not None for x in r) > 1}
        if len(pairable) <= 1:
            compared["alpha undefined"] += 1
            return
    hold(f"alpha {scale}", row.get("value"), theirs, note)


def check_irrcac(mine, table, scale, labels, note):
    """irrCAC divides by zero or says 1 where one label alone was given, and fails on one item."""
    rated = [row for row in table if any(v is not None for v in row)]
    pairable = [row for row in rated if sum(v is not None for v in row) > 1]
    used = {v for row in rated for v in row if v is not None}
    if len(used) < 2 or len(pairable) < 2:
        compared["irrCAC cannot"] += 1
        return
    frame = pandas.DataFrame(rated, dtype=float)
    # By ranks on the ordinal scale: theirs always takes the categories' values.
    values = labels if scale in ("interval", "ratio") else list(range(1, len(labels) + 1))
    frame = frame.replace(dict(zip(map(float, labels), [-float(v) for v in values]))).abs()
    everybody = all(frame[rater].notna().any() for rater in frame)
    for ours_scheme, theirs_scheme in [("unweighted", "identity"), ("linear", "linear"),
                                       ("quadratic", "quadratic"), ("ordinal", "ordinal")]:
        if scale == "nominal" and ours_scheme != "unweighted":
            continue
        try:
            cac = CAC(frame, weights=theirs_scheme, categories=[float(v) for v in values],
                      digits=DIGITS)
        except Exception as error:  # its own faults are not ours to fix
            compared[f"irrCAC fails: {type(error).__name__}"] += 1
            continue
        gwet = "gwet_ac1" if ours_scheme == "unweighted" else "gwet_ac2"
        measures = [(gwet, cac.gwet), ("fleiss_kappa", cac.fleiss), ("brennan_prediger", cac.bp)]
        if len(table[0]) > 2 and everybody:  # theirs divides by 0 for a rater without ratings
            measures.append(("conger_kappa", cac.conger))
        for name, measure in measures:
            est = measure()["est"]
            row = mine[(name, ours_scheme)]
            what = f"{name} {ours_scheme}"
            if "undefined" in row or math.isnan(est["coefficient_value"]):
                raise Difference(f"{what}: ours {row.get('value')}, theirs {est} ({note})")
            hold(what, row["value"], est["coefficient_value"], note)
            hold(what + " observed", row["observed"], est["pa"], note)
            hold(what + " expected", row["expected"], est["pe"], note)
            if est["se"] > 1e-12:  # irrCAC puts 1e-15 where it is 0
                hold_error(what, row["standard_error"], est["se"], note)


def check_fleiss(mine, table, note):
    """statsmodels has Fleiss' own form: every item with the same number of ratings."""
    if any(v is None for row in table for v in row) or len(table[0]) < 2:
        return
    if len({v for row in table for v in row}) < 2:
        return
    counts, _ = aggregate_raters(numpy.array(table))
    hold("fleiss_kappa statsmodels", mine[("fleiss_kappa", "unweighted")].get("value"),
         fleiss_kappa(counts), note)


def pair_kappa(one, other, labels, scale, scheme):
    """Cohen's kappa of two lists, and its standard error, by statsmodels; None where it has none."""
    if len(set(one) | set(other)) < 2:
        return None, None
    values = labels if scale in ("interval", "ratio") else list(range(1, len(labels) + 1))
    cross = numpy.zeros((len(labels), len(labels)))
    for a, b in zip(one, other):
        cross[labels.index(a)][labels.index(b)] += 1
    if scheme == "unweighted":
        stats = cohens_kappa(cross)
    elif scheme == "ordinal":
        places = numpy.abs(numpy.subtract.outer(range(len(labels)), range(len(labels))))
        stats = cohens_kappa(cross, weights=places * (places + 1) / 2)
    else:
        stats = cohens_kappa(cross, wt=scheme, weights=numpy.array(values, dtype=float))
    return (None, None) if math.isnan(stats.kappa) else (stats.kappa, stats.std_kappa)


def check_pairs(mine, pairs, table, labels, scale, note):
    """Every two raters, by statsmodels and scikit-learn; Light's kappa is the mean."""
    schemes = SCHEMES[:1] if scale == "nominal" else SCHEMES
    means = {scheme: [] for scheme in schemes}
    for one, other in itertools.combinations(range(len(table[0])), 2):
        both = [(row[one], row[other]) for row in table if None not in (row[one], row[other])]
        if not both:
            continue
        first, second = zip(*both)
        for scheme in schemes:
            row = pairs[(one, other), "cohen_kappa", scheme]
            theirs, error = pair_kappa(first, second, labels, scale, scheme)
            if theirs is None:
                if len(set(first) | set(second)) < 2 and "undefined" not in row:
                    raise Difference(f"kappa: ours {row['value']} where one label alone is given ({note})")
                compared["cohen_kappa undefined"] += 1
            else:
                hold(f"cohen_kappa {scheme}", row.get("value"), theirs, note)
                if scheme != "ordinal" and error == error and len(both) > 1:
                    hold_error(f"cohen_kappa {scheme}", row["standard_error"], error, note)
            if row.get("value") is not None:
                means[scheme].append(row["value"] if theirs is None else theirs)
            is_by_rank = scale not in ("interval", "ratio") or labels == list(range(1, len(labels) + 1))
            if theirs is not None and scheme in ("unweighted", "linear", "quadratic") and is_by_rank:
                scikit = cohen_kappa_score(
                    first, second, labels=labels, weights=None if scheme == "unweighted" else scheme)
                hold(f"cohen_kappa {scheme} scikit-learn", row.get("value"), scikit, note)
            # Scott's pi is Fleiss' kappa of two raters without missing ratings.
            if scheme == "unweighted" and theirs is not None:
                counts, _ = aggregate_raters(numpy.array(both))
                hold("scott_pi", pairs[(one, other), "scott_pi", scheme].get("value"),
                     fleiss_kappa(counts), note)
    if sum(any(row[rater] is not None for row in table) for rater in range(len(table[0]))) > 2:
        for scheme, values in means.items():
            if values:
                hold(f"light_kappa {scheme}", mine[("light_kappa", scheme)].get("value"),
                     numpy.mean(values), note)


def distances(scale, counts, labels):
    """The squared differences of Krippendorff's alpha, of labels that were given so often."""
    x = numpy.array(labels, dtype=float)
    if scale == "nominal":
        return 1 - numpy.eye(len(labels))
    if scale == "ordinal":
        x = numpy.cumsum(counts) - counts / 2
    difference = numpy.subtract.outer(x, x)
    if scale == "ratio":
        difference = difference / numpy.add.outer(x, x)
    return difference ** 2


def weighted_alpha(counts, times, scale, labels):
    """Alpha where items, rows of counts of labels, come so often; None where it is undefined."""
    sizes = counts.sum(axis=1)
    counts, times, sizes = counts[sizes > 1], times[sizes > 1], sizes[sizes > 1]
    coincidences = sum(
        w / (m - 1) * (numpy.outer(row, row) - numpy.diag(row))
        for row, m, w in zip(counts, sizes, times))
    totals = coincidences.sum(axis=1)
    n = totals.sum()
    delta = distances(scale, totals, labels)
    expected = (numpy.outer(totals, totals) * delta).sum() / (n * (n - 1))
    return 1 - (coincidences * delta).sum() / n / expected if expected > 0 else None


def check_alpha_error(mine, table, scale, labels, note):
    """The standard error: slopes of alpha in how often each item comes, by central differences."""
    row = mine[("krippendorff_alpha", None)]
    counts = numpy.array([[row.count(label) for label in labels] for row in table], dtype=float)
    counts = counts[counts.sum(axis=1) > 1]
    if "undefined" in row or len(counts) < 2:
        return
    ones = numpy.ones(len(counts))
    hold("alpha weighted", row["value"], weighted_alpha(counts, ones, scale, labels), note)
    slopes = []
    for item in range(len(counts)):
        step = numpy.zeros(len(counts))
        step[item] = 1e-5
        slopes.append((weighted_alpha(counts, ones + step, scale, labels)
                       - weighted_alpha(counts, ones - step, scale, labels)) / 2e-5)
    error = math.sqrt(len(counts) / (len(counts) - 1) * sum((slopes - numpy.mean(slopes)) ** 2))
    compared["alpha standard error"] += 1
    if not math.isclose(row["standard_error"], error, rel_tol=1e-5, abs_tol=1e-7):
        raise Difference(f"alpha standard error: ours {row['standard_error']}, theirs {error} ({note})")


def check_groups(groups, table, scale, labels, note):
    """Within groups krippendorff's alpha; between them xRR (Wong and others 2021), multiplied out."""
    def shares(name):
        return numpy.array([
            [sum(v == label for rater, v in enumerate(row) if team(rater) == name) for label in labels]
            for row in table], dtype=float)
    counts = {name: shares(name) for name in ("north", "south")}
    for name, own in counts.items():
        pairable = own[own.sum(axis=1) > 1]
        row = groups.get(((name,), "krippendorff_alpha", None))
        if row is None or len(pairable) == 0 or (pairable.sum(axis=0) > 0).sum() < 2:
            continue
        theirs = krippendorff.alpha(
            value_counts=pairable.astype(int), value_domain=labels, level_of_measurement=scale)
        hold("alpha within groups", row.get("value"), theirs, note)
    both = (counts["north"].sum(axis=1) > 0) & (counts["south"].sum(axis=1) > 0)
    if not both.any():
        return
    one, other = counts["north"][both], counts["south"][both]
    x, y = one / one.sum(axis=1, keepdims=True), other / other.sum(axis=1, keepdims=True)
    agreement = groups[("north", "south"), "cross_group_agreement", None]
    hold("agreement between groups", agreement.get("value"), (x * y).sum() / len(x), note)
    delta = distances(scale, one.sum(axis=0) + other.sum(axis=0), labels)
    expected = numpy.outer(x.mean(axis=0), y.mean(axis=0))
    row = groups[("north", "south"), "cross_replication_reliability", None]
    if ((one.sum(axis=0) + other.sum(axis=0)) > 0).sum() < 2:
        if "undefined" not in row:
            raise Difference(f"xRR: ours {row['value']} where one label alone is given ({note})")
        return
    observed = sum((numpy.outer(a, b) * delta).sum() for a, b in zip(x, y)) / len(x)
    hold("xRR", row.get("value"), 1 - observed / (expected * delta).sum(), note)


def main():
    review = pathlib.Path(sys.argv[1]).resolve() / "review"
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 500
    differences = []
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(count):
            table, labels = random_table(seed)
            scale = ["nominal", "ordinal", "interval", "ratio"][seed % 4]
            note = f"seed {seed}, {scale}, {len(table)} x {len(table[0])}"
            mine, said = ours(review, pathlib.Path(folder), table, scale, labels)
            if mine is None:
                if all(v is None for row in table for v in row):
                    continue
                differences.append(f"it fails: {said} ({note})")
                continue
            everybody, pairs, groups = mine["all"], mine["pairs"], mine["groups"]
            for check in (
                lambda: check_alpha(everybody, table, scale, note),
                lambda: check_alpha_error(everybody, table, scale, labels, note),
                lambda: check_irrcac(everybody, table, scale, labels, note),
                lambda: check_fleiss(everybody, table, note),
                lambda: check_pairs(everybody, pairs, table, labels, scale, note),
                lambda: check_groups(groups, table, scale, labels, note),
            ):
                try:
                    check()
                except Difference as difference:
                    differences.append(str(difference))
    outcome.report(compared, differences)


if __name__ == "__main__":
    main()
