import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyBoxSource, beginBoxSource, createBoxWriter } from '../../../src/main/index/boxes.ts';
import { createNameIds } from '../../../src/main/index/classes.ts';
import type { BoxPlace } from '../../../src/shared/box.ts';
import type { ExportFormat } from '../../../src/shared/export.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import { exportTo, makeDataset } from './export-fixture.ts';
import { readBack } from './read-back.ts';

interface Picture {
  readonly name: string;
  readonly split: string | null;
  readonly label: string | null;
  readonly orientation: number;
  readonly boxes: readonly { readonly class: string; readonly place: BoxPlace }[] | null;
}

const NASTY = [
  'cat',
  'a "b", c',
  '<a & b>',
  "it's; 50% off",
  'line\nbreak\ttab',
  ' Ünï𝄞 ',
  '%20',
  '7',
  'x'.repeat(200),
  '&amp;',
  "]]>'",
];
const name = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter(isWritable));
const side = fc.oneof(fc.constantFrom(0, 0.5, 1 / 3, 640), fc.double({ min: -50, max: 900, noNaN: true }));
const extent = fc.oneof(fc.constantFrom(0, 1e-7, 640), fc.double({ min: 0, max: 900, noNaN: true }));
const place = fc.tuple(side, side, extent, extent);
const stem = fc.oneof(
  fc.constantFrom('a', 'A', 'a.b', 'a b', "é'&,;", 'train', 'x'.repeat(180)),
  fc.stringMatching(/^[\w .,&;()#@-]{1,12}$/),
);

/** What XML, too, can write, and is more than blanks. */
function isWritable(text: string): boolean {
  return text.trim() !== '' && text.isWellFormed() && !/[\p{Cc}\ufffe\uffff]/u.test(text);
}

function pictures(splits: readonly (string | null)[], hasLabels: boolean): fc.Arbitrary<readonly Picture[]> {
  const one = fc.record({
    name: fc
      .tuple(fc.constantFrom('', 'train/', 'deep/er/'), stem, fc.constantFrom('.jpg', '.png'))
      .map((parts) => parts.join('')),
    split: fc.constantFrom(...splits),
    label: hasLabels ? fc.option(name) : fc.constant(null),
    orientation: fc.constantFrom(1, 1, 3, 5, 6, 8),
    boxes: fc.option(fc.array(fc.record({ class: name, place }), { maxLength: 3 })),
  });
  const key = ({ name: path }: Picture): string => path.normalize('NFC').toLowerCase().trim();
  // Datasets in which nothing is said are told by nothing.
  const isTold = (all: readonly Picture[]): boolean => all.some(({ boxes }) => boxes !== null && boxes.length > 0);
  // A folder named for a split says it of pictures of which nothing else says one.
  const isPlain = ({ name: path, split }: Picture): boolean => split !== null || !path.startsWith('train/');
  return fc.uniqueArray(one.filter(isPlain), { minLength: 1, maxLength: 6, selector: key }).filter(isTold);
}

async function roundTrip(format: ExportFormat, all: readonly Picture[]) {
  const folder = tempFolder();
  const fixture = makeDataset(
    join(folder, 'photos'),
    all.map(({ name: path, split, label }) => ({
      path,
      ...(split !== null && { split }),
      ...(label !== null && { label }),
    })),
  );
  try {
    const { db } = fixture;
    const id = beginBoxSource(db, 'test');
    const turn = db.prepare('UPDATE sample SET orientation = ? WHERE path = ?');
    for (const { name: path, orientation } of all) turn.run(orientation, path);
    const writer = createBoxWriter(db, id);
    const classId = createNameIds(db, 'class');
    for (const [at, { boxes }] of all.entries()) {
      const sampleId = fixture.ids[at] ?? 0;
      if (boxes === null) continue;
      writer.annotation({ sampleId, setPlace: 0, splitId: null, classId: null, isUpright: true, isLookedAt: true });
      for (const box of boxes) {
        writer.box({ sampleId, classId: classId(box.class), place: box.place, isCrowd: false, area: null, extra: null });
      }
    }
    writer.countBoxes();
    applyBoxSource(db, { id, summaries: [] });
    const out = join(folder, 'out');
    await exportTo(fixture, { out, format });
    const frames = new Map(all.map(({ name: path, orientation }) => [path, { width: 640, height: 480, orientation }]));
    return await readBack(out, (source) => frames.get(source) ?? null);
  } finally {
    fixture.index.close();
  }
}

interface Says {
  readonly labels: boolean;
  /** That somebody looked and saw nothing. */
  readonly emptiness: boolean;
}

async function expectSame(format: ExportFormat, all: readonly Picture[], says: Says): Promise<void> {
  const { samples, summaries } = await roundTrip(format, all);
  expect(samples.size).toBe(all.length);
  const problems = summaries.flatMap((summary) => summary.problems);
  expect(problems).toEqual([]);
  const boxClasses = new Set(all.flatMap(({ boxes }) => boxes?.map((box) => box.class) ?? []));
  for (const { name: path, split, label, boxes } of all) {
    const read = samples.get(path);
    expect(read?.split ?? null).toBe(split);
    if (says.labels) expect(read?.label ?? null).toBe(label);
    // Found empty is not the same as never looked at, where a format can say it.
    // Open Images says of each class that it is absent, which a picture's own label contradicts.
    const isContradicted = format === 'openimages' && label !== null && boxClasses.has(label);
    const unsaid = says.emptiness && !isContradicted ? null : [];
    expect(read?.boxes?.map((box) => box.class) ?? unsaid).toEqual(boxes?.map((box) => box.class) ?? unsaid);
    for (const [at, box] of (boxes ?? []).entries()) {
      for (const [of, value] of box.place.entries()) expect(read?.boxes?.[at]?.place[of]).toBeCloseTo(value, 6);
    }
  }
}

describe('export and import give the same samples, splits, classes and boxes', () => {
  const custom = ['train', 'val', 'test', null, 'Übung "1"', 'a/b'];
  const usual = ['train', 'val', 'test'];
  it.each([
    ['openimages', custom, true],
    ['cvat', custom, true],
    ['labelme', usual, true],
    ['labelme', [null], true],
    ['kitti', usual, false],
    ['kitti', [null], false],
  ] as const)('%s, splits %j', { timeout: 60_000 }, async (format, splits, labels) => {
    await fc.assert(
      fc.asyncProperty(pictures(splits, labels), (all) =>
        expectSame(format, all, { labels, emptiness: format === 'openimages' || format === 'cvat' }),
      ),
      { numRuns: 8 },
    );
  });
});
