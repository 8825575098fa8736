import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrange } from '../../../src/workers/arrange/arrange.ts';
import { type Arrangement, HOLE } from '../../../src/workers/arrange/calls.ts';
import { distancePreservation } from '../../../src/workers/arrange/distance-preservation.ts';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { randomColours } from './vectors.ts';

const colours = (count: number, seed = 1) => ({ vectors: randomColours(count, seed), dimensions: 3 });
const arranged = (count: number, { aspect = 1, seed = 1 } = {}): Arrangement =>
  atOnce(arrange({ ...colours(count, seed), aspect, seed }));
const samplesIn = (cells: Uint32Array): number[] => [...cells].filter((sample) => sample !== HOLE).sort((a, b) => a - b);

describe('an arranged grid', () => {
  test('of 32 × 32 random colours keeps distances as well as the authors’ own', () => {
    const qualities = [1, 2, 3, 4, 5].map((seed) => {
      const input = colours(1024, seed);
      return distancePreservation({ ...input, ...atOnce(arrange({ ...input, aspect: 1, seed })) }, 16);
    });
    expect(qualities.toSorted()[2]).toBeGreaterThan(0.945);
  });

  test('is the same for the same input and seed, and another for another seed', () => {
    const input = { ...colours(300), aspect: 1.5 };
    expect(atOnce(arrange({ ...input, seed: 7 }))).toEqual(atOnce(arrange({ ...input, seed: 7 })));
    expect(atOnce(arrange({ ...input, seed: 7 })).cells).not.toEqual(atOnce(arrange({ ...input, seed: 8 })).cells);
  });

  test('holds each sample once, in rows of which only the last is short, whatever their number and the aspect', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), fc.double({ min: 0.05, max: 20, noNaN: true }), (count, aspect) => {
        const { columns, rows, cells } = arranged(count, { aspect });
        expect(cells.length).toBe(columns * rows);
        expect(samplesIn(cells)).toEqual(Array.from({ length: count }, (_, k) => k));
        expect(cells.subarray(0, count).includes(HOLE)).toBe(false);
        expect(cells.length - count).toBeLessThan(columns);
      }),
      { numRuns: 60 },
    );
  });

  test.each([1, 2, 15])('of %i samples has levels up to one block', (count) => {
    const { levels } = arranged(count);
    expect(levels.at(-1)?.medoids.length).toBe(count === 1 ? undefined : 1);
  });

  test('of no samples is empty', () => {
    expect(arranged(0)).toEqual({ columns: 0, rows: 0, cells: new Uint32Array(0), levels: [] });
  });

  test('of samples that are all the same holds all of them', () => {
    const same = { vectors: new Float32Array(200 * 3).fill(0.5), dimensions: 3 };
    const { cells } = atOnce(arrange({ ...same, aspect: 1, seed: 1 }));
    expect(samplesIn(cells)).toHaveLength(200);
  });

  test('does not mind vectors that lie far from zero', () => {
    const input = colours(256);
    const far = { ...input, vectors: input.vectors.map((value) => value + 100_000) };
    const quality = distancePreservation({ ...input, ...atOnce(arrange({ ...far, aspect: 1, seed: 1 })) }, 16);
    expect(quality).toBeGreaterThan(0.9);
  });

  test('gives way often', () => {
    // What the process itself worked, so that a busy machine does not count.
    const workedMs = (): number => process.cpuUsage().user / 1000;
    let longest = 0;
    let last = workedMs();
    for (const share of arrange({ ...colours(20_000), aspect: 1, seed: 1 })) {
      longest = Math.max(longest, workedMs() - last);
      last = workedMs();
      if (share > 0.2) break;
    }
    expect(longest).toBeLessThan(50);
  });

  test('tells how much is done, never less than before', () => {
    const shares = [...arrange({ ...colours(500), aspect: 1, seed: 1 })];
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
  });
});
