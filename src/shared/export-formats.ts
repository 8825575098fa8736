import type { ExportFormat } from './export.ts';

/** What an export format is, for a person and for the exporter. */
export interface FormatMeaning {
  readonly title: string;
  /** After the title, in a few words. */
  readonly text: string;
  /**
   * What it can say of a sample: its class, its boxes, or both; either: boxes where the dataset has any, else classes. Boxes are
   * read only for formats that have them.
   */
  readonly says: 'labels' | 'boxes' | 'both' | 'either';
  /** It has a place for the weight of a sample. Absent: no. */
  readonly hasWeights?: true;
}

export const FORMATS: Readonly<Record<ExportFormat, FormatMeaning>> = {
  folders: { title: 'Class folders', text: 'split/class/file, as most training code reads it', says: 'labels' },
  csv: {
    title: 'CSV table',
    text: 'one row a sample: path, class, split, tags; boxes in a table of their own',
    says: 'both',
    hasWeights: true,
  },
  jsonl: { title: 'JSON lines', text: 'one row a sample: path, class, split, tags, boxes', says: 'both', hasWeights: true },
  huggingface: { title: 'Hugging Face', text: 'imagefolder: a folder a split with metadata.jsonl', says: 'both' },
  fiftyone: { title: 'FiftyOne', text: 'data/ and labels.json: boxes where there are any, else classes', says: 'both' },
  'label-fixes': { title: 'Label fixes', text: 'CSV of the labels that were changed: before and after', says: 'labels' },
  coco: { title: 'COCO', text: 'boxes in one JSON file a split, with outlines, masks and keypoints', says: 'boxes' },
  yolo: { title: 'YOLO', text: 'boxes in a text file a picture, with data.yaml; class folders without boxes', says: 'either' },
  voc: { title: 'Pascal VOC', text: 'boxes in an XML file a picture', says: 'boxes' },
  openimages: { title: 'Open Images', text: 'boxes and classes in CSV tables, some for each split', says: 'both' },
  cvat: { title: 'CVAT', text: 'boxes and classes in one XML file, for CVAT 1.1', says: 'both' },
  labelme: { title: 'LabelMe', text: 'boxes and classes in a JSON file a picture, for the labelme tool', says: 'both' },
  kitti: { title: 'KITTI', text: 'boxes in a text file a picture', says: 'boxes' },
  paths: { title: 'List of paths', text: 'one path a line, a file for each split', says: 'labels' },
};

/** What an export says of samples. */
export interface Says {
  readonly labels: boolean;
  readonly boxes: boolean;
}

/** @param hasBoxes whether annotations give the dataset any */
export function saysOf(format: ExportFormat, hasBoxes: boolean): Says {
  const { says } = FORMATS[format];
  if (says === 'either') return { labels: !hasBoxes, boxes: hasBoxes };
  return { labels: says !== 'boxes', boxes: says !== 'labels' };
}
