"""Writes seeded random cases of what judges jurors, with what Python's packages make of them; the test
JurorOracleTests holds ours against the file that JUROR_ORACLE names, equal to 1e-9.

- prediction-powered shares: ppi_py, by the authors; effective size and lambda from their definitions
- calibration: scikit-learn's log loss and AUROC, Brier's score and the error by bins with numpy
- weighted votes: Bayes' rule over all labels, multiplied out
- effective jurors: numpy's correlations of columns
- routing: scipy's entropy, and the gain by walking through the human's answers

Usage: jurors.py FILE [HOW-MANY]
"""

import json
import sys
import warnings

# numba, of ppi_py, looks for a newer coverage than irrCAC allows, and does well without any.
sys.modules["coverage"] = None

import numpy
from ppi_py import classical_mean_ci, ppi_mean_ci, ppi_mean_pointestimate
from scipy.stats import entropy
from sklearn.metrics import log_loss, roc_auc_score

warnings.filterwarnings("ignore")


def powered_share(chance):
    n, others = int(chance.integers(2, 200)), int(chance.integers(2, 800))
    share, skill = chance.uniform(0.05, 0.95), chance.uniform(0, 1)
    level = float(chance.choice([0.8, 0.9, 0.95, 0.99]))

    def draw(count):
        truth = chance.random(count) < share
        said = numpy.where(chance.random(count) < skill, truth, chance.random(count) < 0.5)
        return truth.astype(float), said.astype(float)

    y, yhat = draw(n)
    _, alone = draw(others)
    if chance.random() < 0.5:  # a juror with probabilities
        yhat = numpy.clip(0.8 * yhat + 0.2 * chance.random(n), 0, 1)
        alone = numpy.clip(0.8 * alone + 0.2 * chance.random(others), 0, 1)
    everything = numpy.concatenate([yhat, alone])
    spread = numpy.var(everything, ddof=1)
    lam = 0.0
    if spread > 0:
        lam = numpy.cov(y, yhat, ddof=0)[0, 1] / ((1 + n / others) * spread)
        lam = float(numpy.clip(lam, 0, 1))
    given = {} if spread > 0 else {"lam": 0}  # ppi_py divides by nothing where nothing varies
    estimate = float(numpy.squeeze(ppi_mean_pointestimate(y, yhat, alone, **given)))
    low, high = (float(numpy.squeeze(end)) for end in ppi_mean_ci(
        y, yhat, alone, alpha=1 - level, **given))
    classical = [float(numpy.squeeze(end)) for end in classical_mean_ci(y, alpha=1 - level)]
    naive = [float(numpy.squeeze(end)) for end in classical_mean_ci(alone, alpha=1 - level)]
    width, plain = high - low, classical[1] - classical[0]
    return {
        "humans": [bool(value) for value in y], "jurors": yhat.tolist(), "alone": alone.tolist(),
        "level": level, "lambda": lam, "share": estimate,
        "interval": numpy.clip([low, high], 0, 1).tolist(),
        "classical": numpy.clip(classical, 0, 1).tolist(),
        "naive": numpy.clip(naive, 0, 1).tolist(),
        "effective": n * (plain / width) ** 2 if width > 0 else None,
    }


def expected_error(bins, places, confidence, right):
    total = 0.0
    for place in range(bins):
        inside = places == place
        if inside.any():
            total += inside.mean() * abs(right[inside].mean() - confidence[inside].mean())
    return float(total)


