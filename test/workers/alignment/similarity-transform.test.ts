import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../bench/million-rows.ts';
import type { Keypoints } from '../../../src/workers/alignment/keypoints.ts';
import { fitSimilarity, scaleOf, turnOf } from '../../../src/workers/alignment/similarity-transform.ts';

const places = (x: readonly number[], y: readonly number[]): Keypoints => ({
  count: x.length,
  x: Float32Array.from(x),
  y: Float32Array.from(y),
  descriptors: new Uint32Array(0),
});

/** `right` places moved by a known transform, then `wrong` ones that go anywhere. */
function made(right: number, wrong: number, seed: number) {
  const random = seededRandom(seed);
  const [scale, turn, dx, dy] = [0.6 + random(), (random() - 0.5) * 3, random() * 40, random() * 40];
  const [a, b] = [scale * Math.cos(turn), scale * Math.sin(turn)];
  const from = Array.from({ length: right + wrong }, () => [random() * 250, random() * 200] as const);
  const to = from.map(([x, y], k) =>
    k < right ? [a * x - b * y + dx + random() - 0.5, b * x + a * y + dy + random() - 0.5] : [random() * 250, random() * 200],
  );
  const column = (points: readonly (readonly number[])[], k: number): readonly number[] => points.map((point) => point[k] ?? 0);
  const all = from.map((_, k) => k);
  return {
    scale,
    turn,
    fitted: fitSimilarity(places(column(from, 0), column(from, 1)), places(column(to, 0), column(to, 1)), { a: all, b: all }),
  };
}

describe('a similarity transform', () => {
  it('is found among matches of which two thirds are wrong', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const { fitted, scale, turn } = made(20, 40, seed);
      expect(fitted?.inliers).toBeGreaterThanOrEqual(20);
      expect(scaleOf(fitted?.transform ?? { a: 0, b: 0, dx: 0, dy: 0 })).toBeCloseTo(scale, 1);
      expect(turnOf(fitted?.transform ?? { a: 0, b: 0, dx: 0, dy: 0 })).toBeCloseTo(turn, 1);
    }
  });

  it('is the same each time', () => {
    expect(made(12, 30, 9)).toEqual(made(12, 30, 9));
  });

  it('has few inliers where all matches are wrong', () => {
    for (const seed of [1, 2, 3, 4, 5]) expect(made(0, 40, seed).fitted?.inliers ?? 0).toBeLessThan(7);
  });

  it('is none of fewer than three matches, or of places that are all one', () => {
    expect(made(2, 0, 1).fitted).toBeNull();
    const one = places([5, 5, 5, 5], [7, 7, 7, 7]);
    expect(fitSimilarity(one, one, { a: [0, 1, 2, 3], b: [0, 1, 2, 3] })).toBeNull();
  });
});
