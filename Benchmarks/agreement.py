"""Measures the statistics beside Python's packages, on the same ratings in one run.

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


def main():
    program = pathlib.Path(sys.argv[1]).resolve() / "agreement-benchmark"
    with tempfile.TemporaryDirectory() as folder:
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
