import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BoxPlace, PictureFrame } from '../../../src/shared/box.ts';
import type { ExportFormat } from '../../../src/shared/export.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import { addBoxes, type TestBox } from './add-boxes.ts';
import { exportTo, makeDataset } from './export-fixture.ts';
import { readBack } from './read-back.ts';

/** Stems of files, and names of classes: what file systems, tables, XML, YAML and shells stumble over. */
const NASTY = [
  ...[
    'a',
    'A',
    'cat',
    'Cat',
    'it\'s "quoted"',
    'a, b; c',
    'hash # tag',
    '- dash',
    '{x: [y]}',
    '100% & <b>',
    'null',
    'no',
    '1e3',
    '007',
  ],
  ...[
    'ünï cødé',
    'e\u0301',
    '\u00e9',
    '日本語',
    '🐈‍⬛',
    'two  spaces',
    "'",
    '"',
    '~',
    'x'.repeat(120),
    '-1',
    'train',
    'a:b|c?*',
    'back\\slash',
    'line\nbreak',
  ],
] as const;
const SPLITS = ['train', 'val', 'test', 'fold 1', 'ünï', 'a&b', null] as const;

const frame = fc.record({
  width: fc.integer({ min: 1, max: 5000 }),
  height: fc.integer({ min: 1, max: 5000 }),
  orientation: fc.integer({ min: 1, max: 8 }),
});
/** Shares of the picture: ordinary, of no area, outside, tiny and huge. */
const share = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1, -0.25, 1.5, 1e-7, 3));
const box = fc.record({ class: fc.constantFrom(...NASTY), at: fc.tuple(share, share, share, share) });
const sample = fc.record({
  name: fc.constantFrom(...NASTY),
  folder: fc.constantFrom<string>('', 'sub/', 'Sub/', 'images/', 'labels/deep/'),
  extension: fc.constantFrom('.jpg', '.png', '.JPG'),
  split: fc.constantFrom(...SPLITS),
  frame,
  boxes: fc.option(fc.array(box, { maxLength: 4 }), { nil: null }),
  isUpright: fc.boolean(),
});
type Sample = typeof sample extends fc.Arbitrary<infer T> ? T : never;

const pathOf = ({ folder, name, extension }: Sample): string => `${folder}${name.replaceAll('/', '_')}${extension}`;
/** Something must be to export. */
const dataset = fc
  .tuple(
    fc.uniqueArray(sample, { selector: pathOf, maxLength: 8 }),
    sample.map((one): Sample => ({ ...one, folder: 'first/', boxes: [{ class: 'cat', at: [0.1, 0.1, 0.4, 0.4] }] })),
  )
  .map(([some, first]) => [first, ...some]);

/** In pixels: how far a box may be from what it was. */
const PRECISION: Readonly<Record<string, (frame: PictureFrame) => number>> = {
  coco: () => 1e-9,
  yolo: ({ width, height }) => 1e-6 * Math.max(width, height),
  voc: () => 1,
};

describe.each(['coco', 'yolo', 'voc'] as const satisfies readonly ExportFormat[])(
  'a dataset that goes out as %s and is read again',
  (format) => {
    it('has the same samples, splits, classes in their order, and boxes to the precision of the format', async () => {
      await fc.assert(
        fc.asyncProperty(dataset, async (samples) => {
          const folder = tempFolder();
          const fixture = makeDataset(
            join(folder, 'photos'),
            samples.map((one) => ({ path: pathOf(one), split: one.split })),
          );
          try {
            const resize = fixture.db.prepare('UPDATE sample SET width = ?, height = ?, orientation = ? WHERE id = ?');
            for (const [at, one] of samples.entries()) {
              resize.run(one.frame.width, one.frame.height, one.frame.orientation, fixture.ids[at]);
            }
            const annotated = samples.flatMap(({ boxes, frame: of, isUpright }, at) =>
              boxes === null ? [] : [{ id: fixture.ids[at] ?? 0, boxes: boxes.map((one) => placed(one, of)), isUpright }],
            );
            addBoxes(fixture.db, new Map(annotated.map(({ id, boxes }) => [id, boxes])));
            const turn = fixture.db.prepare('UPDATE annotated SET is_upright = ? WHERE sample_id = ?');
            for (const { id, isUpright } of annotated) turn.run(Number(isUpright), id);
            const out = join(folder, 'out');
            const { boxes } = await exportTo(fixture, { out, format });
            const frames = new Map(samples.map((one) => [pathOf(one), one.frame]));
            const back = await readBack(out, (source) => frames.get(source) ?? null);
            expect(back.summaries.flatMap(({ problems }) => problems)).toEqual([]);
            if (format !== 'voc') expect(back.summaries[0]?.classes).toEqual(boxes?.classes);
            expect([...back.samples.keys()].sort()).toEqual(samples.map(pathOf).sort());
            for (const one of samples) {
              const read = back.samples.get(pathOf(one));
              expect([pathOf(one), read?.split ?? null]).toEqual([pathOf(one), one.split]);
              const wanted = one.boxes?.map((given) => placed(given, one.frame)) ?? null;
              expect(read?.boxes?.map((found) => found.class) ?? null).toEqual(wanted?.map((given) => given.class) ?? null);
              const slack = PRECISION[format]?.(one.frame) ?? 0;
              for (const [n, given] of (wanted ?? []).entries()) expectSame(read?.boxes?.[n]?.place, given.place, slack);
            }
          } finally {
            fixture.index.close();
          }
        }),
        { numRuns: 12 },
      );
    });
  },
);

function placed(
  { class: name, at: [x, y, w, h] }: { class: string; at: [number, number, number, number] },
  of: PictureFrame,
): TestBox {
  return { class: name, place: [x * of.width, y * of.height, w * of.width, h * of.height] };
}

/** By corners: what VOC writes. */
function expectSame(found: BoxPlace | undefined, [left, top, width, height]: BoxPlace, slack: number): void {
  const [x = Number.NaN, y = Number.NaN, w = Number.NaN, h = Number.NaN] = found ?? [];
  const differences = [x - left, y - top, x + w - left - width, y + h - top - height];
  expect(Math.max(...differences.map(Math.abs))).toBeLessThanOrEqual(slack + 1e-6);
}
