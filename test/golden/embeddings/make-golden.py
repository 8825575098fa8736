"""Golden embeddings: MobileNetV2's features of ImageNet photos by another runtime (OpenVINO) and another decoder (Pillow).

pip install pillow==13.0.0 openvino==2026.4.1 numpy==2.4.6
python make-golden.py MODEL.onnx PHOTO... > golden.json

MODEL: mobilenetv2-12-dynamic-int8.onnx; OpenVINO does not read the official int8 file. Features: its tensor `472`, 1280
numbers a photo. Pixels as torchvision prepares ImageNet: short side 256 (bicubic), centre crop 224, mean and std.
"""

import hashlib
import importlib.metadata
import json
import os
import sys

import numpy
import openvino
from PIL import Image, ImageOps

TENSOR = "472"
MEAN = [0.485, 0.456, 0.406]
STD = [0.229, 0.224, 0.225]


def pixels(path):
    image = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
    scale = 256 / min(image.size)
    image = image.resize([round(side * scale) for side in image.size], Image.BICUBIC)
    left, top = [(side - 224) // 2 for side in image.size]
    crop = numpy.asarray(image.crop((left, top, left + 224, top + 224)), numpy.float32)
    return ((crop / 255 - MEAN) / STD).transpose(2, 0, 1)[None].astype(numpy.float32)


def main():
    model_file, *photos = sys.argv[1:]
    core = openvino.Core()
    model = core.read_model(model_file)
    features = next(o for op in model.get_ops() for o in op.outputs() if TENSOR in o.get_names())
    model.add_outputs([features])
    compiled = core.compile_model(model, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    golden = {
        "versions": {name: importlib.metadata.version(name) for name in ("openvino", "pillow", "numpy")},
        "model": hashlib.sha256(open(model_file, "rb").read()).hexdigest(),
        "photos": [
            {
                "file": os.path.basename(path),
                "features": [round(float(value), 4) for value in compiled(pixels(path))[1][0]],
            }
            for path in photos
        ],
    }
    json.dump(golden, sys.stdout)


main()
