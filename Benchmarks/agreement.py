"""Measures the statistics, and reading ratings, beside Python's packages, on the same ratings in one run.

Usage: agreement.py FOLDER-OF-RELEASE-PROGRAMS   (with the Python of `make setup-oracle`)
"""

import pathlib
import resource
import subprocess
import sys
import tempfile
import time
import warnings

import numpy

warnings.filterwarnings("ignore")
LABELS = 4


def matrix(items, raters, seed):
    """Items by raters: a truth, found with probability 0.7; 255 where missing, 10 %."""
    random = numpy.random.default_rng(seed)
    truth = random.integers(0, LABELS, size=(items, 1), dtype=numpy.uint8)
    guesses = random.integers(0, LABELS, size=(items, raters), dtype=numpy.uint8)
    ratings = numpy.where(random.random((items, raters)) < 0.7, truth, guesses)
    ratings[random.random((items, raters)) < 0.1] = 255
    # Every item has a rating, as every package expects.
    ratings[:, 0] = numpy.where(ratings[:, 0] == 255, truth[:, 0], ratings[:, 0])
    return ratings.astype(numpy.uint8)


def report(what, body):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.perf_counter()
    try:
        value = body()
    except Exception as error:
        print(f"{what:46} {type(error).__name__}: {error}", flush=True)
        return
    seconds = time.perf_counter() - start
    more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before
    print(f"{what:46} {seconds:.3f} s, {more:.0f} MB more   {value}", flush=True)


def coefficients(ratings):
    import krippendorff
    from statsmodels.stats.inter_rater import fleiss_kappa
    counts = numpy.stack([(ratings == label).sum(axis=1) for label in range(LABELS)], axis=1)
    report("krippendorff: alpha of value counts",
           lambda: krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))
    data = numpy.where(ratings == 255, numpy.nan, ratings).T.astype(float)
    report("krippendorff: alpha of ratings",
           lambda: krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"))
    full = counts[counts.sum(axis=1) == ratings.shape[1]]
    report(f"statsmodels: Fleiss, {len(full)} items without gaps", lambda: fleiss_kappa(full))
    import pandas
    from irrCAC.raw import CAC
    frame = pandas.DataFrame(data.T)
    report("irrCAC: AC1", lambda: CAC(frame, digits=12).gwet()["est"]["coefficient_value"])
    report("irrCAC: Fleiss", lambda: CAC(frame, digits=12).fleiss()["est"]["coefficient_value"])


def dawid_skene(ratings):
    import pandas
    from crowdkit.aggregation import DawidSkene
    items, raters = numpy.nonzero(ratings != 255)
    frame = pandas.DataFrame({"task": items, "worker": raters, "label": ratings[items, raters]})
    report("crowd-kit: Dawid-Skene, 10 iterations",
           lambda: len(DawidSkene(n_iter=10, tol=-1).fit(frame).labels_))


def timed(*command):
    """The seconds and the processor's seconds of a program."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return f"{time.perf_counter() - start:.2f} s, {used:.2f} s of the processor"


def write(path, lines):
    with open(path, "w") as file:
        file.write("item,annotator,label\n")
        file.writelines(lines)


PANDAS = """
import sys, pandas
frame = pandas.read_csv(sys.argv[1], keep_default_na=False)
for column in frame.columns:
    pandas.factorize(frame[column])
"""


def reading(review, folder):
    """Ten million ratings, by item and in no order."""
    import random
    chance = random.Random(1)
    labels = ["yes", "no", "maybe", "unsure"]
    lines = [f"q{item:07d},ann{(item + 7 * rater) % 50:02d},{chance.choice(labels)}\n"
             for item in range(2_000_000) for rater in range(5)]
    path = pathlib.Path(folder) / "ratings.csv"
    for order in ["by item", "in no order"]:
        if order == "in no order":
            chance.shuffle(lines)
        write(path, lines)
        size = path.stat().st_size / 1e6
        print(f"CSV of {len(lines):,} ratings {order}, {size:.0f} MB")
        print(f"  {'ours: read and measured, no intervals':44}"
              f" {timed(review, 'agreement', '--ratings', path, '--resamples', '0')}")
        print(f"  {'pandas: read_csv and factorize':44} {timed(sys.executable, '-c', PANDAS, path)}",
              flush=True)
    path.unlink()


PAIRS = """
import sys, pandas
from sklearn.metrics import cohen_kappa_score
frame = pandas.read_csv(sys.argv[1]).pivot(index="item", columns="annotator", values="label")
columns = [frame[name].to_numpy() for name in frame.columns]
for one in range(%d):
    for other in range(one + 1, len(columns)):
        cohen_kappa_score(columns[one], columns[other])
"""

# Of 5,000 items it asks for 999 GiB.
RATIO = """
import sys, pandas, krippendorff
frame = pandas.read_csv(sys.argv[1]).pivot(index="annotator", columns="item", values="label")
krippendorff.alpha(reliability_data=frame.to_numpy()[:, :200], level_of_measurement="ratio")
"""


def many(review, folder):
    """Many raters, and many numbers."""
    import random
    chance = random.Random(2)
    path = pathlib.Path(folder) / "ratings.csv"
    skills = [chance.uniform(0.4, 0.9) for _ in range(400)]
    truths = [chance.randrange(LABELS) for _ in range(1_000)]
    write(path, [f"i{item},r{rater},{truth if chance.random() < skill else chance.randrange(LABELS)}\n"
                 for item, truth in enumerate(truths) for rater, skill in enumerate(skills)])
    print("Cohen's kappa and Scott's pi of 79,800 pairs, 400 raters of 1,000 items")
    ours = [review, "agreement", "--ratings", path, "--pairs", "--json", "--resamples"]
    print(f"  {'ours':44} {timed(*ours, '0')}")
    print(f"  {'ours, 10 resamples of each pair':44} {timed(*ours, '10')}")
    # One hundredth of the pairs: two raters with all that come later.
    print(f"  {'scikit-learn: Cohen alone, 797 pairs':44} {timed(sys.executable, '-c', PAIRS % 2, path)}",
          flush=True)
    numbers = [chance.lognormvariate(3, 1) for _ in range(5_000)]
    write(path, [f"i{item},r{rater},{number * chance.lognormvariate(0, 0.3):.2f}\n"
                 for item, number in enumerate(numbers) for rater in range(3)])
    print("alpha on a ratio scale, 5,000 items, 3 raters")
    ours = [review, "agreement", "--ratings", path, "--scale", "ratio", "--json", "--resamples"]
    print(f"  {'ours, 1,000 resamples and each item left out':44} {timed(*ours, '1000')}")
    print(f"  {'krippendorff: one alpha of 200 items':44} {timed(sys.executable, '-c', RATIO, path)}", flush=True)


def main():
    programs = pathlib.Path(sys.argv[1]).resolve()
    program = programs / "agreement-benchmark"
    with tempfile.TemporaryDirectory() as folder:
        reading(programs / "review", folder)
        many(programs / "review", folder)
        for items, raters, what, theirs in [
            (2_000_000, 6, "coefficients", coefficients), (200_000, 6, "dawid-skene", dawid_skene),
        ]:
            ratings = matrix(items, raters, seed=1)
            path = pathlib.Path(folder) / "ratings.bin"
            ratings.tofile(path)
            print(f"{items:,} items, {raters} raters, {(ratings != 255).sum():,} ratings", flush=True)
            subprocess.run([program, path, str(raters), str(LABELS), what], check=True)
            theirs(ratings)


if __name__ == "__main__":
    main()
