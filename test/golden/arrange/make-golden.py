"""Golden values of the Distance Preservation Quality, from the package of the authors of the measure.

pip install vc_flas==0.1.7 numpy==2.4.6
python make-golden.py > golden.json

Each grid: `vectors` row by row, three whole numbers a cell, null where the cell is a hole; `quality` by p. `sorted` ones were
sorted by the authors' own FLAS.
"""

import importlib.metadata
import json

import numpy
from vc_flas import Grid, flas, metrics


def entry(name, grid, valid=None):
    rows, columns, _ = grid.shape
    present = numpy.ones((rows, columns), bool) if valid is None else valid
    cells = [vector.tolist() if there else None for vector, there in zip(grid.reshape(-1, 3).astype(int), present.ravel())]
    quality = {str(p): float(metrics.distance_preservation_quality(grid, valid=valid, p=p)) for p in (2, 16)}
    return {"name": name, "columns": columns, "rows": rows, "vectors": cells, "quality": quality}


def main():
    random = numpy.random.RandomState(4)
    colours = random.randint(0, 256, (8, 12, 3)).astype(numpy.float32)
    sort = lambda grid: flas(Grid.from_grid_features(grid), seed=1).get_sorted_features()
    valid = random.rand(8, 12) < 0.8
    grids = [
        entry("random", colours),
        entry("sorted", sort(colours)),
        entry("a column", colours[:, :1]),
        entry("sorted, with holes", sort(colours), valid),
    ]
    versions = {name: importlib.metadata.version(name) for name in ("vc_flas", "numpy")}
    print(json.dumps({"versions": versions, "grids": grids}))


main()
