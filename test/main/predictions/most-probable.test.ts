import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeProbabilities } from '../../../src/main/predictions/make-probabilities.ts';
import { mostProbable } from '../../../src/main/predictions/most-probable.ts';

const { signal } = new AbortController();
const CLASSES = ['a', 'b', 'c'];

describe('a run made of probabilities', () => {
  it('has the most probable class of each sample, the first of several, and no rows that are missing or unwanted', async () => {
    const values = Float32Array.of(0.25, 0.5, 0.25, Number.NaN, 0, 0, 0.5, 0, 0.5, 0.125, 0.125, 0.75);
    const run = await mostProbable({ classes: CLASSES, ids: Uint32Array.of(2, 3, 5, 8), values }, new Set([2]), signal);
    expect(run).toEqual({
      classes: CLASSES,
      ids: Uint32Array.of(2, 8),
      predicted: Int32Array.of(1, 2),
      confidence: Float32Array.of(0.5, 0.75),
      probabilities: Float32Array.of(0.25, 0.5, 0.25, 0.125, 0.125, 0.75),
    });
    const tie = await mostProbable(
      { classes: CLASSES, ids: Uint32Array.of(1), values: Float32Array.of(0.5, 0, 0.5) },
      new Set(),
      signal,
    );
    expect([...tie.predicted]).toEqual([0]);
  });
});

describe('what a model gave', () => {
  it('is left as it is where all of it may be a probability', async () => {
    const values = Float32Array.of(0, 1, 0.25, 0.75, 0.9, 0.9);
    expect(await makeProbabilities(values, 2, signal)).toMatchObject({ from: 'probabilities', values });
    expect(values).toEqual(Float32Array.of(0, 1, 0.25, 0.75, 0.9, 0.9));
  });

  it('is that of the second of two classes where it is one number, a probability or a logit', async () => {
    expect(await makeProbabilities(Float32Array.of(0, 0.25, 1), 1, signal)).toEqual({
      from: 'probabilities',
      values: Float32Array.of(1, 0, 0.75, 0.25, 0, 1),
    });
    const { from, values } = await makeProbabilities(Float32Array.of(2, 0, -80), 1, signal);
    expect(from).toBe('logits');
    const sigmoid = [2, 0, -80].map((logit) => 1 / (1 + Math.exp(-logit)));
    for (const [row, of] of sigmoid.entries()) {
      expect(values[row * 2 + 1]).toBeCloseTo(of, 6);
      expect(values[row * 2]).toBeCloseTo(1 - of, 6);
    }
  });

  it('else becomes probabilities of the same order that sum to 1, however large', async () => {
    const row = fc.array(fc.float({ min: -1000, max: 1000, noNaN: true }), { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), async (rows) => {
        const values = Float32Array.from([2, -1, 0, ...rows.flat()]);
        expect(await makeProbabilities(values, 3, signal)).toMatchObject({ from: 'logits', values });
        rows.forEach((logits, n) => {
          const made = values.subarray((n + 1) * 3, (n + 2) * 3);
          expect(made.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
          expect(made[logits.indexOf(Math.max(...logits))]).toBe(Math.max(...made));
        });
      }),
    );
  });
});