def calibration(chance):
    n, q = int(chance.integers(1, 300)), int(chance.choice([2, 3, 5]))
    bins = int(chance.choice([5, 10, 15]))
    p = chance.dirichlet([chance.uniform(0.2, 2)] * q, n)
    if chance.random() < 0.5:  # ties, as of a juror who says tenths
        p = numpy.round(p, 1) + 1e-9
        p = p / p.sum(axis=1, keepdims=True)
    truth = numpy.array([chance.choice(q, p=row ** 0.7 / (row ** 0.7).sum()) for row in p])
    right = (p.argmax(axis=1) == truth).astype(float)
    confidence = p.max(axis=1)
    edges = numpy.arange(1, bins + 1) / bins
    by_width = numpy.searchsorted(edges, confidence, side="left")
    less = (confidence[None, :] < confidence[:, None]).sum(axis=1)
    return {
        "weights": p.tolist(), "right": truth.tolist(), "bins": bins,
        "accuracy": float(right.mean()),
        "brier": float(((p - numpy.eye(q)[truth]) ** 2).sum(axis=1).mean()),
        "logLoss": float(log_loss(truth, p, labels=range(q))),
        "auroc": float(roc_auc_score(right, confidence)) if 0 < right.mean() < 1 else None,
        "width": expected_error(bins, by_width, confidence, right),
        "mass": expected_error(bins, bins * less // n, confidence, right),
    }


def jury(chance):
    n, q, jurors = int(chance.integers(5, 120)), int(chance.choice([2, 3, 4])), int(chance.integers(2, 7))
    truth = chance.integers(0, q, n)
    hard = chance.random(n)  # what makes errors of one item go together
    said = numpy.full((n, jurors), -1)
    for juror in range(jurors):
        skill = chance.uniform(0.3, 0.95)
        wrong = hard * 0.6 + chance.random(n) * 0.4 > skill
        said[:, juror] = numpy.where(wrong, (truth + chance.integers(1, q, n)) % q, truth)
        said[chance.random(n) < 0.15, juror] = -1
    right = [int(((said[:, j] == truth) & (said[:, j] >= 0)).sum()) for j in range(jurors)]
    answered = [int((said[:, j] >= 0).sum()) for j in range(jurors)]
    posterior = []
    for row in said:
        p = numpy.ones(q)
        for juror, label in enumerate(row):
            if label >= 0:
                skill = (right[juror] + 1) / (answered[juror] + q)
                p *= numpy.where(numpy.arange(q) == label, skill, (1 - skill) / (q - 1))
        posterior.append((p / p.sum()).tolist())
    correlations = []
    for one in range(jurors):
        for other in range(one):
            both = (said[:, one] >= 0) & (said[:, other] >= 0)
            wrong = said[both][:, [one, other]] != truth[both][:, None]
            if both.sum() > 0 and wrong.std(axis=0).min() > 0:
                correlations.append(numpy.corrcoef(wrong.T.astype(float))[0, 1])
    mean = float(numpy.mean(correlations)) if correlations else None
    count = sum(1 for number in answered if number > 0)
    effect = None if mean is None else 1 + (count - 1) * mean
    accuracy = float(chance.uniform(1 / q, 1))
    gains = [gain(p, accuracy) for p in posterior]
    return {
        "labels": q, "truth": truth.tolist(), "said": said.tolist(), "posterior": posterior,
        "correlation": mean, "effective": count / effect if effect and effect > 1e-6 else None,
        "humanAccuracy": accuracy, "gains": gains,
        "entropies": [float(entropy(p, base=2)) for p in posterior],
    }


def gain(p, accuracy):
    """Expected errors mended, by walking through what the human may say, and what is believed then."""
    q = len(p)
    after = 0.0
    for said in range(q):
        likely = [p[k] * (accuracy if k == said else (1 - accuracy) / (q - 1)) for k in range(q)]
        chance_of_it = sum(likely)
        if chance_of_it > 0:
            believed = [value / chance_of_it for value in likely]
            after += chance_of_it * (1 - max(believed))
    return max(0.0, (1 - max(p)) - after)


def main():
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    cases = {"shares": [], "calibrations": [], "juries": []}
    for seed in range(count):
        chance = numpy.random.default_rng(seed)
        cases["shares"].append(powered_share(chance))
        cases["calibrations"].append(calibration(chance))
        cases["juries"].append(jury(chance))
    with open(sys.argv[1], "w") as file:
        json.dump(cases, file, allow_nan=False)
    print(f"{3 * count} cases of shares, calibrations and juries")


if __name__ == "__main__":
    main()
