"""Golden numbers of the dataset report, from code that shares nothing with Winnow's.

pip install pillow==13.0.0 numpy==2.4.6
python make-golden.py FOLDER_OF_TEST_DATA > golden.json

`small`: the first 100 photos of tiny-imagenet, 64 x 64, so that nothing is resized. `photos`: clothing-dataset-small, each
picture as it is and reduced by Lanczos to a longest side of 256; counts from the folders. Mean over the pictures of their
channels' means; std = sqrt(mean over the pictures of their means of squares - mean^2).
"""

import collections
import importlib.metadata
import json
import pathlib
import sys

import numpy
import PIL.Image


def moments(picture):
    values = numpy.asarray(picture.convert("RGB"), dtype=numpy.float64) / 255
    return values.mean((0, 1)), (values**2).mean((0, 1))


def figures(pictures):
    means, squares = (numpy.mean(rows, axis=0) for rows in zip(*map(moments, pictures)))
    return {"mean": means.tolist(), "std": numpy.sqrt(squares - means**2).tolist()}


def reduced(picture):
    scale = 256 / max(picture.size)
    if scale >= 1:
        return picture
    return picture.convert("RGB").resize([max(1, round(side * scale)) for side in picture.size], PIL.Image.Resampling.LANCZOS)


def sizes(files):
    all_sizes = [PIL.Image.open(file).size for file in files]
    widths, heights = (sorted(side) for side in zip(*all_sizes))
    (width, height), pictures = collections.Counter(all_sizes).most_common(1)[0]
    return {
        "median": [widths[(len(files) - 1) // 2], heights[(len(files) - 1) // 2]],
        "mostCommon": [width, height, pictures],
        "distinct": len(set(all_sizes)),
        "portrait": sum(w / h < 1 / 1.02 for w, h in all_sizes),
        "landscape": sum(w / h > 1.02 for w, h in all_sizes),
    }


data = pathlib.Path(sys.argv[1]) / "classify"
small = sorted((data / "tiny-imagenet/val").rglob("*.JPEG"))[:100]
photos = sorted((data / "clothing-dataset-small").rglob("*.jpg"))
by_class = collections.Counter((file.parts[-2], file.parts[-3]) for file in photos)
json.dump(
    {
        "versions": {name: importlib.metadata.version(name) for name in ("pillow", "numpy")},
        "small": {"files": [file.name for file in small], **figures(PIL.Image.open(file) for file in small)},
        "photos": {
            "pictures": len(photos),
            "bytes": sum(file.stat().st_size for file in photos),
            "classes": {f"{name} {split}": count for (name, split), count in sorted(by_class.items())},
            "sizes": sizes(photos),
            "whole": figures(PIL.Image.open(file) for file in photos),
            "reduced": figures(reduced(PIL.Image.open(file)) for file in photos),
        },
    },
    sys.stdout,
    indent=1,
)
print()
