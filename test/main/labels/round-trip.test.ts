import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExportFormat } from '../../../src/shared/export.ts';
import { hasImageName } from '../../../src/workers/scan/is-image-file.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import { addBoxes, type TestBox } from '../exporters/add-boxes.ts';
import { exportTo, filesIn, makeDataset, manifestOf } from '../exporters/export-fixture.ts';
import { readAllLabels, withSamples } from './labelled-dataset.ts';

const nasty = fc
  .oneof(
    fc.constantFrom(
      '=1+1',
      'a,b',
      'say "hi"',
      'line\nbreak',
      'naïve 猫 🐈',
      '  x  ',
      "o'clock",
      '007',
      '-',
      '@x',
      'x;y',
      'tail.',
      'é',
    ),
    fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
    fc.constant('long '.repeat(30)),
  )
  .map((text) => text.replaceAll(/[/\\\0]/g, '_'));
const className = nasty.map((text) => text.trim()).filter((text) => text !== '');
const edge = fc.constantFrom(0, 0.5, 1, 12.25, 320);
const box = fc.record({ class: className, place: fc.tuple(edge, edge, edge, fc.constantFrom(0, 0.25, 160)) });
const sample = fc.record({
  name: nasty,
  label: fc.option(className),
  split: fc.constantFrom('train', 'val', 'test'),
  boxes: fc.option(fc.array(box, { maxLength: 3 })),
});
type Sample = typeof sample extends fc.Arbitrary<infer T> ? T : never;

interface Known {
  readonly label: string | null;
  readonly split: string | null;
  readonly boxes: readonly (readonly [string, ...number[]])[];
}

/** Exports samples, reads the export as a new dataset, and says what both know of each, by its path in the first. */
async function thereAndBack(
  format: ExportFormat,
  samples: readonly Sample[],
): Promise<{ before: Map<string, Known>; after: Map<string, Known> }> {
  const folder = tempFolder();
  const rows = samples.map(({ name, label, split }, at) => ({ path: `${at % 2}/${at}${name}.jpg`, label, split }));
  const fixture = makeDataset(join(folder, 'photos'), rows);
  const boxes = new Map<number, readonly TestBox[]>();
  for (const [at, one] of samples.entries()) if (one.boxes !== null) boxes.set(fixture.ids[at] ?? 0, one.boxes);
  addBoxes(fixture.db, boxes);
  const out = join(folder, 'out');
  await exportTo(fixture, { out, format });
  const sourceOf = new Map(manifestOf(out).map(({ path, source }) => [path, source]));
  fixture.index.close();
  const before = new Map(rows.map(({ path, label, split }, at) => [path, known(label, split, samples[at]?.boxes ?? [])]));
  const after = new Map<string, Known>();
  await withSamples(out, filesIn(out).filter(hasImageName), async (dataset) => {
    await readAllLabels(dataset);
    const found = dataset.read
      .prepare<[], [string, string | null, string | null, string]>(`
        SELECT path, class.name, split.name, (SELECT json_group_array(json_array(name, x, y, given_box.width, given_box.height))
          FROM given_box JOIN class ON class.id = given_box.class_id WHERE sample_id = sample.id)
        FROM sample LEFT JOIN class ON class.id = class_id LEFT JOIN split ON split.id = split_id`)
      .raw()
      .all();
    for (const [path, label, split, list] of found) {
      const read = (JSON.parse(list) as [string, number, number, number, number][]).map(([name, x, y, w, h]) => ({
        class: name,
        place: [x, y, w, h] as [number, number, number, number],
      }));
      after.set(sourceOf.get(path) ?? path, known(label, split, read));
    }
  });
  rmSync(folder, { recursive: true });
  return { before, after };
}

const known = (label: string | null, split: string | null, boxes: readonly TestBox[]): Known => ({
  label,
  split,
  boxes: boxes.map(({ class: name, place }) => [name, ...place.map((value) => Math.round(value * 1e6) / 1e6)] as const),
});

describe.each(['csv', 'jsonl', 'huggingface', 'fiftyone'] as const)('an export as %s', (format) => {
  it('read as a dataset says the same classes, splits and boxes of the same files', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(sample, { minLength: 1, maxLength: 6 }), async (drawn) => {
        // FiftyOne's datasets are of boxes or of classes.
        const hasBoxes = drawn.some(({ boxes }) => (boxes ?? []).length > 0);
        const samples = format === 'fiftyone' && hasBoxes ? drawn.map((one) => ({ ...one, label: null })) : drawn;
        const { before, after } = await thereAndBack(format, samples);
        expect(after).toEqual(before);
      }),
      { numRuns: 3, seed: 6 },
    );
  });
});
