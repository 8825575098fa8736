"""Golden metrics of boxes: pycocotools' COCOeval on BCCD's boxes with seeded, perturbed copies as predictions, and on made-up
boxes of which there are over 100 an image.

pip install pycocotools==2.0.11 numpy==2.4.6
python make-golden.py FOLDER_OF_TEST_DATA > golden.json

Images are numbered in the order of their annotation files' names, classes in that of their names. `predictions`: int16,
base64, seven numbers a box: image, class, then left, top, width, height in tenths of a pixel and score in thousandths.
`crowd`: the same with every 37th label box a crowd. `made`: labels and predictions in whole pixels, score in thousandths.
"""

import base64
import contextlib
import importlib.metadata
import json
import pathlib
import sys
import xml.etree.ElementTree

import numpy
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

random = numpy.random.default_rng(3)


def labels_of(folder):
    files = sorted((pathlib.Path(folder) / "annotations/bccd/BCCD/Annotations").glob("*.xml"))
    rows = []
    for image, file in enumerate(files):
        for box in xml.etree.ElementTree.parse(file).getroot().iter("object"):
            left, top, right, bottom = (int(box.findtext(f"bndbox/{key}")) for key in ("xmin", "ymin", "xmax", "ymax"))
            rows.append((image, box.findtext("name"), left, top, right - left, bottom - top))
    classes = sorted({row[1] for row in rows})
    return classes, [(image, classes.index(name), *place) for image, name, *place in rows]


def perturbed(labels, classes):
    """Shifted and scaled copies, some twice, some of another class, some missing, and boxes of nothing; in tenths."""
    images = 1 + max(row[0] for row in labels)
    for image, one, *place in labels:
        for _ in range(random.choice([0, 1, 1, 1, 1, 1, 1, 2])):
            width, height = place[2:]
            spread = random.choice([0.02, 0.06, 0.15])
            moved = numpy.array(place) + random.normal(size=4) * spread * numpy.array([width, height, width, height])
            named = one if random.random() < 0.93 else int(random.integers(len(classes)))
            score = numpy.clip(random.normal(0.85 - 2 * spread, 0.15), 0.01, 0.999)
            yield (image, named, *(numpy.maximum(moved, 0) * 10).round().astype(int), round(score * 1000))
    for image in random.integers(images, size=images):
        left, top, width, height = random.integers([0, 0, 10, 10], [500, 350, 140, 130])
        yield (image, random.integers(len(classes)), left * 10, top * 10, width * 10, height * 10, random.integers(10, 700))


def made():
    labels = [
        (image, one, *random.integers([0, 0, 8, 8], [500, 400, 140, 140]))
        for image in range(3)
        for one in range(2)
        for _ in range(30)
    ]
    predictions = []
    for image in range(3):
        for _ in range(300):
            _, one, *place = labels[random.integers(60) + 60 * image]
            shift = random.normal(size=4) * 6
            x, y, w, h = (numpy.array(place) + shift).round().astype(int)
            predictions.append((image, one, x, y, max(w, 1), max(h, 1), random.integers(1000)))
    return labels, predictions


def metrics(labels, predictions, scale, classes, crowd=False):
    images = 1 + max(row[0] for row in labels)
    annotations = [
        {
            "id": i + 1,
            "image_id": int(image) + 1,
            "category_id": int(one) + 1,
            "bbox": [float(value) for value in place],
            "area": float(place[2] * place[3]),
            "iscrowd": int(crowd and i % 37 == 5),
        }
        for i, (image, one, *place) in enumerate(labels)
    ]
    results = [
        {
            "image_id": int(image) + 1,
            "category_id": int(one) + 1,
            "bbox": [float(value) / scale for value in place],
            "score": float(score) / 1000,
        }
        for image, one, *place, score in predictions
    ]
    truth = COCO()
    truth.dataset = {
        "images": [{"id": i + 1, "width": 640, "height": 480} for i in range(images)],
        "categories": [{"id": k + 1, "name": str(k)} for k in range(classes)],
        "annotations": annotations,
    }
    truth.createIndex()
    evaluation = COCOeval(truth, truth.loadRes(results), "bbox")
    evaluation.evaluate()
    evaluation.accumulate()
    evaluation.summarize()
    precision = evaluation.eval["precision"]
    return {
        "numbers": evaluation.stats.tolist(),
        "perClass": [float(precision[:, :, k, 0, 2].mean()) for k in range(classes)],
    }


with contextlib.redirect_stdout(sys.stderr):
    classes, labels = labels_of(sys.argv[1])
    predictions = list(perturbed(labels, classes))
    made_labels, made_predictions = made()
    golden = {
        "versions": {name: importlib.metadata.version(name) for name in ("pycocotools", "numpy")},
        "classes": classes,
        "labels": len(labels),
        "predictions": base64.b64encode(numpy.array(predictions, dtype=numpy.int16).tobytes()).decode(),
        "plain": metrics(labels, predictions, 10, len(classes)),
        "crowd": metrics(labels, predictions, 10, len(classes), crowd=True),
        "made": {
            "labels": [[int(value) for value in row] for row in made_labels],
            "predictions": [[int(value) for value in row] for row in made_predictions],
            **metrics(made_labels, made_predictions, 1, 2),
        },
    }
print(json.dumps(golden))
