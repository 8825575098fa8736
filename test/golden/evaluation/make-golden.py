"""Golden values of evaluation: scikit-learn's metrics, top-k accuracy, curves and calibration, SciPy's binomial test.

pip install scikit-learn==1.9.1 scipy==1.17.1 numpy==2.4.6
python make-golden.py > golden.json

`cases`: labels and predictions, -1 = none. `scored`: scores with ties, as whole thousandths; a class's share of labels.
`probabilities`: float32, base64, row by row. `calibrated`: confidences as float32, base64, and whether the prediction is right.
Expected calibration error is computed here from its definition on the bins of scikit-learn's calibration_curve.
"""

import base64
import importlib.metadata
import json
import warnings

import numpy
from scipy.stats import binomtest
from sklearn import metrics
from sklearn.calibration import calibration_curve

warnings.filterwarnings("ignore")
random = numpy.random.default_rng(11)


def averages(labels, predicted, average, classes):
    precision, recall, f1, _ = metrics.precision_recall_fscore_support(
        labels, predicted, average=average, labels=classes, zero_division=0
    )
    return {"precision": precision, "recall": recall, "f1": f1}


def case(labels, predicted, k):
    """Metrics of labelled samples; a missing prediction is one of no class."""
    kept = labels >= 0
    y, p = labels[kept], predicted[kept]
    precision, recall, f1, support = metrics.precision_recall_fscore_support(
        y, p, labels=range(k), zero_division=0
    )
    occurring = sorted((set(y) | set(p)) - {-1})
    return {
        "classes": k,
        "labels": labels.tolist(),
        "predicted": predicted.tolist(),
        "matrix": metrics.confusion_matrix(
            numpy.where(labels < 0, k, labels), numpy.where(predicted < 0, k, predicted), labels=range(k + 1)
        ).ravel().tolist(),
        "precision": precision.tolist(),
        "recall": recall.tolist(),
        "f1": f1.tolist(),
        "support": support.tolist(),
        "accuracy": metrics.accuracy_score(y, p),
        "balancedAccuracy": metrics.recall_score(y, p, labels=sorted(set(y)), average="macro"),
        "macro": averages(y, p, "macro", occurring),
        "weighted": averages(y, p, "weighted", occurring),
        "kappa": metrics.cohen_kappa_score(y, p),
        "matthews": metrics.matthews_corrcoef(y, p),
    }


def guesses(labels, k, right):
    return numpy.where(random.random(len(labels)) < right, labels, random.integers(k, size=len(labels)))


def cases():
    balanced = random.integers(7, size=500)
    yield case(balanced, guesses(balanced, 7, 0.6), 7)
    # Class 5 is never predicted, class 6 never given, class 8 neither.
    skewed = random.choice([0, 1, 2, 3, 4, 5, 7], p=[0.6, 0.2, 0.1, 0.05, 0.02, 0.02, 0.01], size=500)
    predicted = guesses(skewed, 8, 0.7)
    yield case(skewed, numpy.where(predicted == 5, 6, predicted), 9)
    # Some labels and some predictions are missing.
    holes = random.integers(-1, 4, size=500)
    predicted = numpy.where(random.random(500) < 0.1, -1, guesses(numpy.maximum(holes, 0), 4, 0.5))
    yield case(holes, predicted, 4)
    pair = random.integers(2, size=200)
    yield case(pair, guesses(pair, 2, 0.1), 2)


def scored():
    labels = random.integers(4, size=800)
    positive = (labels == 2).astype(int)
    scores = numpy.clip(random.normal(0.35 + 0.25 * positive, 0.2), 0, 1)
    # Many ties in one half, few in the other.
    thousandths = numpy.where(random.random(800) < 0.5, (scores * 20).round() * 50, (scores * 1000).round()).astype(int)
    values = (thousandths / 1000).astype(numpy.float32).astype(float)
    precision, recall, thresholds = metrics.precision_recall_curve(positive, values)
    return {
        "labels": labels.tolist(),
        "thousandths": thousandths.tolist(),
        "positive": 2,
        "precision": precision.tolist(),
        "recall": recall.tolist(),
        "thresholds": thresholds.tolist(),
        "averagePrecision": metrics.average_precision_score(positive, values),
        "rocArea": metrics.roc_auc_score(positive, values),
    }


def top_k():
    labels = random.integers(12, size=400)
    logits = random.normal(size=(400, 12))
    logits[numpy.arange(400), labels] += 1.2
    shares = numpy.exp(logits)
    values = (shares / shares.sum(axis=1, keepdims=True)).astype(numpy.float32)
    return {
        "classes": 12,
        "labels": labels.tolist(),
        "probabilities": base64.b64encode(values.tobytes()).decode(),
        "accuracy": [
            metrics.top_k_accuracy_score(labels, values.astype(float), k=k, labels=range(12)) for k in range(1, 12)
        ],
    }


def reliability(confidences, right, bins, strategy):
    accuracy, confidence = calibration_curve(right, confidences, n_bins=bins, strategy=strategy)
    shares = numpy.linspace(0, 1, bins + 1)
    edges = shares if strategy == "uniform" else numpy.percentile(confidences, shares * 100)
    counts = numpy.bincount(numpy.searchsorted(edges[1:-1], confidences), minlength=bins)
    filled = counts[counts > 0]
    return {
        "bins": bins,
        "kind": "equal-width" if strategy == "uniform" else "equal-mass",
        "counts": counts.tolist(),
        "accuracy": accuracy.tolist(),
        "confidence": confidence.tolist(),
        "expected": float((filled * abs(accuracy - confidence)).sum() / len(right)),
        "maximum": float(abs(accuracy - confidence).max()),
    }


def calibrated():
    values = random.beta(4, 1.5, size=600).astype(numpy.float32)
    values[::9] = numpy.float32(0.5)
    values[::10] = numpy.float32(1)
    right = (random.random(600) < values**1.5).astype(int)
    wide = values.astype(float)
    return {
        "confidences": base64.b64encode(values.tobytes()).decode(),
        "right": right.tolist(),
        "diagrams": [
            reliability(wide, right, bins, strategy) for bins in (10, 15) for strategy in ("uniform", "quantile")
        ],
    }


def differences():
    for better, worse in ((0, 1), (3, 3), (5, 12), (40, 70), (900, 1000), (50_000, 50_700), (0, 2000)):
        yield {"better": better, "worse": worse, "pValue": binomtest(better, better + worse).pvalue}


print(
    json.dumps(
        {
            "versions": {name: importlib.metadata.version(name) for name in ("scikit-learn", "scipy", "numpy")},
            "cases": list(cases()),
            "scored": scored(),
            "topK": top_k(),
            "calibrated": calibrated(),
            "differences": list(differences()),
        }
    )
)
