"""Values of umap-learn and scikit-learn that Winnow's map is held against.

    pip install umap-learn==0.5.12 scikit-learn==1.9.1 numpy==2.4.6
    python make-golden.py > golden.json
"""
import json
import sys

import numpy as np
import sklearn
import umap
from sklearn.datasets import load_iris
from sklearn.manifold import trustworthiness
from sklearn.neighbors import NearestNeighbors
from umap.umap_ import find_ab_params, fuzzy_simplicial_set, smooth_knn_dist

K = 15


def numbers(array):
    return [float(value) for value in np.asarray(array, dtype=np.float64).ravel()]


vectors = np.float32(load_iris().data)
rng = np.random.default_rng(7)
# A map that keeps some neighbours and loses others.
points = np.float32(vectors[:, [0, 2]] + rng.normal(scale=0.3, size=(len(vectors), 2)))
distances, neighbours = NearestNeighbors(n_neighbors=K + 1).fit(vectors).kneighbors(vectors)
# Each sample first, also where others are the same.
for row in range(len(vectors)):
    own = np.flatnonzero(neighbours[row] == row)
    if len(own) == 0:
        neighbours[row, 0] = row
    else:
        neighbours[row, [0, own[0]]] = neighbours[row, [own[0], 0]]
distances = np.float32(distances)
sigmas, rhos = smooth_knn_dist(distances, float(K + 1))
graph, _, _ = fuzzy_simplicial_set(
    vectors, K + 1, np.random.RandomState(1), "euclidean", knn_indices=neighbours, knn_dists=distances
)
edges = graph.tocoo()

json.dump(
    {
        "versions": {
            "python": sys.version.split()[0],
            "numpy": np.__version__,
            "scikit-learn": sklearn.__version__,
            "umap-learn": umap.__version__,
        },
        "curves": [[d, *map(float, find_ab_params(1.0, d))] for d in (0, 0.001, 0.05, 0.1, 0.25, 0.5, 0.8, 0.99, 1)],
        "k": K,
        "vectors": numbers(vectors),
        "points": numbers(points),
        "trustworthiness": [[k, float(trustworthiness(vectors, points, n_neighbors=k))] for k in (1, 5, 15)],
        "neighbours": [int(other) for other in neighbours[:, 1:].ravel()],
        "distances": numbers(distances[:, 1:]),
        "sigmas": numbers(sigmas),
        "rhos": numbers(rhos),
        "edges": [[int(a), int(b), float(w)] for a, b, w in zip(edges.row, edges.col, edges.data)],
    },
    sys.stdout,
)
