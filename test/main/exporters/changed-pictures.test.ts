import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { balanceClasses, DROPPED, sizeOfTarget } from '../../../src/main/exporters/balance-classes.ts';
import { classWeights } from '../../../src/main/exporters/class-weights.ts';
import { drawAugmentation } from '../../../src/main/exporters/draw-augmentation.ts';
import { repeatFactors } from '../../../src/main/exporters/repeat-factors.ts';
import { verifyExport } from '../../../src/main/exporters/verify.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import { addBoxes } from './add-boxes.ts';
import { type ExportFixture, exportTo, filesIn, lineageOf, makeDataset, manifestOf, quiet, rowsOf } from './export-fixture.ts';

const photo = (background: string) => sharp({ create: { width: 640, height: 480, channels: 3, background } });
let folder: string;
let out: string;
let fixture: ExportFixture;
beforeEach(async () => {
  folder = tempFolder();
  out = join(folder, 'out');
  const red = await photo('#ff0000').jpeg().toBuffer();
  const blue = await photo('#0000ff').png().toBuffer();
  fixture = makeDataset(join(folder, 'photos'), [
    { path: '1.jpg', label: 'a', split: 'train', content: red },
    { path: '2.jpg', label: 'a', split: 'train', content: await photo('#fe0000').jpeg().toBuffer() },
    { path: '3.jpg', label: 'a', split: 'train', content: await photo('#fd0000').jpeg().toBuffer() },
    { path: '4.png', label: 'b', split: 'train', content: blue },
    { path: '5.jpg', label: 'b', split: 'val', content: await photo('#fc0000').jpeg().toBuffer() },
  ]);
  fixture.db.prepare("UPDATE sample SET format = 'png' WHERE path = '4.png'").run();
});
afterEach(() => fixture.index.close());

const labelsIn = (split: string): string[] =>
  manifestOf(out)
    .flatMap((row) => (row.split === split ? [row.label ?? ''] : []))
    .sort();

describe('pictures that are changed on the way', () => {
  it('are made smaller with their boxes, and encoded anew where they are of another format', async () => {
    const [first = 0, , , fourth = 0] = fixture.ids;
    const box = {
      class: 'x',
      place: [64, 48, 320, 240],
      area: 100,
      extra: { segmentation: [[64, 48, 384, 48, 384, 288]] },
    } as const;
    addBoxes(
      fixture.db,
      new Map([
        [first, [box]],
        [fourth, []],
      ]),
    );
    await exportTo(fixture, { out, format: 'jsonl', convert: 'webp', resize: 64 });
    const [row, ...others] = rowsOf(join(out, 'samples.jsonl')) as Record<string, unknown>[];
    expect(row).toMatchObject({ path: 'images/1.webp', width: 64, height: 48, source: '1.jpg' });
    const near = (numbers: readonly number[]): unknown => numbers.map((number) => expect.closeTo(number, 9));
    const segmentation = [near([6.4, 4.8, 38.4, 4.8, 38.4, 28.8])];
    expect(row?.boxes).toEqual([
      { class: 'x', box: near([6.4, 4.8, 32, 24]), area: expect.closeTo(1, 9), extra: { segmentation } },
    ]);
    expect(others[2]).toMatchObject({ path: 'images/4.webp', boxes: [] });
    const { width, height, format } = await sharp(join(out, 'images/1.webp')).metadata();
    expect([width, height, format]).toEqual([64, 48, 'webp']);
    expect(manifestOf(out)[0]).toMatchObject({
      transformations: [
        { kind: 'renamed', from: '1.jpg' },
        { kind: 'resized', width: 64, height: 48 },
        { kind: 'converted', format: 'webp' },
      ],
    });
    expect((await verifyExport(out, quiet)).ok).toBe(true);
  });

  it('go along as they are where they are small enough and of that format', async () => {
    await exportTo(fixture, { out, convert: 'jpeg', resize: 640 });
    expect(manifestOf(out).map(({ sha256, sourceSha256 }) => sha256 === sourceSha256)).toEqual([true, true, true, false, true]);
    expect(filesIn(out)).toContain('train/b/4.jpg');
  });

  it('are refused where nothing is copied', async () => {
    await expect(exportTo(fixture, { out, files: 'symlink', resize: 10 })).rejects.toThrow(
      'Pictures can be changed in copies only',
    );
  });
});

