import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { writerOf } from '../../../src/main/dataset/writer-of.ts';
import type { LabelFilesSummary, LabelFormat } from '../../../src/shared/label-files.ts';
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
  /** What sets of files after the first add to it. */
  readonly also?: readonly Partial<LabelFilesSummary>[];
}

const abc = ['a', 'b', 'c'];
const two = { train: 1, val: 1 };
const three = { train: 2, val: 1 };
const five = { train: 2, val: 1, test: 2 };
const attributes = '5_o_Clock_Shadow Arched_Eyebrows Attractive Bags_Under_Eyes Bald Bangs Big_Lips Big_Nose'.split(' ');
const marks = ['lefteye', 'leftmouth', 'nose', 'righteye', 'rightmouth'].flatMap((name) => [`${name}_x`, `${name}_y`]);
const marksOfFace = [1, 2, 3, 4, 5].flatMap((n) => [`P${n}X`, `P${n}Y`]);
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
  // Five faces of five people, each in a box; attributes are of two of them.
  {
    ...{ folder: 'celeba_dataset/dataset', format: 'celeba', samples: 5, boxes: 5, labelled: 5, classes: [], splits: five },
    fields: [...attributes, ...marks],
  },
  {
    ...{ folder: 'celeba_dataset/dataset_with_meta_file', format: 'celeba', samples: 5, boxes: 0, labelled: 5, splits: five },
    ...{ classes: Array.from({ length: 7 }, (_, n) => `class-${n}`), fields: [] },
  },
  {
    ...{ folder: 'align_celeba_dataset/dataset', format: 'celeba', samples: 5, boxes: 0, labelled: 5, classes: [], splits: five },
    fields: [...attributes, ...marks],
  },
  {
    ...{ folder: 'align_celeba_dataset/dataset_with_meta_file', format: 'celeba', samples: 5, boxes: 0, labelled: 5 },
    ...{ classes: Array.from({ length: 7 }, (_, n) => `class-${n}`), fields: [], splits: five },
  },
  { folder: 'icdar_dataset/text_localization', format: 'icdar', samples: 2, boxes: 3, splits: { train: 2 }, classes: [] },
  // Three characters; the mask beside the list is a sample that nothing is said of.
  { folder: 'icdar_dataset/text_segmentation', format: 'icdar', samples: 1, boxes: 3, splits: { train: 1 }, classes: [] },
  {
    ...{ folder: 'icdar_dataset/word_recognition', format: 'icdar', samples: 2, boxes: 0, splits: { train: 2 }, classes: [] },
    fields: ['text'],
  },
  // Four lines, and two of the pictures that they name.
  {
    ...{ folder: 'imagenet_txt_dataset/basic', format: 'list', samples: 2, boxes: 0, labelled: 2, splits: { train: 2 } },
    ...{ classes: labels(10), problems: { 'unmatched-path': 2 } },
  },
  {
    ...{ folder: 'imagenet_txt_dataset/custom_labels', format: 'list', samples: 0, boxes: 0, splits: {} },
    ...{ classes: labels(10).map((name) => `alt_${name}`), problems: { 'unmatched-path': 1 } },
  },
  {
    ...{ folder: 'imagenet_txt_dataset/no_labels', format: 'list', samples: 0, boxes: 0, splits: {} },
    ...{ classes: [], problems: { 'unmatched-path': 1 } },
  },
  // The second file of each says the same again.
  {
    ...{ folder: 'kaggle_dataset/image_csv', format: 'csv', samples: 5, boxes: 0, labelled: 5, splits: {}, classes: [] },
    also: [{ format: 'csv', samples: 5, boxes: 0, problems: [] }],
  },
  {
    ...{ folder: 'kaggle_dataset/image_txt', format: 'list', samples: 5, boxes: 0, labelled: 5, splits: {}, classes: [] },
    also: [{ format: 'list', samples: 5, boxes: 0, problems: [] }],
  },
  {
    ...{ folder: 'kaggle_dataset/image_csv_det', format: 'csv', samples: 3, boxes: 6, splits: {}, classes: [] },
    also: [
      { format: 'csv', boxes: 0 },
      { format: 'csv', boxes: 0 },
    ],
  },
  {
    ...{ folder: 'kaggle_dataset/image_txt_det', format: 'list', samples: 3, boxes: 6, splits: {}, classes: [] },
    also: [{ format: 'list', boxes: 0 }],
  },
  {
    ...{ folder: 'kaggle_dataset/image_csv_multi_label', format: 'csv', samples: 6, boxes: 0, splits: {}, classes: [] },
    ...{ fields: ['cat', 'dog', 'person'], problems: { 'several-labels': 6 }, also: [{ format: 'csv', boxes: 0 }] },
  },
  // Of the second person the list counts a picture that is not there.
  {
    ...{ folder: 'lfw_dataset', format: 'lfw', samples: 3, boxes: 0, labelled: 3, splits: { test: 3 } },
    ...{ classes: ['name0', 'name1'], fields: marks, problems: { 'unmatched-path': 1 } },
  },
  // A table in the folder of each split, which names it; the one of val has a picture of two classes.
  {
    ...{ folder: 'roboflow_dataset/multiclass', format: 'csv', samples: 2, boxes: 0, labelled: 2, splits: {}, classes: [] },
    also: [{ format: 'csv', samples: 1, labelled: 0, boxes: 0, fields: ['label_0', 'label_1'] }],
  },
  {
    ...{ folder: 'vgg_face2_dataset', format: 'vggface2', samples: 4, boxes: 4, labelled: 4, splits: { train: 3, test: 1 } },
    ...{ classes: ['Karl', 'Jay', 'Pol'], fields: [...marksOfFace, 'identity'] },
  },
  {
    ...{ folder: 'vott_csv_dataset/dataset', format: 'csv', samples: 2, boxes: 2, splits: { train: 2, test: 2 }, classes: [] },
    also: [{ format: 'csv', samples: 2, boxes: 3 }],
  },
  {
    ...{ folder: 'vott_csv_dataset/dataset_with_meta_file', format: 'csv', samples: 2, boxes: 2, splits: { test: 2 } },
    classes: [],
  },
  {
    ...{ folder: 'vott_json_dataset/dataset_with_meta_file', format: 'vott', samples: 3, boxes: 3, splits: { train: 3 } },
    ...{ classes: ['animal', 'dog', 'person'], problems: { 'bad-box': 1 } },
  },
  { folder: 'kaggle_dataset/relaxed_yolo', format: 'yolo', samples: 2, boxes: 4, splits: {}, classes: [] },
];

describe.skipIf(!hasTestData)("layouts of datumaro's test files are read with what they hold", () => {
  it.each(LAYOUTS)('$folder', async ({ folder: name, format, problems = {}, splits, labelled = 0, also = [], ...counts }) => {
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
      expect(others).toMatchObject(also);
      expect(others).toHaveLength(also.length);
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
