"""Probabilities of scikit-learn's multinomial logistic regression on a fixed set.

    pip install scikit-learn==1.9.1 numpy==2.4.6
    python make-golden.py > golden.json

`features`: float32, base64, row by row: clusters that overlap, columns of different scale that depend on each other and lie far
from zero. Every fit has its own C and weights; two classes are fitted by scikit-learn with one set of coefficients in place of
two, which is the same at twice the C.
"""

import base64
import json
import sys

import numpy
import sklearn
from sklearn.linear_model import LogisticRegression

ROWS, DIMENSIONS, CLASSES = 240, 20, 5

random = numpy.random.default_rng(11)
centres = random.normal(size=(CLASSES, DIMENSIONS)) * 0.9
labels = random.choice(CLASSES, size=ROWS, p=[0.4, 0.25, 0.2, 0.1, 0.05])
mixing = random.normal(size=(DIMENSIONS, DIMENSIONS)) * numpy.linspace(0.05, 1, DIMENSIONS)
features = numpy.float32((centres[labels] + random.normal(size=(ROWS, DIMENSIONS))) @ mixing + 3)
weights = numpy.float32(random.uniform(0.1, 3, size=ROWS).round(3))


def fit(classes, cost, is_weighted):
    rows = labels < classes
    model = LogisticRegression(C=cost * (2 if classes == 2 else 1), solver="newton-cholesky", tol=1e-10, max_iter=1000)
    x = numpy.float64(features)
    model.fit(x[rows], labels[rows], sample_weight=weights[rows] if is_weighted else None)
    probabilities = model.predict_proba(x).ravel()
    return {
        "classes": classes,
        "cost": cost,
        "isWeighted": is_weighted,
        "probabilities": [float(f"{value:.7g}") for value in probabilities],
    }


json.dump(
    {
        "versions": {"python": sys.version.split()[0], "numpy": numpy.__version__, "scikit-learn": sklearn.__version__},
        "dimensions": DIMENSIONS,
        "features": base64.b64encode(features.tobytes()).decode(),
        "labels": labels.tolist(),
        "weights": [float(f"{value:.4g}") for value in weights],
        "fits": [fit(5, 1, False), fit(5, 0.01, False), fit(5, 0.3, True), fit(3, 1, True), fit(2, 0.5, False)],
    },
    sys.stdout,
)
