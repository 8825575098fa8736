import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { detectLayout } from '../../../src/main/dataset/layout.ts';
import { findLabelFiles, labelFilesAt } from '../../../src/main/labels/find-label-files.ts';
import type { LabelFile } from '../../../src/main/labels/label-reader.ts';
import { tellRefusals, withoutMasks } from '../../../src/main/labels/tell-refusals.ts';
import { tempFolder, writeFiles } from '../../fixtures/temp-folder.ts';

/** @param folders that hold pictures, two each */
async function refusalsOf(files: Readonly<Record<string, string | Buffer>>, folders: readonly string[] = []) {
  const folder = tempFolder();
  writeFiles(folder, files);
  const inside = Object.keys(files).map((path): LabelFile => ({ path: join(folder, path), sizeBytes: 1, mtimeMs: 1 }));
  const { left } = await findLabelFiles(folder, inside);
  const told = await tellRefusals(
    left,
    folders.map((path) => ({ path, images: 2 })),
  );
  return told.map(({ format, files: count, example }) => [format, count, example]);
}

describe('tellRefusals', () => {
  it('names packed formats by their files', async () => {
    const files = { 'a/train.tfrecord-00000-of-00002': '', 'a/train.tfrecord-00001-of-00002': '', 'b.zip': 'PK', 'clip.mp4': '' };
    expect(await refusalsOf(files)).toEqual([
      ['TFRecord', 2, 'a/train.tfrecord-00000-of-00002'],
      ['archive (ZIP, 7-Zip or RAR)', 1, 'b.zip'],
      ['video', 1, 'clip.mp4'],
    ]);
  });

  it('looks into files whose name says too little', async () => {
    expect(await refusalsOf({ 'cifar/train': 'x', 'cifar/meta': 'x' })).toEqual([]);
    expect(await refusalsOf({ 'cifar/train': Buffer.from([0x80, 4, 0x95]) })).toEqual([
      ['Python pickle (CIFAR)', 1, 'cifar/train'],
    ]);
    expect(await refusalsOf({ 'cifar/notes.json': '{"annotation": {"imsize": [5, 5, 3]}}' })).toEqual([
      ['ADE20K', 1, 'cifar/notes.json'],
    ]);
  });

  it('tells folders of masks from those of pictures by what lies beside them', async () => {
    expect(await refusalsOf({}, ['images', 'masks'])).toEqual([['segmentation masks', 2, 'masks']]);
    expect(await refusalsOf({}, ['masks', 'faces'])).toEqual([]);
    expect(await refusalsOf({}, ['gtFine/val/x', 'leftImg8bit/val/x'])).toEqual([['Cityscapes', 2, 'gtFine/val/x']]);
    expect(await refusalsOf({}, ['train', 'trainannot', 'val', 'valannot'])).toEqual([['CamVid', 4, 'trainannot']]);
  });

  it('leaves masks out of what folders say of classes and splits', () => {
    const folders = ['test', 'testannot', 'train', 'trainannot'].map((path) => ({ path, images: 1 }));
    expect(detectLayout(folders).labelLevel).toBe(0);
    expect(detectLayout(withoutMasks(folders))).toMatchObject({ labelLevel: null, splitLevel: 0 });
  });

  it('says nothing of tables and arrays beside pictures, and nothing of what is read', async () => {
    expect(await refusalsOf({ 'x.npy': '', 'x.csv': 'a,b' }, ['images'])).toEqual([]);
    expect(await refusalsOf({ 'x.npy': '', 'x.csv': 'a,b' })).toEqual([
      ['HDF5, MATLAB or NumPy', 1, 'x.npy'],
      ['table without pictures', 1, 'x.csv'],
    ]);
  });

  it('is what a person hears who names such a file', async () => {
    const folder = tempFolder();
    writeFiles(folder, { 'train.tfrecord': '' });
    await expect(labelFilesAt(join(folder, 'train.tfrecord'))).rejects.toThrow(
      'a format that is not read, TFRecord: Pictures are',
    );
  });
});
