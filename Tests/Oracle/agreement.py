"""Holds `review agreement --ratings` against Python's packages: 500 seeded random tables with missing
ratings, on every scale, each value equal to 1e-9 or undefined for a reason.

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

warnings.filterwarnings("ignore")
NEAR = 1e-9
DIGITS = 15
compared = collections.Counter()


class Difference(Exception):
    pass


def random_table(seed):
    """Rows of items, columns of raters, None where a rating is missing; and the labels."""
    chance = random.Random(seed)
    raters = chance.choice([2, 2, 3, 4, 6])
    labels = list(range(1, chance.choice([2, 3, 5, 7]) + 1))
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


def ours(review, folder, table, scale, labels):
    path = folder / "ratings.csv"
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["item", "annotator", "label"])
        for item, row in enumerate(table):
            for rater, label in enumerate(row):
                if label is not None:
                    writer.writerow([f"i{item}", f"r{rater}", label])
    # Labels without an order have no weights.
    weights = [] if scale == "nominal" else [
        part for name in ("linear", "quadratic", "ordinal") for part in ("--weights", name)]
    said = subprocess.run(
        [review, "agreement", "--ratings", path, "--scale", scale, "--order",
         ",".join(map(str, labels)), *weights, "--resamples", "0", "--json"],
        capture_output=True, text=True)
    if said.returncode != 0:
        return None, said.stderr
    rows = json.loads(said.stdout)["coefficients"]
    return {(r["name"], r["weights"]): r for r in rows}, ""


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


def check_irrcac(mine, table, labels, note):
    """irrCAC divides by zero or says 1 where one label alone was given, and fails on one item."""
    rated = [row for row in table if any(v is not None for v in row)]
    pairable = [row for row in rated if sum(v is not None for v in row) > 1]
    used = {v for row in rated for v in row if v is not None}
    if len(used) < 2 or len(pairable) < 2:
        compared["irrCAC cannot"] += 1
        return
    frame = pandas.DataFrame(rated, dtype=float)
    for ours_scheme, theirs_scheme in [("unweighted", "identity"), ("linear", "linear"),
                                       ("quadratic", "quadratic"), ("ordinal", "ordinal")]:
        if ("fleiss_kappa", ours_scheme) not in mine:
            continue
        try:
            cac = CAC(frame, weights=theirs_scheme, categories=[float(l) for l in labels],
                      digits=DIGITS)
        except Exception as error:  # its own faults are not ours to fix
            compared[f"irrCAC fails: {type(error).__name__}"] += 1
            continue
        gwet = "gwet_ac1" if ours_scheme == "unweighted" else "gwet_ac2"
        for name, measure in [(gwet, cac.gwet), ("fleiss_kappa", cac.fleiss),
                              ("brennan_prediger", cac.bp)]:
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


def check_two(mine, table, labels, note):
    if len(table[0]) != 2:
        return
    both = [row for row in table if None not in row]
    row = mine[("cohen_kappa", "unweighted")]
    if len(both) < 1:
        return
    one, other = zip(*both)
    if len(set(one) | set(other)) < 2:
        if "undefined" not in row:
            raise Difference(f"kappa: ours {row['value']} where one label alone is given ({note})")
        return
    for scheme, weights in [("unweighted", None), ("linear", "linear"), ("quadratic", "quadratic")]:
        if ("cohen_kappa", scheme) not in mine:
            continue
        row = mine[("cohen_kappa", scheme)]
        theirs = cohen_kappa_score(one, other, labels=labels, weights=weights)
        if math.isnan(theirs):
            continue
        hold(f"cohen_kappa {scheme}", row.get("value"), theirs, note)
        cross = numpy.zeros((len(labels), len(labels)))
        for a, b in both:
            cross[labels.index(a)][labels.index(b)] += 1
        kwargs = {} if weights is None else {"wt": weights}
        stats = cohens_kappa(cross, **kwargs)
        if stats.std_kappa == stats.std_kappa and len(both) > 1:
            hold_error(f"cohen_kappa {scheme}", row["standard_error"], stats.std_kappa, note)
    # Scott's pi is Fleiss' kappa of two raters without missing ratings.
    if len(both) == len(table):
        counts, _ = aggregate_raters(numpy.array(table))
        hold("scott_pi", mine[("scott_pi", "unweighted")].get("value"), fleiss_kappa(counts), note)


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
            for check in (
                lambda: check_alpha(mine, table, scale, note),
                lambda: check_irrcac(mine, table, labels, note),
                lambda: check_fleiss(mine, table, note),
                lambda: check_two(mine, table, labels, note),
            ):
                try:
                    check()
                except Difference as difference:
                    differences.append(str(difference))
    for what, number in sorted(compared.items()):
        print(f"{number:6} {what}")
    for difference in differences[:20]:
        print(difference, file=sys.stderr)
    print(f"{sum(compared.values())} compared, {len(differences)} differences")
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
