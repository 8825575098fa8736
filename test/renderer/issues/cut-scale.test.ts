import { describe, expect, it } from 'vitest';
import { cutAfterKey, scoreBars, validCut } from '../../../src/renderer/issues/cut-scale.ts';

describe('scoreBars', () => {
  it('shows one sample beside a hundred thousand, and nothing where nothing is', () => {
    const bars = scoreBars({ edges: [0, 0.25, 0.5, 0.75, 1], counts: [1, 0, 100_000, 10] });
    expect(bars.map(({ from, to }) => [from, to])).toEqual([
      [0, 0.25],
      [0.5, 0.75],
      [0.75, 1],
    ]);
    expect(bars[0]?.height).toBeCloseTo(0.06, 2);
    expect(bars[1]?.height).toBe(1);
    expect(bars[2]?.height).toBeCloseTo(Math.log(11) / Math.log(100_001));
  });

  it('leaves a bar that can be seen of a bin without width', () => {
    expect(scoreBars({ edges: [1, 1], counts: [5] })).toEqual([{ from: 1, to: 1.004, height: 1 }]);
  });
});

describe('cutAfterKey', () => {
  const press = (key: string, cut: number, shiftKey = false) => cutAfterKey({ key, shiftKey }, cut);

  it('moves by a hundredth, with Shift by a tenth, and stays within 0 and 1', () => {
    expect([press('ArrowRight', 0.29), press('ArrowLeft', 0.29), press('ArrowUp', 0.29, true)]).toEqual([0.3, 0.28, 0.39]);
    expect([press('ArrowLeft', 0.004), press('ArrowRight', 0.95, true)]).toEqual([0, 1]);
  });

  it('knows the ends, the default, and keys that are not its own', () => {
    expect([press('Home', 0.3), press('End', 0.3), press('Delete', 0.3)]).toEqual([0, 1, null]);
    expect([press('a', 0.3), press('Tab', 0.3)]).toEqual([undefined, undefined]);
  });
});

it('a cut is a thousandth at the finest', () => {
  expect([validCut(0.12345), validCut(-2), validCut(1.2), validCut(0.1 + 0.2)]).toEqual([0.123, 0, 1, 0.3]);
});
