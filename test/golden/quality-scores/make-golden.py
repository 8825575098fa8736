"""Golden values of the quality scores: what cleanvision's own code says of seeded pictures, and Pillow of their edges.

pip install cleanvision==0.3.7 pillow==13.0.0 numpy==2.4.6 pandas==3.1.1
python make-golden.py > golden.json

`pictures`: raw pixels (deflated, base64) with cleanvision's scores, Pillow's edges of the grey picture and its bicubic resize
to 64 pixels (SHA-256 of the bytes). `sizes`: lists of [width, height] with cleanvision's odd-size scores and cuts.
"""

import base64
import hashlib
import importlib.metadata
import json
import zlib

import numpy
import pandas
import PIL.Image
import PIL.ImageFilter
from cleanvision.issue_managers.image_property import (
    AspectRatioProperty,
    BlurrinessProperty,
    BrightnessProperty,
    EntropyProperty,
    SizeProperty,
)

CHANNELS = {"L": 1, "RGB": 3, "RGBA": 4}
PARAMETERS = {
    "dark": {},
    "light": {},
    "blurry": {"normalizing_factor": 0.01, "color_threshold": 0.18},
    "low_information": {"normalizing_factor": 0.1},
    "odd_aspect_ratio": {},
}


def properties():
    return {
        "dark": BrightnessProperty("dark"),
        "light": BrightnessProperty("light"),
        "blurry": BlurrinessProperty(),
        "low_information": EntropyProperty(),
        "odd_aspect_ratio": AspectRatioProperty(),
    }


def scores_of(picture):
    scores = {}
    for name, check in properties().items():
        raw = pandas.DataFrame([check.calculate(picture)])[check.score_columns]
        frame = check.get_scores(raw_scores=raw, issue_type=name, **PARAMETERS[name])
        scores[name.replace("_", "-")] = float(frame.iloc[0, 0])
    return scores


def smooth(random, height, width, channels, low, high):
    """Coloured clouds in few steps, which deflate well."""
    coarse = random.integers(0, 256, (4, 5, channels), dtype=numpy.uint8)
    planes = [
        numpy.asarray(PIL.Image.fromarray(coarse[:, :, c]).resize((width, height), PIL.Image.Resampling.BICUBIC), float)
        for c in range(channels)
    ]
    clouds = numpy.stack(planes, axis=2) // 8 / 31
    return (low + clouds * (high - low)).astype(numpy.uint8)


def arrays():
    random = numpy.random.default_rng(11)
    noise = lambda h, w, c: random.integers(0, 256, (h, w, c), dtype=numpy.uint8)
    flat = lambda h, w, *values: numpy.full((h, w, len(values)), values, dtype=numpy.uint8)
    yield "one black pixel", "L", flat(1, 1, 0)
    yield "one red pixel", "RGB", flat(1, 1, 255, 0, 0)
    yield "one clear pixel", "RGBA", flat(1, 1, 10, 20, 30, 0)
    yield "two pixels", "RGB", noise(1, 2, 3)
    yield "a column of three", "L", noise(3, 1, 1)
    yield "two by two", "RGBA", noise(2, 2, 4)
    yield "three by three", "L", noise(3, 3, 1)
    yield "a line of 300", "RGB", noise(1, 300, 3)
    yield "flat white", "RGB", flat(40, 50, 255, 255, 255)
    yield "flat black", "L", flat(40, 50, 0)
    yield "flat colour, large", "RGB", flat(90, 200, 12, 180, 77)
    yield "grey noise", "L", noise(28, 28, 1)
    yield "coloured noise", "RGB", noise(64, 64, 3)
    yield "noise with alpha", "RGBA", noise(50, 33, 4)
    yield "noise just over 64", "RGB", noise(41, 65, 3)
    yield "grey noise, tall", "L", noise(150, 70, 1)
    yield "clouds", "RGB", smooth(random, 137, 200, 3, 0, 255)
    yield "dark clouds", "RGB", smooth(random, 171, 256, 3, 0, 60)
    yield "light clouds", "RGB", smooth(random, 100, 90, 3, 240, 255)
    yield "grey clouds", "L", smooth(random, 256, 191, 1, 20, 230)
    opaque = smooth(random, 80, 120, 4, 0, 255)
    opaque[:, :, 3] = 255
    yield "opaque clouds with alpha", "RGBA", opaque
    edge = flat(48, 64, 30, 30, 30)
    edge[:, 32:] = (220, 210, 90)
    yield "one edge", "RGB", edge
    text = flat(70, 100, 255, 255, 255)
    text[10:60:6, 8:92] = 0
    yield "lines on white", "RGB", text


def picture_of(name, mode, array):
    image = PIL.Image.fromarray(array[:, :, 0] if mode == "L" else array, mode)
    grey = image.convert("L")
    resized = None
    if max(image.size) > 64:
        ratio = max(image.size) / 64
        size = tuple(max(int(side // ratio), 1) for side in image.size)
        resized = {"size": size, "sha256": hashlib.sha256(image.resize(size).tobytes()).hexdigest()}
    return {
        "name": name,
        "width": image.width,
        "height": image.height,
        "channels": CHANNELS[mode],
        "pixels": base64.b64encode(zlib.compress(array.tobytes(), 9)).decode(),
        "grey": hashlib.sha256(grey.tobytes()).hexdigest(),
        "edges": hashlib.sha256(grey.filter(PIL.ImageFilter.FIND_EDGES).tobytes()).hexdigest(),
        "resized": resized,
        "scores": scores_of(image),
    }


def size_lists():
    random = numpy.random.default_rng(12)
    yield "all of one size", [(32, 32)] * 9
    yield "all but one of one size", [(500, 375)] * 12 + [(30, 20)]
    yield "a single one", [(640, 480)]
    yield "two", [(640, 480), (64, 48)]
    yield "photos", [tuple(int(side) for side in random.integers(200, 700, 2)) for _ in range(40)] + [(28, 21), (9000, 7000)]
    yield "mostly one size", [(64, 64)] * 30 + [(65, 64)] * 3 + [(128, 64), (1, 1)]


def sizes_of(name, sizes):
    check = SizeProperty()
    raw = pandas.DataFrame([check.calculate(PIL.Image.new("1", size)) for size in sizes])
    scores = check.get_scores(raw_scores=raw, issue_type="odd_size", iqr_factor=3.0)
    return {"name": name, "sizes": sizes, "scores": [float(s) for s in scores.iloc[:, 0]], "cut": check.threshold}


VERSIONS = ("cleanvision", "pillow", "numpy", "pandas")
golden = {
    "versions": {name: importlib.metadata.version(name) for name in VERSIONS},
    "pictures": [picture_of(*case) for case in arrays()],
    "sizes": [sizes_of(*case) for case in size_lists()],
}
print(json.dumps(golden, indent=1))
