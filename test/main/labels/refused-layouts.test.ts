import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findLabelFiles } from '../../../src/main/labels/find-label-files.ts';
import { tellRefusals } from '../../../src/main/labels/tell-refusals.ts';
import { hasImageName, mayHoldLabels } from '../../../src/workers/scan/is-image-file.ts';
import { hasTestData, testData } from '../../fixtures/test-data.ts';

/** Formats by layout, and the files of each, counted by hand: of masks the pictures in their folders. */
const REFUSED: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'ade20k2017_dataset/dataset': { ADE20K: 2 },
  'ade20k2017_dataset/dataset_with_meta_file': { ADE20K: 1 },
  'ade20k2020_dataset/dataset': { ADE20K: 2 },
  'ade20k2020_dataset/dataset_with_meta_file': { ADE20K: 1 },
  camvid_dataset: { CamVid: 4 },
  cifar100_dataset: { 'Python pickle (CIFAR)': 3 },
  cifar10_dataset: { 'Python pickle (CIFAR)': 3 },
  'cityscapes_dataset/dataset': { Cityscapes: 4 },
  'cityscapes_dataset/train_dataset': { Cityscapes: 8 },
  'common_semantic_segmentation_dataset/dataset': { 'segmentation masks': 2 },
  'common_semantic_segmentation_dataset/non_standard_dataset': { 'segmentation masks': 2 },
  image_zip_dataset: { 'archive (ZIP, 7-Zip or RAR)': 2 },
  'kaggle_dataset/image_mask': { 'segmentation masks': 2 },
  'kaggle_dataset/image_mask_with_labelmap': { 'segmentation masks': 3 },
  'kitti_dataset/kitti_3d': { 'point clouds': 3 },
  'kitti_dataset/kitti_raw': { 'KITTI tracklets': 1, 'point clouds': 3 },
  'kitti_dataset/kitti_segmentation': { 'KITTI segmentation': 2 },
  mnist_csv_dataset: { 'pixels in a table': 2 },
  mnist_dataset: { 'IDX (MNIST)': 4 },
  mots_dataset: { MOTS: 3 },
  mvtec_dataset: { 'MVTec AD': 2 },
  'open_images_dataset/v6': { 'segmentation masks': 1 },
  labelme_dataset: { 'LabelMe masks': 4 },
  'roboflow_dataset/tfrecord': { TFRecord: 2 },
  segment_anything_dataset: { 'Segment Anything (SA-1B)': 2 },
  tabular_dataset: { 'table without pictures': 8 },
  tf_detection_api_dataset: { TFRecord: 3 },
  'voc_dataset/voc_dataset1': { 'Pascal VOC segmentation': 2 },
  'coco_dataset/coco_panoptic': { 'COCO panoptic': 2 },
  cvat_dataset: { video: 1 },
};

describe.skipIf(!hasTestData)("layouts of datumaro's test files that are not read are named", () => {
  it.each(Object.entries(REFUSED))('%s', async (name, formats) => {
    const folder = testData(`annotations/datumaro/tests/assets/${name}`);
    const entries = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
    const paths = entries.map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort();
    const folders = Map.groupBy(paths.filter(hasImageName), (path) => path.split('/').slice(0, -1).join('/'));
    const inside = paths.filter((path) => !hasImageName(path) && mayHoldLabels(path));
    const { left } = await findLabelFiles(
      folder,
      inside.map((path) => ({ path: join(folder, path), sizeBytes: 1, mtimeMs: 1 })),
    );
    const told = await tellRefusals(
      left,
      [...folders].map(([path, pictures]) => ({ path, images: pictures.length })),
    );
    expect(Object.fromEntries(told.map(({ format, files }) => [format, files]))).toEqual(formats);
  });
});
