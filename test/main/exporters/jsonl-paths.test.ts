import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pathFromBytes } from '../../../src/main/dataset/paths.ts';
import { verifyExport } from '../../../src/main/exporters/verify.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import { addBoxes } from './add-boxes.ts';
import { type ExportFixture, exportTo, filesIn, makeDataset, quiet } from './export-fixture.ts';

const odd = pathFromBytes(Buffer.from([0x66, 0xff, 0xfe, 0x2e, 0x6a]));
let folder: string;
let out: string;
let fixture: ExportFixture;
beforeEach(() => {
  folder = tempFolder();
  out = join(folder, 'out');
  fixture = makeDataset(join(folder, 'photos'), [
    { path: 'a/1.jpg', label: 'b', split: 'train', tags: ['x'] },
    { path: 'a/2.jpg', split: 'train' },
    { path: 'b/3.jpg', label: 'a', split: 'val' },
    { path: odd, split: null },
  ]);
  const [first = 0, second = 0] = fixture.ids;
  const turned = { segmentation: [[1, 2, 3, 4]] };
  addBoxes(
    fixture.db,
    new Map([
      [
        first,
        [
          { class: 'z', place: [1.5, 2, 30, 40], area: 7, extra: turned },
          { class: 'y', place: [0, 0, 1, 1], isCrowd: true },
        ],
      ],
      [second, []],
    ]),
  );
});
afterEach(() => fixture.index.close());

const lines = (path: string): string[] => readFileSync(join(out, path), 'utf8').trimEnd().split('\n');

describe('an export as JSON lines', () => {
  it('has a row a sample with its boxes, none where it was annotated without, null where it was not', async () => {
    const summary = await exportTo(fixture, { out, format: 'jsonl' });
    const rows = lines('samples.jsonl').map((line) => JSON.parse(line));
    expect(rows[0]).toEqual({
      path: 'images/a/1.jpg',
      label: 'b',
      split: 'train',
      width: 640,
      height: 480,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      tags: ['x'],
      source: 'a/1.jpg',
      boxes: [
        { class: 'z', box: [1.5, 2, 30, 40], area: 7, extra: { segmentation: [[1, 2, 3, 4]] } },
        { class: 'y', box: [0, 0, 1, 1], isCrowd: true },
      ],
    });
    expect(rows.map(({ source, boxes }) => [source, boxes?.length ?? null])).toEqual([
      ['a/1.jpg', 2],
      ['a/2.jpg', 0],
      ['b/3.jpg', null],
      [odd, null],
    ]);
    expect(summary).toMatchObject({ classes: ['a', 'b'], boxes: { classes: ['y', 'z'], exported: 2, annotated: 2, dropped: 0 } });
    expect((await verifyExport(out, quiet)).ok).toBe(true);
  });
});

describe('a list of classes', () => {
  it('fixes their order, and names what is not in it', async () => {
    const names = ['z', 'b', 'unused', 'a', 'y'];
    const summary = await exportTo(fixture, { out, format: 'jsonl', classes: names });
    expect(summary).toMatchObject({ classes: names, boxes: { classes: names } });
    await expect(exportTo(fixture, { out: `${out}2`, format: 'jsonl', classes: ['a', 'z'] })).rejects.toThrow(
      'The class list has 2 classes; there are labels of others: "b" (1). Add them to the list',
    );
    expect(filesIn(folder).some((path) => path.startsWith('out2') || path.includes('partial'))).toBe(false);
  });

  it('leaves out samples and boxes of others where asked to', async () => {
    const summary = await exportTo(fixture, { out, format: 'jsonl', classes: ['z', 'b'], otherClasses: 'drop' });
    expect(summary).toMatchObject({
      exported: 3,
      leftOut: { 'class not listed': 1 },
      boxes: { classes: ['z', 'b'], exported: 1, dropped: 1 },
    });
    expect(JSON.parse(lines('samples.jsonl')[0] ?? '').boxes).toHaveLength(1);
  });
});

describe('an export as list of paths', () => {
  it('has a file for each split, and the bytes of names', async () => {
    await exportTo(fixture, { out, format: 'paths' });
    expect(lines('train.txt')).toEqual(['images/a/1.jpg', 'images/a/2.jpg']);
    expect(lines('val.txt')).toEqual(['images/b/3.jpg']);
    const bytes = Buffer.from('images/f\xff\xfe.j\n', 'latin1');
    expect(readFileSync(join(out, 'unsplit.txt')).equals(bytes)).toBe(true);
    expect((await verifyExport(out, quiet)).ok).toBe(true);
  });

  it('names originals where nothing is copied, from the root or from their folder', async () => {
    await exportTo(fixture, { out, format: 'paths', files: 'none' });
    expect(lines('val.txt')).toEqual([join(folder, 'photos/b/3.jpg')]);
    await exportTo(fixture, { out: `${out}2`, format: 'paths', files: 'none', paths: 'relative' });
    expect(readFileSync(`${out}2/val.txt`, 'utf8')).toBe('b/3.jpg\n');
    await exportTo(fixture, { out: `${out}3`, format: 'paths', paths: 'absolute' });
    expect(readFileSync(`${out}3/val.txt`, 'utf8')).toBe(`${out}3/images/b/3.jpg\n`);
  });

  it('refuses a name with a line break', async () => {
    fixture.db.prepare("UPDATE sample SET path = 'a/x' || char(10) || 'y' WHERE path = 'b/3.jpg'").run();
    await expect(exportTo(fixture, { out, format: 'paths', files: 'none' })).rejects.toThrow(/has a line break in its name/);
  });
});
