"""Golden predictions: MobileNetV2 (int8) on ImageNet photos by ONNX Runtime, with pictures decoded and resized by Pillow.

pip install onnxruntime==1.32.0 pillow==13.0.0 numpy==2.4.6
python make-golden.py MODEL.onnx SYNSETS.txt FOLDER > golden.json

MODEL: mobilenetv2-12-int8.onnx; SYNSETS: one class a line, `n01440764 tench, …`; FOLDER: photos named `<synset>_<name>.JPEG`.
Pixels as torchvision prepares ImageNet: short side 256, centre crop 224, mean and std. Where what is cut off is odd, the middle
lies half a pixel to either side: Winnow's decoder leaves the larger part left and above ("far"), torchvision mostly the smaller
("near"), and that alone moves some photos to other classes. Int8 results differ slightly between processors.
"""

import importlib.metadata
import json
import os
import sys

import numpy
import onnxruntime
from PIL import Image, ImageOps

MEAN = [0.485, 0.456, 0.406]
STD = [0.229, 0.224, 0.225]


def pixels(path, kernel, middle):
    image = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
    scale = 256 / min(image.size)
    image = image.resize([round(side * scale) for side in image.size], kernel)
    left, top = [(side - 224 + (middle == "far")) // 2 for side in image.size]
    crop = numpy.asarray(image.crop((left, top, left + 224, top + 224)), numpy.float32)
    return ((crop / 255 - MEAN) / STD).transpose(2, 0, 1)[None].astype(numpy.float32)


def main():
    model, synsets, folder = sys.argv[1:]
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    names = [line.split()[0] for line in open(synsets)]
    photos = sorted(name for name in os.listdir(folder) if name.endswith(".JPEG"))
    top = {}
    for kernel, number in [("cubic", Image.BICUBIC), ("linear", Image.BILINEAR), ("lanczos3", Image.LANCZOS)]:
        for middle in ["near", "far"] if kernel == "cubic" else ["near"]:
            given = [{"input": pixels(os.path.join(folder, photo), number, middle)} for photo in photos]
            top[f"{kernel}, {middle}"] = [int(session.run(["output"], one)[0].argmax()) for one in given]
    right = {
        title: sum(names[found] == photo.split("_")[0] for found, photo in zip(places, photos)) / len(photos)
        for title, places in top.items()
    }
    versions = {package: importlib.metadata.version(package) for package in ["onnxruntime", "pillow", "numpy"]}
    json.dump({"versions": versions, "photos": len(photos), "accuracy": right, "top": top["cubic, far"]}, sys.stdout)
    print()


main()
