"""What other programs read in exports of boxes, written to golden.json beside this file.

The folders coco and yolo hold what Winnow exported, without the pictures; blank ones are made here.

    pip install pycocotools==2.0.11 supervision==0.31.2 pillow
    python make-golden.py
"""
import json
import shutil
import tempfile
from importlib.metadata import version
from pathlib import Path

import supervision
from PIL import Image
from pycocotools.coco import COCO

HERE = Path(__file__).parent


def read_coco():
    rows = []
    for split in ("train", "val"):
        coco = COCO(str(HERE / "coco" / "annotations" / f"instances_{split}.json"))
        for image in coco.loadImgs(sorted(coco.getImgIds())):
            annotations = coco.loadAnns(coco.getAnnIds(imgIds=[image["id"]], iscrowd=None))
            for annotation in annotations:
                if annotation["segmentation"]:
                    assert coco.annToMask(annotation).shape == (image["height"], image["width"])
            boxes = [{"name": coco.cats[a["category_id"]]["name"], "box": a["bbox"]} for a in annotations]
            rows.append({"file": image["file_name"], "split": split, "boxes": boxes})
    return rows


def read_yolo():
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "yolo"
        shutil.copytree(HERE / "yolo", root)
        for label in root.glob("labels/*/*.txt"):
            picture = root / "images" / label.parent.name / f"{label.stem}.jpg"
            picture.parent.mkdir(parents=True, exist_ok=True)
            Image.new("RGB", (640, 480)).save(picture)
        for split in ("train", "val"):
            dataset = supervision.DetectionDataset.from_yolo(
                str(root / "images" / split), str(root / "labels" / split), str(root / "data.yaml")
            )
            for path, _, found in dataset:
                boxes = [
                    {"name": dataset.classes[number], "box": [float(x0), float(y0), float(x1 - x0), float(y1 - y0)]}
                    for number, (x0, y0, x1, y1) in zip(found.class_id, found.xyxy)
                ]
                rows.append({"file": Path(path).name, "split": split, "boxes": boxes})
    return sorted(rows, key=lambda row: (row["split"], row["file"]))


if __name__ == "__main__":
    versions = {name: version(name) for name in ("pycocotools", "supervision")}
    golden = {"versions": versions, "coco": read_coco(), "yolo": read_yolo()}
    (HERE / "golden.json").write_text(json.dumps(golden, indent=1, ensure_ascii=False) + "\n")
