"""Golden values of neighbours and what is scored by them: cleanlab's outliers, scikit-learn's nearest neighbours, k-means and
principal components, FiftyOne's formula of uniqueness.

pip install "cleanlab[datalab]==2.9.0" scikit-learn==1.9.1 numpy==2.4.6
python make-golden.py > golden.json

`vectors`: float16, base64, row by row, as a model would give them: clusters, and a few rows far from all. Everything else is
computed on the rows less their mean, made length 1.
"""

import base64
import contextlib
import importlib.metadata
import json
import sys

import numpy
from cleanlab import Datalab
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.neighbors import NearestNeighbors

ROWS, DIMENSIONS, CLUSTERS, K = 400, 24, 20, 15


def vectors():
    random = numpy.random.default_rng(7)
    centres = random.normal(size=(12, DIMENSIONS)) * 2
    sizes = random.uniform(0.2, 0.9, size=12)
    of = random.integers(12, size=ROWS)
    rows = centres[of] + random.normal(size=(ROWS, DIMENSIONS)) * sizes[of][:, None]
    rows[::40] = random.normal(size=(ROWS // 40, DIMENSIONS)) * 3
    return (rows + 1.5).astype(numpy.float16)


def listed(values, digits=9):
    return [float(f"{value:.{digits}g}") for value in values]


halves = vectors()
raw = halves.astype(numpy.float64)
centred = raw - raw.mean(axis=0)
points = centred / numpy.linalg.norm(centred, axis=1, keepdims=True)

distances, ids = NearestNeighbors(n_neighbors=K + 1, metric="cosine", algorithm="brute").fit(points).kneighbors(points)
distances, ids = distances[:, 1:], ids[:, 1:]

lab = Datalab(data={"id": list(range(ROWS))})
with contextlib.redirect_stdout(sys.stderr):
    lab.find_issues(features=points, issue_types={"outlier": {"k": 10}})
outliers = lab.get_issues("outlier")

weighted = distances[:, :3] @ numpy.array([0.6, 0.3, 0.1])
means = [KMeans(n_clusters=CLUSTERS, n_init=1, random_state=seed).fit(points) for seed in range(10)]
pca = PCA(svd_solver="full").fit(raw)

print(
    json.dumps(
        {
            "versions": {name: importlib.metadata.version(name) for name in ("cleanlab", "scikit-learn", "numpy")},
            "dimensions": DIMENSIONS,
            "vectors": base64.b64encode(halves.tobytes()).decode(),
            "neighbours": ids.tolist(),
            "distances": [listed(row, 7) for row in distances],
            "outlierScores": listed(outliers["outlier_score"]),
            "isOutlier": [int(value) for value in outliers["is_outlier_issue"]],
            "uniqueness": listed(weighted / weighted.max()),
            "inertias": listed(one.inertia_ for one in means),
            # numpy divides by n - 1, the projection by n.
            "variances": listed(pca.explained_variance_ * (ROWS - 1) / ROWS),
            "components": [listed(row) for row in pca.components_[:4]],
        }
    )
)
