import { describe, expect, it } from 'vitest';
import { oddSizes } from '../../../src/workers/query/odd-sizes.ts';

const go = async (): Promise<void> => undefined;
const NO_CLASSES = (length: number): Uint32Array => new Uint32Array(length);
const below = (scores: Float32Array, cut: number): number[] => [...scores.keys()].filter((row) => (scores[row] ?? 1) < cut);

describe('odd sizes', () => {
  it('of photos scaled to one width are those far from the usual, not those of another shape', async () => {
    const shapes = [...Array(300).fill([400, 533]), ...Array(300).fill([400, 534]), ...Array(100).fill([400, 711]), [865, 400]];
    const sizes = Float64Array.from(shapes as [number, number][], ([width, height]) => Math.sqrt(width * height));
    const { scores, defaultCut } = await oddSizes(sizes, NO_CLASSES(sizes.length), 1, go);
    expect(defaultCut).toBe(0.5);
    expect(below(scores, defaultCut)).toEqual([700]);
  });

  it('are all others where every picture has one size', async () => {
    const sizes = Float64Array.from({ length: 50 }, (_, row) => (row === 7 ? 63 : 64));
    const { scores, defaultCut } = await oddSizes(sizes, NO_CLASSES(50), 1, go);
    expect(defaultCut).toBe(1);
    expect(below(scores, defaultCut)).toEqual([7]);
    expect(scores[7]).toBeCloseTo(1 - 1 / 64, 6);
  });

  it('are found within a class where they are usual among all, which one look at all sizes misses', async () => {
    const sizes = Float64Array.from({ length: 60 }, (_, row) => (row < 30 ? 100 : 500));
    sizes[5] = 500;
    const classes = Uint32Array.from({ length: 60 }, (_, row) => (row < 30 ? 1 : 2));
    const { scores, ofClass, defaultCut, defaultCutOfClass } = await oddSizes(sizes, classes, 3, go);
    expect(below(scores, defaultCut)).toEqual([]);
    expect(below(ofClass, Math.max(...[...defaultCutOfClass].filter((cut) => !Number.isNaN(cut))))).toEqual([5]);
  });

  it('leave out pictures whose size is not known, and classes of a few', async () => {
    const sizes = Float64Array.of(10, Number.NaN, 500, 10);
    const { scores, ofClass } = await oddSizes(sizes, Uint32Array.of(1, 1, 1, 1), 2, go);
    expect(scores[1]).toBeNaN();
    expect([...ofClass].every(Number.isNaN)).toBe(true);
  });
});
