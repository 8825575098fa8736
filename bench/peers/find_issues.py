"""Seconds that cleanvision takes for all its default checks of a folder: `python find_issues.py FOLDER JOBS`.

Prints one line of JSON. Importing it is not counted.
"""

import contextlib
import importlib.metadata
import io
import json
import logging
import sys
import time

from cleanvision import Imagelab

logging.disable(logging.CRITICAL)
folder, jobs = sys.argv[1], int(sys.argv[2])

if __name__ == "__main__":
    with contextlib.redirect_stdout(io.StringIO()):
        started = time.perf_counter()
        lab = Imagelab(data_path=folder)
        lab.find_issues(n_jobs=jobs, verbose=False)
        seconds = time.perf_counter() - started
    found = dict(zip(lab.issue_summary["issue_type"], map(int, lab.issue_summary["num_images"])))
    versions = {name: importlib.metadata.version(name) for name in ("cleanvision", "pillow", "numpy")}
    print(json.dumps({"seconds": seconds, "images": len(lab.issues), "found": found, "versions": versions}))
