import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writerOf } from '../../../src/main/dataset/writer-of.ts';
import { writeLabelChoice } from '../../../src/main/index/label-choice.ts';
import { EVERY_LABEL } from '../../../src/shared/label-files.ts';
import { tempFolder, writeFiles } from '../../fixtures/temp-folder.ts';
import { given, pathsOf, readLabels, withSamples } from './labelled-dataset.ts';

const coco = (more: object = {}): string =>
  JSON.stringify({
    info: {},
    annotations: [
      { id: 1, image_id: 7, category_id: 2, bbox: [10, 20, 30, 40], area: 900, iscrowd: 0, segmentation: [[1, 2, 3, 4, 5, 6]] },
      { id: 2, image_id: 7, category_id: 5, bbox: [0, 0, 5, 5], iscrowd: 1 },
      { id: 3, image_id: 8, category_id: 2, bbox: [1, 2, 3] },
      { id: 4, image_id: 99, category_id: 2, bbox: [1, 2, 3, 4] },
    ],
    images: [
      { id: 7, file_name: 'a.jpg', width: 640, height: 480 },
      { id: 8, file_name: 'b.jpg', width: 320, height: 240 },
      { id: 9, file_name: 'nowhere.jpg' },
    ],
    categories: [
      { id: 2, name: 'cat' },
      { id: 5, name: 'dog' },
    ],
    ...more,
  });

const voc = (name: string, box: readonly number[], fileName: string): string => `<annotation><filename>${fileName}</filename>
  <size><width>640</width><height>480</height></size>
  <object><name>${name}</name><difficult>1</difficult><part><name>head</name></part><bndbox>
  <xmin>${box[0]}</xmin><ymin>${box[1]}</ymin><xmax>${box[2]}</xmax><ymax>${box[3]}</ymax></bndbox></object></annotation>`;

describe('COCO instances in the folder', () => {
  it('give boxes, classes and splits; what cannot be used is counted', async () => {
    const folder = tempFolder();
    writeFiles(folder, {
      'annotations/instances_val2017.json': coco(),
      'annotations/captions_val2017.json': JSON.stringify({
        images: [{ id: 7, file_name: 'a.jpg' }],
        annotations: ['two cats', 'a "dog"'].map((caption, id) => ({ id, image_id: 7, caption })),
      }),
      'package.json': '{"name": "x"}',
    });
    await withSamples(folder, ['images/a.jpg', 'images/b.jpg', 'c.jpg'], async (dataset) => {
      const summary = await readLabels(dataset);
      expect(summary).toMatchObject({ format: 'coco', files: 2, boxes: 2, samples: 2 });
      expect(summary?.problems.map(({ kind, count }) => [kind, count])).toEqual([
        ['unmatched-path', 1],
        ['unknown-image', 1],
        ['bad-box', 1],
        ['other-size', 1],
      ]);
      expect(given(dataset)).toEqual([
        ['images/a.jpg', 'cat', 10, 20, 30, 40],
        ['images/a.jpg', 'dog', 0, 0, 5, 5],
      ]);
      expect(dataset.read.prepare('SELECT is_crowd, area, extra FROM given_box').raw().all()).toEqual([
        [0, 900, '{"id":1,"segmentation":[[1,2,3,4,5,6]]}'],
        [1, null, '{"id":2}'],
      ]);
      expect(dataset.info().classes).toEqual(['cat', 'dog']);
      const captions = dataset.read.prepare(`
        SELECT value FROM sample_field JOIN field ON field.id = field_id AND name = 'caption'`);
      expect(captions.pluck().all()).toEqual(['["two cats","a \\"dog\\""]']);
      expect(await pathsOf(dataset, 'label:dog')).toEqual(['images/a.jpg']);
      expect(await pathsOf(dataset, 'label:dog label:cat split:val boxes>1')).toEqual(['images/a.jpg']);
      expect(await pathsOf(dataset, 'boxes=0')).toEqual(['images/b.jpg']);
      expect(await pathsOf(dataset, 'is:unlabeled')).toEqual(['c.jpg', 'images/b.jpg']);
      const { text } = await dataset.query.call('facets', { query: { filter: null, sort: { field: 'id', descending: false } } });
      expect(text.find(({ field }) => field === 'label')?.values).toEqual([
        { value: null, count: 2 },
        { value: 'cat', count: 1 },
        { value: 'dog', count: 1 },
      ]);
    });
  });

  it('are read again where they changed, and their boxes go with them', async () => {
    const folder = tempFolder();
    const file = join(folder, 'labels.json');
    writeFileSync(file, coco());
    await withSamples(folder, ['a.jpg'], async (dataset) => {
      const first = await readLabels(dataset);
      expect(await readLabels(dataset)).toEqual(first);
      writeFileSync(file, coco({ annotations: [{ image_id: 7, category_id: 5, bbox: [1, 1, 2, 2] }] }));
      utimesSync(file, 1, 2);
      expect(await readLabels(dataset)).toMatchObject({ boxes: 1 });
      expect(given(dataset)).toEqual([['a.jpg', 'dog', 1, 1, 2, 2]]);
      expect(dataset.info().classes).toEqual(['dog']);
      rmSync(file);
      expect(await readLabels(dataset)).toBeNull();
      expect(given(dataset)).toEqual([]);
      expect(dataset.info().classes).toEqual([]);
      expect(dataset.read.prepare('SELECT (SELECT count(*) FROM box) + (SELECT count(*) FROM box_source)').pluck().get()).toBe(0);
    });
  });

  it('that break off are a counted problem, not the end of a job', async () => {
    const folder = tempFolder();
    writeFiles(folder, { 'labels.json': coco().slice(0, 400) });
    await withSamples(folder, ['a.jpg'], async (dataset) => {
      const summary = await readLabels(dataset);
      expect(summary?.problems.map(({ kind }) => kind)).toContain('bad-file');
      expect(given(dataset)).toEqual([]);
    });
  });

  it('speak of stored pixels, unless their size is the shown one: boxes are kept as the picture is shown', async () => {
    const folder = tempFolder();
    const images = (width: number, height: number) => ({ images: [{ id: 7, file_name: 'a.jpg', width, height }] });
    for (const [width, height, box] of [
      [640, 480, [420, 10, 40, 30]],
      [480, 640, [10, 20, 30, 40]],
    ] as const) {
      writeFileSync(join(folder, 'labels.json'), coco(images(width, height)));
      await withSamples(folder, ['a.jpg'], async (dataset) => {
        writerOf(dataset).exec('UPDATE sample SET orientation = 6, width = 480, height = 640');
        await readLabels(dataset);
        expect(given(dataset)[0]).toEqual(['a.jpg', 'cat', ...box]);
      });
    }
  });
});

