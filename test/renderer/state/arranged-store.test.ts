import { describe, expect, test } from 'vitest';
import { hasOthers, keptAspect, roundAspect } from '../../../src/renderer/state/arranged-store.ts';
import { DEFAULT_QUERY } from '../../../src/shared/query.ts';

describe('what is arranged anew', () => {
  const answer = (ids: readonly number[]) => ({ ids: Uint32Array.from(ids), answered: DEFAULT_QUERY });

  test('is another answer, not the same one again', () => {
    expect(hasOthers(answer([1, 2]), answer([1, 2]))).toBe(false);
    expect(hasOthers(answer([1, 2]), answer([1, 3]))).toBe(true);
    expect(hasOthers(answer([1]), answer([1, 2]))).toBe(true);
    expect(hasOthers(answer([]), { ids: new Uint32Array(0), answered: null })).toBe(true);
    expect(hasOthers({ ids: new Uint32Array(1), answered: null }, answer([1]))).toBe(false);
  });

  test('has one of few shapes', () => {
    const ratios = Array.from({ length: 100 }, (_, k) => 0.5 + k / 50);
    expect(new Set(ratios.map(roundAspect)).size).toBeLessThan(10);
    for (const ratio of ratios) expect(Math.abs(Math.log2(roundAspect(ratio) / ratio))).toBeLessThan(0.17);
    expect([roundAspect(Number.NaN), roundAspect(0), roundAspect(1000)]).toEqual([1, 1, 4]);
  });

  test('keeps its shape while it about fits the view', () => {
    expect(keptAspect(null, 1.6)).toBe(roundAspect(1.6));
    expect(keptAspect(1, 1.5)).toBe(1);
    expect(keptAspect(1, 2)).toBe(2);
  });
});
