"""Private metadata as ExifTool writes and finds them, which shares nothing with Winnow's readers.

ExifTool 12.57, pip install pillow==13.0.0
python make-golden.py FOLDER_OF_TEST_DATA > golden.json

`made`: small pictures by Pillow into which ExifTool wrote private metadata, and what it reads back. `said`: of every picture of these folders that says something: tags as ExifTool names them with their group, control characters
as spaces. Files without are counted only, so that the golden also proves what Winnow must not find.
"""

import base64
import json
import pathlib
import subprocess
import sys
import tempfile

import PIL
import PIL.Image

FOLDERS = ["bad-inputs", "classify/imagenet-sample-images", "classify/clothing-dataset-small"]
TAGS = [
    "GPSLatitude", "SerialNumber", "InternalSerialNumber", "LensSerialNumber", "CameraSerialNumber", "OwnerName", "Artist",
    "Copyright", "XPAuthor", "Photographer", "Creator", "Rights", "Owner", "PersonInImage", "By-line", "CopyrightNotice",
    "Contact", "Writer-Editor", "Author", "Author-*", "Copyright-*", "City", "State", "Location", "Sub-location", "Province-State",
]  # fmt: skip
EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif", "tif", "tiff", "avif"]

EXIF = [
    "-GPSLatitude=33.8568", "-GPSLatitudeRef=S", "-GPSLongitude=151.2153", "-GPSLongitudeRef=E", "-IFD0:Artist=Zoë Example",
    "-IFD0:Copyright=Example & Co", "-ExifIFD:SerialNumber=0000", "-ExifIFD:LensSerialNumber=L-77 001",
    "-ExifIFD:OwnerName=  ", "-IFD0:XPAuthor=Žofie Example",
]  # fmt: skip
XMP = [
    "-XMP-exif:GPSLatitude=-33.8568", "-XMP-exif:GPSLongitude=151.2153", "-XMP-dc:Creator=Zoë Example", "-XMP-dc:Creator=A. <B>",
    "-XMP-dc:Rights=Example & Co", "-XMP-aux:SerialNumber=4711", "-XMP-photoshop:City=Sydney", "-XMP-iptcCore:Location=Bennelong Point",
    "-XMP-iptcExt:PersonInImage=Max Example", "-XMP-exifEX:SerialNumber=B-12",
]  # fmt: skip
IPTC = ["-codedcharacterset=utf8", "-IPTC:By-line=Zoë Example", "-IPTC:City=Sydney", "-IPTC:Sub-location=Bennelong Point"]
TEXT = ["-PNG:Author=Zoë Example", "-PNG:Copyright=Example & Co"]
MADE = [
    ("jpg", EXIF), ("jpg", XMP), ("jpg", IPTC), ("png", EXIF), ("png", XMP), ("png", TEXT), ("webp", EXIF), ("webp", XMP),
    ("tif", EXIF), ("tif", XMP), ("tif", IPTC), ("gif", XMP), ("avif", EXIF), ("avif", XMP), ("jpg", ["-comment=hello"]),
    ("png", ["-PNG:Software=Zoë Example"]),
]  # fmt: skip


def made():
    with tempfile.TemporaryDirectory() as folder:
        for number, (extension, options) in enumerate(MADE):
            file = pathlib.Path(folder, f"{number}.{extension}")
            PIL.Image.linear_gradient("L").resize((8, 6)).convert("RGB").save(file)
            subprocess.run(["exiftool", "-q", "-overwrite_original", "-n", *options, file], check=True)
            read = json.loads(subprocess.run(
                ["exiftool", "-json", "-G1", "-n", "-x", "Composite:all", *[f"-{tag}" for tag in TAGS], file],
                capture_output=True, check=True,
            ).stdout)[0]  # fmt: skip
            tags = {tag: clean(value) for tag, value in sorted(read.items()) if tag != "SourceFile" and clean(value)}
            yield {"extension": extension, "bytes": base64.b64encode(file.read_bytes()).decode(), "said": tags}


def clean(value):
    return " ".join("".join(c if c.isprintable() else " " for c in (", ".join(value) if isinstance(value, list) else str(value))).split())


def main(data):
    command = ["exiftool", "-json", "-G1", "-n", "-r", "-q", "-q", "-m", *[f"-{tag}" for tag in TAGS]]
    command += [part for extension in EXTENSIONS for part in ("-ext", extension)]
    output = subprocess.run([*command, *FOLDERS], cwd=data, capture_output=True, check=False).stdout
    files = json.loads(output)
    said = {}
    for file in files:
        tags = {tag: clean(value) for tag, value in file.items() if tag != "SourceFile" and clean(value)}
        if tags:
            said[file["SourceFile"]] = dict(sorted(tags.items()))
    version = subprocess.run(["exiftool", "-ver"], capture_output=True, check=True).stdout.decode().strip()
    versions = {"exiftool": version, "pillow": PIL.__version__}
    golden = {"versions": versions, "made": list(made()), "looked": len(files), "said": dict(sorted(said.items()))}
    json.dump(golden, sys.stdout, indent=1, ensure_ascii=False)
    print()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
