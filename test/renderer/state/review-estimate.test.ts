import { describe, expect, test } from 'vitest';
import { estimateErrors, standingVerdicts, type Verdict } from '../../../src/renderer/state/review-estimate.ts';

const verdict = (id: number, isWrong: boolean, selfConfidence = 0.1): Verdict => ({ id, isWrong, selfConfidence });

describe('errors that remain', () => {
  test('are not known before twenty verdicts', () => {
    const verdicts = Array.from({ length: 19 }, (_, id) => verdict(id, true));
    expect(estimateErrors([0.1, 0.2], verdicts)).toBeNull();
    expect(estimateErrors([0.1, 0.2], [...verdicts, verdict(19, true)])).not.toBeNull();
  });

  test('are as many as those reviewed suggest', () => {
    const left = Array.from({ length: 400 }, (_, place) => (place + 0.5) / 1000);
    const shares = [0.25, 0.75].map((share) => {
      const verdicts = Array.from({ length: 100 }, (_, id) => verdict(id, id % 4 < share * 4, (id + 0.5) / 250));
      const { estimate, low, high } = estimateErrors(left, verdicts)!;
      expect(low).toBeLessThan(estimate);
      expect(high).toBeGreaterThan(estimate);
      expect(low / 400).toBeLessThan(share);
      expect(high / 400).toBeGreaterThan(share);
      return estimate / 400;
    });
    expect(shares[0]).toBeCloseTo(0.25, 1);
    expect(shares[1]).toBeCloseTo(0.75, 1);
  });

  test('are none where none is left', () => {
    expect(
      estimateErrors(
        [],
        Array.from({ length: 30 }, (_, id) => verdict(id, true)),
      )?.estimate,
    ).toBe(0);
  });
});

test('verdicts that were taken back elsewhere stand no more', () => {
  const verdicts = [verdict(1, false), verdict(2, false), verdict(3, true), verdict(4, true), verdict(5, false)];
  const standing = standingVerdicts(verdicts, new Set([2]), new Set([3, 5]));
  expect(standing.map(({ id }) => id)).toEqual([1, 3]);
});
