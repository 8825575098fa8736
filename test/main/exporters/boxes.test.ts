import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyExport } from '../../../src/main/exporters/verify.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import { addBoxes } from './add-boxes.ts';
import { type ExportFixture, exportTo, filesIn, makeDataset, quiet } from './export-fixture.ts';

let folder: string;
let out: string;
let fixture: ExportFixture;
beforeEach(() => {
  folder = tempFolder();
  out = join(folder, 'out');
  fixture = makeDataset(join(folder, 'photos'), [
    { path: 'a/1.jpg', split: 'train' },
    { path: 'a/1.png', split: 'train' },
    { path: 'b/3.jpg', split: 'val' },
    { path: 'b/4.jpg' },
  ]);
  const [first = 0, second = 0, third = 0] = fixture.ids;
  addBoxes(
    fixture.db,
    new Map([
      [first, [{ class: 'cat', place: [64, 48, 256, 192], extra: { id: 7, difficult: '1', part: { name: 'head' } } }]],
      [second, []],
      [third, [{ class: 'a "b" <c>', place: [0, 0, 1, 1], isCrowd: true, area: 0.5 }]],
    ]),
  );
});
afterEach(() => fixture.index.close());

const text = (path: string): string => readFileSync(join(out, path), 'utf8');

describe('boxes in an export', () => {
  it('as COCO: a file a split, the same categories in all of them, numbers that annotations came with', async () => {
    const summary = await exportTo(fixture, { out, format: 'coco' });
    expect(summary.boxes).toEqual({ classes: ['a "b" <c>', 'cat'], exported: 2, annotated: 3, dropped: 0 });
    const [train, val, unsplit] = ['train', 'val', 'unsplit'].map((split) =>
      JSON.parse(text(`annotations/instances_${split}.json`)),
    );
    expect(train.categories).toEqual([
      { id: 1, name: 'a "b" <c>', supercategory: '' },
      { id: 2, name: 'cat', supercategory: '' },
    ]);
    for (const other of [val, unsplit]) expect(other.categories).toEqual(train.categories);
    expect(train.images).toEqual([
      { id: 1, file_name: '1.jpg', width: 640, height: 480 },
      { id: 2, file_name: '1.png', width: 640, height: 480 },
    ]);
    const known = { segmentation: [], iscrowd: 0 };
    expect(train.annotations).toEqual([
      {
        ...known,
        id: 7,
        image_id: 1,
        category_id: 2,
        bbox: [64, 48, 256, 192],
        area: 256 * 192,
        difficult: '1',
        part: { name: 'head' },
      },
    ]);
    expect(val.annotations).toEqual([
      { ...known, id: 1, image_id: 3, category_id: 1, bbox: [0, 0, 1, 1], area: 0.5, iscrowd: 1 },
    ]);
    expect(unsplit).toMatchObject({ images: [{ id: 4, file_name: '4.jpg', annotated: false }], annotations: [] });
    expect(filesIn(out).filter((path) => /(?:jpg|png)$/.test(path))).toEqual([
      'train/1.jpg',
      'train/1.png',
      'unsplit/4.jpg',
      'val/3.jpg',
    ]);
    expect((await verifyExport(out, quiet)).ok).toBe(true);
  });

  it('as YOLO: a text file for each picture that somebody looked at, and what lists the classes', async () => {
    await exportTo(fixture, { out, format: 'yolo' });
    expect(filesIn(out).filter((path) => !path.startsWith('winnow-'))).toEqual([
      'data.yaml',
      'images/train/1-2.png',
      'images/train/1.jpg',
      'images/unsplit/4.jpg',
      'images/val/3.jpg',
      'labels/train/1-2.txt',
      'labels/train/1.txt',
      'labels/val/3.txt',
    ]);
    expect(text('labels/train/1.txt')).toBe('1 0.3 0.3 0.4 0.4\n');
    expect(text('labels/train/1-2.txt')).toBe('');
    expect(text('data.yaml')).toBe(
      'train: ./images/train/\nval: ./images/val/\nnc: 2\nnames:\n  0: "a \\"b\\" <c>"\n  1: "cat"\n',
    );
    expect((await verifyExport(out, quiet)).ok).toBe(true);
  });

  it('as Pascal VOC: corners in whole pixels, what else came with an object, a list for each split', async () => {
    await exportTo(fixture, { out, format: 'voc' });
    expect(text('ImageSets/Main/train.txt')).toBe('1\n1-2\n');
    expect(text('Annotations/1.xml')).toBe(`<annotation>
  <folder>JPEGImages</folder>
  <filename>1.jpg</filename>
  <source>
    <database>Unknown</database>
  </source>
  <size>
    <width>640</width>
    <height>480</height>
    <depth>3</depth>
  </size>
  <segmented>0</segmented>
  <object>
    <name>cat</name>
    <pose>Unspecified</pose>
    <truncated>0</truncated>
    <difficult>1</difficult>
    <bndbox>
      <xmin>64</xmin>
      <ymin>48</ymin>
      <xmax>320</xmax>
      <ymax>240</ymax>
    </bndbox>
    <id>7</id>
    <part>
      <name>head</name>
    </part>
  </object>
</annotation>
`);
    expect(text('Annotations/3.xml')).toContain('<name>a "b" &lt;c&gt;</name>');
    expect(filesIn(out)).not.toContain('Annotations/4.xml');
    expect((await verifyExport(out, quiet)).ok).toBe(true);
  });

  it('is refused where there are none; YOLO has folders of classes then', async () => {
    fixture.db.exec("DELETE FROM box; UPDATE sample SET class_id = (SELECT id FROM class WHERE name = 'cat')");
    await expect(exportTo(fixture, { out, format: 'coco' })).rejects.toThrow(
      'COCO is about boxes, and no annotations give these samples any. Export classes as folders, csv or jsonl.',
    );
    await exportTo(fixture, { out, format: 'yolo' });
    expect(filesIn(out)).toContain('train/cat/1.jpg');
  });
});
