"""Times cleanlab on the arrays of bench/label-issues.ts: folder with float32 `values` and int32 `labels`, number of classes."""

import importlib.metadata
import json
import pathlib
import sys
import time

import numpy
from cleanlab.filter import find_label_issues

folder, classes = pathlib.Path(sys.argv[1]), int(sys.argv[2])
labels = numpy.fromfile(folder / "labels", numpy.int32).astype(int)
values = numpy.fromfile(folder / "values", numpy.float32).reshape(len(labels), classes)
times = []
for _ in range(3):
    start = time.perf_counter()
    found = find_label_issues(labels, values, return_indices_ranked_by="normalized_margin", n_jobs=1)
    times.append(round(1000 * (time.perf_counter() - start), 1))
print(json.dumps({"version": importlib.metadata.version("cleanlab"), "ms": times, "flagged": len(found)}))
