import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { previewPredictions } from '../../../src/main/predictions/preview-predictions.ts';
import { readPredictions } from '../../../src/main/predictions/read-predictions.ts';
import { WinnowError } from '../../../src/shared/errors.ts';
import { golden, goldenFile, lookupOf, signal, written } from './prediction-fixtures.ts';

const lookup = lookupOf(golden.paths, golden.classes);
const pathsOfFive = Buffer.from(golden.paths.join('\n'));
const COCO = [{ image_id: 'a/1.png', category_id: 'cat', bbox: [1, 2, 3, 4], score: 0.5 }];
const WHOLE: Readonly<Record<string, Buffer>> = {
  csv: Buffer.from('path,cat,dog,"sea lion"\na/1.png,.2,.3,.5\n"b/ünï.png",.1,.1,.8\n'),
  jsonl: Buffer.from('{"path":"a/1.png","probs":[0.2,0.3,0.5]}\n{"path":"a/2.png","probs":[0.1,0.1,0.8]}\n'),
  json: Buffer.from('[{"path":"a/1.png","pred":"cat"},{"path":"a/2.png","pred":"\\"dog"}]'),
  coco: Buffer.from(JSON.stringify([...COCO, ...COCO])),
  npy: readFileSync(goldenFile('floats-f4-fortran.npy')),
  text: readFileSync(goldenFile('text.npy')),
  'stored npz': readFileSync(goldenFile('stored.npz')),
  'deflated npz': readFileSync(goldenFile('deflated.npz')),
};

/** Reads it whole. @returns the error, or null; anything but a WinnowError is thrown on */
async function problemOf(bytes: Buffer): Promise<WinnowError | null> {
  const source = { file: written('a.bin', bytes), pathsFile: null as string | null };
  if (bytes.subarray(0, 6).toString('latin1') === '\x93NUMPY') source.pathsFile = written('paths.txt', pathsOfFive);
  try {
    const { mapping, needs, format } = await previewPredictions(source, lookup, { signal });
    if (needs.length === 0 && format !== 'coco') await readPredictions(source, mapping, lookup, { signal });
    return null;
  } catch (error) {
    if (error instanceof WinnowError) return error;
    throw error;
  }
}

interface Damage {
  readonly end: number;
  readonly changes: readonly (readonly [at: number, byte: number])[];
}

function damaged(whole: Buffer, { end, changes }: Damage): Buffer {
  const bytes = Buffer.from(whole.subarray(0, Math.ceil(end * whole.length)));
  for (const [at, byte] of changes) if (bytes.length > 0) bytes[Math.floor(at * bytes.length)] = byte;
  return bytes;
}

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const damage: fc.Arbitrary<Damage> = fc.record({
  end: fc.oneof(fc.constant(1), share),
  changes: fc.array(fc.tuple(share, fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
});

describe('a damaged file is read, or refused with a reason', () => {
  test.each(Object.keys(WHOLE))('%s', async (format) => {
    const whole = WHOLE[format] ?? Buffer.alloc(0);
    expect(await problemOf(whole)).toBeNull();
    await fc.assert(
      fc.asyncProperty(damage, async (one) => {
        const problem = await problemOf(damaged(whole, one));
        if (problem !== null) expect(problem.code).toBe('bad_predictions');
      }),
      { numRuns: 40 },
    );
  });

  // Each takes a thread.
  test('parquet', { timeout: 120_000 }, async () => {
    const whole = readFileSync(goldenFile('snappy.parquet'));
    expect(await problemOf(whole)).toBeNull();
    await fc.assert(
      fc.asyncProperty(damage, async (one) => {
        const problem = await problemOf(damaged(whole, one));
        if (problem !== null) expect(problem.code).toBe('bad_predictions');
      }),
      { numRuns: 12 },
    );
  });
});