describe('Pascal VOC', () => {
  it('gives boxes of the pictures beside it and splits by its lists; a file that is none is counted', async () => {
    const folder = tempFolder();
    writeFiles(folder, {
      'Annotations/1.xml': voc('cat', [1, 2, 11, 22], 'wrong.jpg'),
      'Annotations/2.xml': voc('dog', [5, 5, 5, 5], '2.jpg'),
      'Annotations/3.xml': '<annotation><object>',
      'ImageSets/Main/train.txt': '1  1\n',
      'ImageSets/Main/val.txt': '2\r\n',
    });
    await withSamples(folder, ['JPEGImages/1.jpg', 'JPEGImages/2.jpg', 'other/2.jpg'], async (dataset) => {
      const summary = await readLabels(dataset);
      expect(summary).toMatchObject({ format: 'voc', files: 5, boxes: 2, samples: 2, origin: join(folder, 'Annotations') });
      expect(summary?.problems.map(({ kind, count }) => [kind, count])).toEqual([['bad-file', 1]]);
      expect(given(dataset)).toEqual([
        ['JPEGImages/1.jpg', 'cat', 1, 2, 10, 20],
        ['JPEGImages/2.jpg', 'dog', 5, 5, 0, 0],
      ]);
      expect(dataset.read.prepare('SELECT extra FROM given_box LIMIT 1').pluck().get()).toBe(
        '{"difficult":"1","part":{"name":"head"}}',
      );
      expect(await pathsOf(dataset, 'split:val')).toEqual(['JPEGImages/2.jpg']);
      expect(await pathsOf(dataset, 'issue:box')).toEqual(['JPEGImages/2.jpg']);
    });
  });

  it('is found beside the folder of the pictures, where it is about them', async () => {
    const root = tempFolder();
    writeFiles(root, { 'Annotations/1.xml': voc('cat', [1, 2, 11, 22], '1.jpg'), 'JPEGImages/.keep': '', 'unrelated/.keep': '' });
    await withSamples(join(root, 'JPEGImages'), ['1.jpg'], async (dataset) => {
      expect(await readLabels(dataset)).toMatchObject({ boxes: 1 });
    });
    await withSamples(join(root, 'unrelated'), ['other.jpg'], async (dataset) => {
      expect(await readLabels(dataset)).toBeNull();
    });
  });
});

it('takes labels from a file that was named, wherever it is, and keeps them when that is gone', async () => {
  const [folder, elsewhere] = [tempFolder(), tempFolder()];
  const file = join(elsewhere, 'mine.json');
  writeFileSync(file, coco());
  await withSamples(folder, ['a.jpg'], async (dataset) => {
    writeLabelChoice(writerOf(dataset), { ...EVERY_LABEL, files: [file] });
    expect(await readLabels(dataset)).toMatchObject({ boxes: 2, origin: file });
    rmSync(file);
    expect(await readLabels(dataset)).toMatchObject({ boxes: 2 });
    expect(given(dataset)).toHaveLength(2);
  });
});
