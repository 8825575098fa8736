"""Pixels of every BMP and ICO file among the bad inputs that Pillow reads, which shares nothing with Winnow's decoder.

pip install pillow==13.0.0
python make-golden.py FOLDER_OF_TEST_DATA > golden.json

Per file: width, height and SHA-256 of the pixels as RGBA, rows from the top. Files are taken by their content, so that
those of another name are there too.
"""

import hashlib
import json
import pathlib
import sys
import warnings

import PIL.Image

FORMATS = {b"BM": "bmp", b"\0\0\1\0": "ico", b"\0\0\2\0": "cur"}


def is_bitmap(head):
    return any(head.startswith(magic) for magic in FORMATS)


def pixels(path):
    with PIL.Image.open(path) as image:
        if image.format not in ("BMP", "DIB", "ICO", "CUR"):
            return None
        rgba = image.convert("RGBA")
        return {"width": rgba.width, "height": rgba.height, "mode": image.mode, "sha256": hashlib.sha256(rgba.tobytes()).hexdigest()}


def main(data):
    root = data / "bad-inputs"
    files = {}
    refused = {}
    for path in sorted(root.rglob("*")):
        if not path.is_file() or not is_bitmap(path.open("rb").read(8)):
            continue
        name = path.relative_to(root).as_posix()
        try:
            found = pixels(path)
        except Exception as error:
            refused[name] = f"{type(error).__name__}: {error}"
            continue
        if found is not None:
            files[name] = found
    golden = {"versions": {"pillow": PIL.__version__}, "files": files, "refused": refused}
    json.dump(golden, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main(pathlib.Path(sys.argv[1]))