describe('an export with as many samples of each class', () => {
  it('has changed copies in the split train alone, each with the sample it is made from', async () => {
    const summary = await exportTo(fixture, { out, balance: { target: 'max', seed: 1 } });
    expect(summary).toMatchObject({ exported: 5, augmented: 2, verified: 7 });
    expect(labelsIn('train')).toEqual(['a', 'a', 'a', 'b', 'b', 'b']);
    expect(labelsIn('val')).toEqual(['b']);
    const copies = manifestOf(out).filter(({ augmentedFrom }) => augmentedFrom !== null);
    expect(copies.map(({ path, augmentedFrom, source }) => [path, augmentedFrom, source])).toEqual([
      ['train/b/4-augmented-1.png', 'train/b/4.png', '4.png'],
      ['train/b/4-augmented-2.png', 'train/b/4.png', '4.png'],
    ]);
    expect(copies.every(({ transformations }) => transformations.length > 0)).toBe(true);
    expect(copies[0]?.sha256).not.toBe(copies[1]?.sha256);
    expect(lineageOf(out)).toMatchObject({ augmented: 2, options: { balance: { target: 'max', seed: 1 } } });
    expect((await verifyExport(out, quiet)).ok).toBe(true);
    await exportTo(fixture, { out: `${out}2`, balance: { target: 'max', seed: 1 } });
    for (const { path } of manifestOf(out))
      expect(readFileSync(join(`${out}2`, path ?? '')).equals(readFileSync(join(out, path ?? '')))).toBe(true);
  });

  it('leaves out what a class has too many of, and weighs the rest', async () => {
    const summary = await exportTo(fixture, { out, format: 'csv', weights: true, balance: { target: 1, seed: 0 } });
    expect(summary).toMatchObject({ exported: 3, augmented: 0, leftOut: { 'over the target': 2 }, weights: { a: 1, b: 1 } });
    await exportTo(fixture, { out: `${out}2`, format: 'csv', weights: true });
    const weights = readFileSync(`${out}2/samples.csv`, 'utf8')
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(',').at(-1));
    expect(weights).toEqual(['"weight"', '0.6666666666666666', '0.6666666666666666', '0.6666666666666666', '2', '']);
    await expect(exportTo(fixture, { out: `${out}3`, weights: true })).rejects.toThrow('Class folders has no column for weights');
  });

  it('repeats samples with rare classes as they are where samples have boxes, with numbers of their own', async () => {
    const balance = { target: 'max', seed: 0 } as const;
    const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0] = fixture.ids;
    const usual = { class: 'usual', place: [1, 2, 3, 4] } as const;
    const rare = { class: 'rare', place: [5, 6, 7, 8] } as const;
    const boxes = [[usual], [usual], [usual], [usual, rare], [rare]];
    addBoxes(fixture.db, new Map([first, second, third, fourth, fifth].map((id, at) => [id, boxes[at] ?? []])));
    const summary = await exportTo(fixture, { out, format: 'coco', balance });
    // In train one of four has the rare class: √(4 / 1) = 2 of it, and val is left as it is.
    expect(summary).toMatchObject({ exported: 5, augmented: 1 });
    const { images, annotations } = JSON.parse(readFileSync(join(out, 'annotations/instances_train.json'), 'utf8'));
    const ids = images.map(({ id }: { id: number }) => id);
    expect(new Set(ids).size).toBe(5);
    expect(images.map((image: { file_name: string }) => image.file_name)).toContain('4-repeated-1.png');
    expect(annotations).toHaveLength(7);
    expect(annotations.every((one: { image_id: number }) => ids.includes(one.image_id))).toBe(true);
    const [copy] = manifestOf(out).filter(({ augmentedFrom }) => augmentedFrom !== null);
    expect(copy).toMatchObject({ source: '4.png', augmentedFrom: 'train/4.png', transformations: [] });
    expect(copy?.sha256).toBe(copy?.sourceSha256);
    expect((await verifyExport(out, quiet)).ok).toBe(true);
  });

  it('is refused where no split is for training', async () => {
    fixture.db.prepare("UPDATE split SET name = 'test' WHERE name = 'train'").run();
    await expect(exportTo(fixture, { out, balance: { target: 'max', seed: 0 } })).rejects.toThrow(
      'no split of this export is called train',
    );
  });
});

