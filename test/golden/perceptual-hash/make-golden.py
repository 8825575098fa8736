"""Golden values of the perceptual hash, from code that shares nothing with Winnow's.

pip install imagehash==4.3.2 scipy==1.17.1 pillow==13.0.0 numpy==2.4.6
python make-golden.py FOLDER_OF_TEST_DATA > golden.json

`squares`: seeded 32 x 32 grey pictures with the hash as defined (scipy's DCT-II, top-left 8 x 8 above the median of all but
DC). `photos`: real photos with imagehash's own phash, which takes DC into the median and resizes with Lanczos, so that a
few bits may differ.
"""

import base64
import importlib.metadata
import json
import pathlib
import sys

import imagehash
import numpy
import PIL.Image
import PIL.ImageOps
import scipy.fft


def hash_of(grey):
    low = scipy.fft.dctn(grey.astype(float), type=2)[:8, :8].ravel()
    bits = low > numpy.median(low[1:])
    return numpy.packbits(bits).tobytes().hex()


def squares(count=24, seed=7):
    random = numpy.random.default_rng(seed)
    for index in range(count):
        noise = random.normal(size=(32, 32))
        spectrum = scipy.fft.dctn(noise) / (1 + numpy.add.outer(numpy.arange(32), numpy.arange(32))) ** (index % 4)
        picture = scipy.fft.idctn(spectrum)
        picture = (picture - picture.min()) / (picture.max() - picture.min()) * 255
        yield picture.round().astype(numpy.uint8)


def photos(folder):
    base = pathlib.Path(folder)
    for path in sorted((base / "duplicates/imagededup/tests/data").rglob("*.jp*g")):
        try:
            picture = PIL.ImageOps.exif_transpose(PIL.Image.open(path)).convert("RGB")
        except OSError:
            continue
        yield {"path": path.relative_to(base).as_posix(), "imagehash": str(imagehash.phash(picture))}


print(
    json.dumps(
        {
            "versions": {name: importlib.metadata.version(name) for name in ("imagehash", "scipy", "pillow", "numpy")},
            "squares": [
                {"grey": base64.b64encode(grey.tobytes()).decode(), "hash": hash_of(grey)} for grey in squares()
            ],
            "photos": list(photos(sys.argv[1])),
        },
        indent=1,
    )
)
