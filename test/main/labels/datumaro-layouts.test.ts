import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { writerOf } from '../../../src/main/dataset/writer-of.ts';
import type { LabelFormat } from '../../../src/shared/label-files.ts';
import { hasImageName } from '../../../src/workers/scan/is-image-file.ts';
import { hasTestData, testData } from '../../fixtures/test-data.ts';
import { readAllLabels, withSamples } from './labelled-dataset.ts';

/** What the files of a layout hold, counted by hand. */
interface Layout {
  readonly folder: string;
  readonly format: LabelFormat;
  readonly samples: number;
  readonly boxes: number;
  /** Samples by split. */
  readonly splits: Readonly<Record<string, number>>;
  readonly classes: readonly string[];
  readonly labelled?: number;
  /** Absent: whatever they are. */
  readonly fields?: readonly string[];
  readonly problems?: Readonly<Record<string, number>>;
}

const abc = ['a', 'b', 'c'];
const two = { train: 1, val: 1 };
const three = { train: 2, val: 1 };
const labels = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => `label_${n}`);

const LAYOUTS: readonly Layout[] = [
  // Objects, keypoints of the same two, captions and labels; the regions that panoptic and stuff files tell again are left out.
  {
    ...{ folder: 'coco_dataset/coco', format: 'coco', samples: 2, boxes: 3, splits: two, classes: abc, labelled: 2 },
    problems: { 'labelled-before': 4 },
  },
  { folder: 'coco_dataset/coco_captions', format: 'coco', samples: 2, boxes: 0, splits: two, classes: [] },
  { folder: 'coco_dataset/coco_image_info', format: 'coco', samples: 2, boxes: 0, splits: two, classes: [] },
  { folder: 'coco_dataset/coco_instances', format: 'coco', samples: 2, boxes: 3, splits: two, classes: abc },
  { folder: 'coco_dataset/coco_labels', format: 'coco', samples: 2, boxes: 0, splits: two, classes: ['a', 'b'], labelled: 2 },
  { folder: 'coco_dataset/coco_panoptic', format: 'coco', samples: 2, boxes: 3, splits: two, classes: ['a', 'b'] },
  { folder: 'coco_dataset/coco_person_keypoints', format: 'coco', samples: 2, boxes: 3, splits: two, classes: ['a', 'b'] },
  { folder: 'coco_dataset/coco_roboflow', format: 'coco', samples: 2, boxes: 3, splits: two, classes: abc },
  { folder: 'coco_dataset/coco_stuff', format: 'coco', samples: 2, boxes: 2, splits: two, classes: ['a', 'b'] },
  { folder: 'coco_dataset/mmdet_coco', format: 'coco', samples: 2, boxes: 3, splits: two, classes: abc },
  { folder: 'roboflow_dataset/coco', format: 'coco', samples: 3, boxes: 4, splits: three, classes: labels(2) },
  { folder: 'kaggle_dataset/relaxed_coco', format: 'coco', samples: 2, boxes: 2, splits: {}, classes: labels(2) },
  { folder: 'roboflow_dataset/createml', format: 'createml', samples: 3, boxes: 4, splits: three, classes: [] },
  { folder: 'roboflow_dataset/voc', format: 'voc', samples: 3, boxes: 4, splits: three, classes: [] },
  // The second picture of voc_dataset1 is in the test list and has no annotations.
  { folder: 'voc_dataset/voc_dataset1', format: 'voc', samples: 2, boxes: 2, splits: { train: 1, test: 1 }, classes: [] },
  {
    ...{ folder: 'voc_dataset/voc_dataset2', format: 'voc', samples: 0, boxes: 0, splits: {}, classes: [] },
    problems: { 'unmatched-path': 5 },
  },
  { folder: 'voc_dataset/voc_dataset3', format: 'voc', samples: 1, boxes: 1, splits: { train: 1 }, classes: [] },
  { folder: 'kaggle_dataset/relaxed_voc1', format: 'voc', samples: 1, boxes: 2, splits: {}, classes: [] },
  { folder: 'kaggle_dataset/relaxed_voc2', format: 'voc', samples: 1, boxes: 2, splits: {}, classes: [] },
  { folder: 'dota_dataset', format: 'dota', samples: 3, boxes: 4, splits: three, classes: [] },
  { folder: 'roboflow_dataset/yolo_obb', format: 'dota', samples: 3, boxes: 4, splits: three, classes: labels(2) },
  { folder: 'roboflow_dataset/yolo', format: 'yolo', samples: 3, boxes: 4, splits: three, classes: labels(2) },
  { folder: 'yolo_dataset/annotations', format: 'yolo', samples: 1, boxes: 2, splits: {}, classes: labels(10) },
  { folder: 'yolo_dataset/labels', format: 'yolo', samples: 2, boxes: 4, splits: two, classes: labels(10) },
  { folder: 'yolo_dataset/strict', format: 'yolo', samples: 1, boxes: 2, splits: { train: 1 }, classes: labels(10) },
  // Boxes in b and c; a has one verified label, c two, and b one that is verified to be absent; d is only listed.
  {
    ...{ folder: 'open_images_dataset/v6', format: 'openimages', samples: 4, boxes: 2, labelled: 1 },
    ...{ splits: { train: 2, val: 1, test: 1 }, classes: [0, 1, 2, 3].map((n) => `Generic label #${n}`) },
    fields: ['Author', 'AuthorProfileURL', 'Rotation', 'Thumbnail300KURL', 'Title', 'labels', 'labelsAbsent', 'masks'],
  },
  {
    ...{ folder: 'open_images_dataset/v5', format: 'openimages', samples: 2, boxes: 0, splits: { train: 1, test: 1 } },
    classes: ['Generic label #0', 'Generic label #1'],
  },
  {
    folder: 'cvat_dataset/for_images/export_task',
    format: 'cvat',
    samples: 2,
    boxes: 1,
    splits: { train: 2 },
    classes: ['label1', 'label2'],
  },
  // A box and a polygon a subset; lines and points enclose nothing and are kept as the field `shapes`.
  {
    ...{ folder: 'cvat_dataset/for_images/export_project', format: 'cvat', samples: 6, boxes: 6, classes: ['label1', 'label2'] },
    ...{ splits: { train: 2, val: 2, test: 2 }, fields: ['shapes'] },
  },
  // One box is seen in frame 10; a track of points in 10, one of lines in 13.
  {
    folder: 'cvat_dataset/for_video',
    format: 'cvat',
    samples: 2,
    boxes: 1,
    splits: {},
    classes: ['klhg', 'z U k', 'II'],
    fields: ['shapes'],
  },
  // Five outlines and two masks with boxes.
  { folder: 'labelme_dataset', format: 'labelme-xml', samples: 1, boxes: 7, splits: {}, classes: [] },
  { folder: 'kitti_dataset/kitti_detection', format: 'kitti', samples: 2, boxes: 5, splits: {}, classes: [] },
  { folder: 'kitti_dataset/kitti_3d', format: 'kitti', samples: 1, boxes: 3, splits: {}, classes: [] },
  {
    ...{ folder: 'datumaro_dataset/legacy', format: 'datumaro', samples: 4, boxes: 0, labelled: 1, fields: ['labels'] },
    ...{ splits: { train: 2, val: 1, test: 1 }, classes: ['car', 'bicycle', 'tom', 'mary'] },
  },
  { folder: 'mot_dataset/mot_seq', format: 'mot', samples: 1, boxes: 1, splits: {}, classes: labels(10) },
  {
    ...{ folder: 'mot_dataset/mot_seq_with_seqinfo', format: 'mot', samples: 0, boxes: 0, splits: {}, classes: labels(10) },
    problems: { 'unmatched-path': 1 },
  },
  // Faces of one class; a row of zeros with marks is a box without area.
  { folder: 'widerface_dataset', format: 'widerface', samples: 3, boxes: 6, splits: { train: 2, val: 1 }, classes: ['face'] },
  // One region has two tags, another has none.
  {
    ...{ folder: 'vott_json_dataset/dataset', format: 'vott', samples: 3, boxes: 4, classes: ['animal', 'dog', 'person'] },
    ...{ splits: { train: 3 }, problems: { 'bad-box': 1 } },
  },
  { folder: 'kaggle_dataset/relaxed_yolo', format: 'yolo', samples: 2, boxes: 4, splits: {}, classes: [] },
];

