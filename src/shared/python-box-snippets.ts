import type { ExportSummary } from './export.ts';
import { type PythonSnippet, quoted, rootLines } from './python-text.ts';

type Loaded = Pick<ExportSummary, 'out' | 'files' | 'splits' | 'boxes'>;

/** COCO by torchvision and FiftyOne. Names of splits are taken for those of their folders. */
export function cocoSnippets({ out, files, splits }: Loaded): readonly PythonSnippet[] {
  if (files === 'none') return [];
  const [split] = Object.keys(splits);
  const folder = split === undefined ? 'root / "data"' : `root / ${quoted(split)}`;
  const labels = split === undefined ? 'root / "labels.json"' : `root / "annotations" / ${quoted(`instances_${split}.json`)}`;
  const where = `${rootLines(out)}images, labels = str(${folder}), str(${labels})\n`;
  return [
    {
      title: 'PyTorch',
      code: `${where}from torchvision.datasets import CocoDetection, wrap_dataset_for_transforms_v2\n\ndata = wrap_dataset_for_transforms_v2(CocoDetection(images, labels))\n`,
    },
    { title: 'FiftyOne', code: fiftyOne(where, 'COCODetectionDataset', 'data_path=images,\n    labels_path=labels,') },
  ];
}

/** YOLO by Ultralytics and FiftyOne. Without boxes it is class folders, which Ultralytics takes by their folder. */
export function yoloSnippets({ out, files, splits, boxes }: Loaded): readonly PythonSnippet[] {
  if (files === 'none') return [];
  const root = rootLines(out);
  const train = 'from ultralytics import YOLO\n\n';
  if (boxes === undefined) {
    return [snippet('Ultralytics', `${root}${train}YOLO("yolo11n-cls.pt").train(data=str(root))\n`)];
  }
  const [split] = Object.keys(splits);
  const part = split === undefined ? '' : `split=${quoted(split)},`;
  return [
    snippet('Ultralytics', `${root}${train}YOLO("yolo11n.pt").train(data=str(root / "data.yaml"))\n`),
    snippet('FiftyOne', fiftyOne(root, 'YOLOv5Dataset', `dataset_dir=str(root),\n    yaml_path="data.yaml",\n    ${part}`)),
  ];
}

export function vocSnippets({ out, files }: Loaded): readonly PythonSnippet[] {
  if (files === 'none') return [];
  const paths = 'data_path=str(root / "JPEGImages"),\n    labels_path=str(root / "Annotations"),';
  return [{ title: 'FiftyOne', code: fiftyOne(rootLines(out), 'VOCDetectionDataset', paths) }];
}

const snippet = (title: PythonSnippet['title'], code: string): PythonSnippet => ({ title, code });

function fiftyOne(before: string, type: string, args: string): string {
  return `${before}import fiftyone as fo\n\ndata = fo.Dataset.from_dir(\n    dataset_type=fo.types.${type},\n    ${args.trimEnd()}\n)\n`;
}
