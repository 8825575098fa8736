"""Golden values of label issues: cleanlab's own thresholds, joint, filters and scores; ranks computed with numpy alone.

pip install cleanlab==2.9.0 numpy==2.4.6
python make-golden.py DATA/label-errors > golden.json

numpy's argsort leaves open which of equal numbers comes first. `asInstalled` are counts with the argsort that cleanlab uses;
everything else was computed with a stable one, so that ties are settled: samples in row order, and of equally wronged cells of
the joint the last are raised first.

`real`: probabilities as float32, as Winnow holds them. `made`: odd cases, probabilities in thousandths.
`calibrated`: counts of confident guesses, made without samples, and what becomes of them.
`confirmedRanks`: places, from 0, of the 15 errors of MNIST that fewer than 3 of 5 people read as labelled, by normalised margin.
"""

import functools
import importlib.metadata
import json
import pathlib
import sys
import warnings

import numpy
from cleanlab.count import calibrate_confident_joint, compute_confident_joint, get_confident_thresholds, num_label_issues
from cleanlab.filter import find_label_issues
from cleanlab.rank import get_label_quality_scores

FILTERS = ("prune_by_noise_rate", "prune_by_class", "both", "confident_learning", "predicted_neq_given")
DATA = pathlib.Path(sys.argv[1])
as_installed = numpy.argsort
warnings.simplefilter("ignore")


def flags(labels, probabilities):
    return {name: find_label_issues(labels, probabilities, filter_by=name, n_jobs=1) for name in FILTERS}


def counts(labels, probabilities):
    return {name: int(found.sum()) for name, found in flags(labels, probabilities).items()}


def common(labels, probabilities):
    return {
        "thresholds": get_confident_thresholds(labels, probabilities).tolist(),
        "joint": compute_confident_joint(labels, probabilities).tolist(),
        "expectedErrors": int(num_label_issues(labels, probabilities, estimation_method="off_diagonal_calibrated")),
    }


def real(labels, probabilities):
    probabilities = probabilities.astype(numpy.float32).astype(numpy.float64)
    numpy.argsort = as_installed
    installed = counts(labels, probabilities)
    numpy.argsort = functools.partial(as_installed, kind="stable")
    return {"asInstalled": installed, "counts": counts(labels, probabilities), **common(labels, probabilities)}


def cifar():
    folder = DATA / "cifar10-noise20"
    given = numpy.load(folder / "given_labels.npy").astype(int)
    wrong = given != numpy.load(folder / "true_labels.npy").astype(int)
    probabilities = numpy.load(folder / "pred_probs.npy")
    found = {
        name: [float((wrong & issues).sum() / issues.sum()), float((wrong & issues).sum() / wrong.sum())]
        for name, issues in flags(given, probabilities.astype(numpy.float64)).items()
    }
    return {**real(given, probabilities), "precisionRecall": found}


def mnist():
    folder = DATA / "cleanlab-label-errors"
    labels = numpy.load(folder / "original_test_labels/mnist_test_set_original_labels.npy").astype(int)
    exact = numpy.load(folder / "cross_validated_predicted_probabilities/mnist_test_set_pyx.npy")
    verdicts = json.loads((folder / "mturk/mnist_mturk.json").read_text())
    confirmed = sorted(int(verdict["id"]) for verdict in verdicts if verdict["mturk"]["given"] < 3)

    def ranks(probabilities):
        rows = numpy.arange(len(labels))
        others = probabilities.copy()
        others[rows, labels] = -numpy.inf
        margins = (probabilities[rows, labels] - others.max(axis=1) + 1) / 2
        order = numpy.lexsort((rows, margins))
        return [int(numpy.flatnonzero(order == row)[0]) for row in confirmed]

    halved = exact.astype(numpy.float32).astype(numpy.float64)
    return {**real(labels, exact), "confirmed": confirmed, "confirmedRanks": ranks(halved), "confirmedRanksAsFloat64": ranks(exact)}


def made(name, labels, thousandths):
    labels = numpy.asarray(labels)
    probabilities = (thousandths / 1000).astype(numpy.float32).astype(numpy.float64)
    return {
        "name": name,
        "labels": labels.tolist(),
        "thousandths": thousandths.astype(int).tolist(),
        **common(labels, probabilities),
        "flags": {name: numpy.flatnonzero(found).tolist() for name, found in flags(labels, probabilities).items()},
        "normalized_margin": get_label_quality_scores(labels, probabilities, method="normalized_margin").tolist(),
        "self_confidence": get_label_quality_scores(labels, probabilities, method="self_confidence").tolist(),
    }


def cases():
    random = numpy.random.default_rng(5)

    def drawn(rows, classes, noise=0.25, sharpness=2.0):
        truth = random.integers(classes, size=rows)
        logits = random.normal(size=(rows, classes))
        logits[numpy.arange(rows), truth] += sharpness
        shares = numpy.exp(logits)
        shares /= shares.sum(axis=1, keepdims=True)
        labels = numpy.where(random.random(rows) < noise, random.integers(classes, size=rows), truth)
        return labels, numpy.floor(shares * 1000)

    yield made("four classes", *drawn(120, 4))
    yield made("two classes", *drawn(60, 2))
    labels, shares = drawn(80, 5)
    yield made("classes that no label names", numpy.where((labels == 1) | (labels == 4), 0, labels), shares)
    labels, shares = drawn(80, 4)
    yield made("ties", labels, numpy.round(shares / 200) * 200)
    labels, shares = drawn(80, 4)
    yield made("rows that sum to anything", labels, numpy.floor(shares * random.uniform(0.2, 1, size=(80, 1))))
    labels, shares = drawn(60, 6)
    labels[labels == 5] = 0
    labels[7] = 5
    yield made("a label of one sample", labels, shares)
    yield made("labels without any noise", *drawn(80, 4, noise=0, sharpness=8))
    yield made("labels at random", *drawn(80, 4, noise=1))
    labels, shares = drawn(60, 3)
    yield made("a label that is never right", labels, numpy.roll(shares, 1, axis=1))
    yield made("more classes than samples of each", *drawn(90, 25))
    yield made("probabilities of zero", *[value if i == 0 else value * (value > 150) for i, value in enumerate(drawn(60, 4))])


def calibrated():
    random = numpy.random.default_rng(6)
    for classes in [2, 3, 4, 5, 8, 10, 12] * 6:
        confident = random.integers(0, 12, size=(classes, classes)) * (random.random((classes, classes)) < 0.7)
        confident[range(classes), range(classes)] += random.integers(1, 30, size=classes)
        counts = confident.sum(axis=1) + random.integers(0, 30, size=classes)
        # In the memory order that compute_confident_joint leaves it in, which decides how numpy adds.
        joint = calibrate_confident_joint(numpy.asfortranarray(confident), numpy.repeat(numpy.arange(classes), counts))
        yield {"confident": confident.tolist(), "counts": counts.tolist(), "joint": joint.tolist()}


print(
    json.dumps(
        {
            "versions": {name: importlib.metadata.version(name) for name in ("cleanlab", "numpy")},
            "cifar10Noise20": cifar(),
            "mnist": mnist(),
            "made": list(cases()),
            "calibrated": list(calibrated()),
        }
    )
)