describe.skipIf(!hasTestData)("layouts of datumaro's test files are read with what they hold", () => {
  it.each(LAYOUTS)('$folder', async ({ folder: name, format, problems = {}, splits, labelled = 0, ...counts }) => {
    const folder = testData(`annotations/datumaro/tests/assets/${name}`);
    const pictures = picturesIn(folder);
    await withSamples(folder, pictures, async (dataset) => {
      const db = writerOf(dataset);
      const resize = db.prepare('UPDATE sample SET width = ?, height = ? WHERE path = ?');
      for (const path of pictures) {
        const { width, height } = await sharp(join(folder, path)).metadata();
        resize.run(width, height, path);
      }
      const [summary, ...others] = await readAllLabels(dataset);
      expect(others).toEqual([]);
      expect(summary).toMatchObject({ format, labelled, ...counts });
      expect(Object.fromEntries(summary?.problems.map(({ kind, count }) => [kind, count]) ?? [])).toEqual(problems);
      const bySplit = db.prepare<[], [string, number]>(`
        SELECT name, count(*) FROM given_annotation JOIN split ON split.id = split_id GROUP BY name`);
      expect(Object.fromEntries(bySplit.raw().all())).toEqual(splits);
    });
  });
});

function picturesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && hasImageName(entry.name) && !/panoptic_|Segmentation/.test(entry.parentPath))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}
