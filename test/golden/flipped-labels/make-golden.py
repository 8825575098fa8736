"""How many of 10% flipped labels of clothing-dataset-small scikit-learn's LogisticRegression ranks among the first 15%.

    node bin/with-node24.js bench/regression.ts features FOLDER
    pip install scikit-learn==1.9.1 numpy==2.4.6
    python make-golden.py FOLDER > golden.json

Out-of-fold probabilities by cross_val_predict, stratified in 5 folds, ranked by normalized margin; labels are flipped as
bench/regression.ts flips them. Of each set of features: with scikit-learn's defaults, and with features standardized first.
`small`: 48 principal components of MobileNetV2's features, float16, base64, on which a test holds Winnow's regression against
the defaults.
"""

import base64
import json
import math
import os
import sys
import warnings

os.environ["OPENBLAS_NUM_THREADS"] = "1"
import numpy
import sklearn
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

SEEDS, SMALL_SEEDS, COMPONENTS = 20, 20, 48
MASK = 0xFFFFFFFF
warnings.filterwarnings("ignore")


def seeded_random(seed):
    """src/workers/map/random.ts"""
    state = (seed ^ 0x9E3779B9) & MASK
    state = ((state ^ (state >> 16)) * 0x85EBCA6B) & MASK
    state = ((state ^ (state >> 13)) * 0xC2B2AE35) & MASK
    state = state ^ (state >> 16) or 0x6D2B79F5

    def draw():
        nonlocal state
        state ^= (state << 13) & MASK
        state ^= state >> 17
        state ^= (state << 5) & MASK
        return state / 2**32

    return draw


def seeded_sample(n, most, seed):
    """src/workers/neighbours/seeded-sample.ts"""
    draw, picked = seeded_random(seed), set()
    for limit in range(n - most, n):
        pick = math.floor(draw() * (limit + 1))
        picked.add(limit if pick in picked else pick)
    return sorted(picked)


def flip(truth, classes, seed):
    rows = seeded_sample(len(truth), math.floor(len(truth) * 0.1 + 0.5), seed)
    draw, labels = seeded_random(seed + 1000), truth.copy()
    for row in rows:
        other = math.floor(draw() * (classes - 1))
        labels[row] = other + 1 if other >= truth[row] else other
    return labels, rows


def found(model, features, truth, classes, seed):
    labels, rows = flip(truth, classes, seed)
    folds = StratifiedKFold(5, shuffle=True, random_state=seed)
    probabilities = cross_val_predict(model, features, labels, cv=folds, method="predict_proba")
    own = probabilities[numpy.arange(len(labels)), labels]
    probabilities[numpy.arange(len(labels)), labels] = -1
    order = numpy.argsort(own - probabilities.max(axis=1), kind="stable")
    first = set(order[: math.floor(len(labels) * 0.15 + 0.5)].tolist())
    return round(len(first & set(rows)) / len(rows), 6)


folder = sys.argv[1]
with open(f"{folder}/features.json") as file:
    known = json.load(file)
truth, classes = numpy.array(known["truth"]), known["classes"]
sets = {}
for name, dimensions in known["dimensions"].items():
    features = numpy.fromfile(f"{folder}/{name}.f32", numpy.float32).reshape(-1, dimensions).astype(numpy.float64)
    models = {"default": LogisticRegression(), "standardized": make_pipeline(StandardScaler(), LogisticRegression())}
    sets[name] = {
        key: [found(model, features, truth, classes, seed) for seed in range(1, SEEDS + 1)] for key, model in models.items()
    }
    print(name, {key: numpy.mean(values) for key, values in sets[name].items()}, file=sys.stderr)
    if name == "mobilenetv2-12-dynamic-int8":
        small = PCA(COMPONENTS, svd_solver="full").fit_transform(features).astype(numpy.float16)
reduced = small.astype(numpy.float64)

json.dump(
    {
        "versions": {"python": sys.version.split()[0], "numpy": numpy.__version__, "scikit-learn": sklearn.__version__},
        "sets": sets,
        "small": {
            "dimensions": COMPONENTS,
            "classes": classes,
            "truth": truth.tolist(),
            "features": base64.b64encode(small.tobytes()).decode(),
            "found": [found(LogisticRegression(), reduced, truth, classes, s) for s in range(1, SMALL_SEEDS + 1)],
        },
    },
    sys.stdout,
)