describe('repeating samples for rare classes', () => {
  it('gives a class about the root of how rare it is, whatever is drawn, and leaves none out', () => {
    const classes = fc.array(fc.subarray(['a', 'b', 'c', 'd']), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(classes, fc.nat(99), (all, seed) => {
        const members = all.map((names, id) => ({ id, path: `${id}`, classes: names }));
        const repeats = repeatFactors(members, 'max', seed);
        const count = (name: string): number => members.filter((member) => member.classes.includes(name)).length;
        const most = Math.max(...['a', 'b', 'c', 'd'].map(count));
        for (const { id, classes: names } of members) {
          const factor = Math.max(1, ...names.map((name) => Math.sqrt(most / count(name))));
          expect(Math.abs(1 + (repeats.get(id) ?? 0) - factor)).toBeLessThan(1);
        }
        expect(repeatFactors(members, 'max', seed)).toEqual(repeats);
      }),
    );
  });

  it('draws fractions so that they come out right over many samples', () => {
    const members = Array.from({ length: 3000 }, (_, id) => ({
      id,
      path: `${id}.jpg`,
      classes: id < 1000 ? ['rare'] : ['usual'],
    }));
    const repeated = [...repeatFactors(members, 'max', 7).values()].reduce((sum, times) => sum + times, 0);
    expect(Math.abs(repeated - 1000 * (Math.SQRT2 - 1))).toBeLessThan(60);
  });
});

describe('balancing', () => {
  it('gives each class its number, evenly, the same for the same seed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(30), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 40 }),
        fc.nat(99),
        (sizes, target, seed) => {
          let id = 0;
          const classes = new Map(
            sizes
              .filter((size) => size > 0)
              .map((size, at) => [`${at}`, Array.from({ length: size }, () => ({ id: ++id, path: `${id}` }))]),
          );
          const copies = balanceClasses(classes, target, seed);
          for (const members of classes.values()) {
            const times = members.map((member) => (copies.get(member.id) ?? 0) + 1);
            expect(times.reduce((sum, count) => sum + count, 0)).toBe(target);
            expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(1);
            expect(Math.min(...times)).toBeGreaterThanOrEqual(DROPPED + 1);
          }
          expect(balanceClasses(classes, target, seed)).toEqual(copies);
        },
      ),
    );
    expect([sizeOfTarget([5, 1, 9], 'median'), sizeOfTarget([5, 1, 9], 'max'), sizeOfTarget([1, 2], 'median')]).toEqual([
      5, 9, 1,
    ]);
  });

  it('weighs classes so that each counts the same, and all as many as there are', () => {
    const weights = classWeights(
      new Map([
        ['a', 3],
        ['b', 1],
        ['c', 8],
      ]),
    );
    expect([...weights]).toEqual([
      ['a', 12 / 9],
      ['b', 4],
      ['c', 0.5],
    ]);
  });

  it('draws changes that stay inside of the picture, one at least', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 }), fc.nat(), (width, height, seed) => {
        const { steps, ...size } = drawAugmentation('x', { width, height }, { number: 1, seed });
        expect(steps.length).toBeGreaterThan(0);
        expect(Math.min(size.width, size.height)).toBeGreaterThanOrEqual(1);
        for (const step of steps)
          if (step.kind === 'cropped') expect(Math.min(step.width, step.height)).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});
