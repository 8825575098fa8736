import { describe, expect, it } from 'vitest';
import { classDifferences, differenceMatrix, mcNemar, RUN_CHANGES } from '../../../src/shared/run-comparison.ts';
import { compareRuns } from '../../../src/workers/evaluation/compare-runs.ts';
import { bitsWhere } from '../../../src/workers/query/bits.ts';

const labels = Int32Array.of(0, 0, 1, 1, 0, -1, 1, 0);
const before = Int32Array.of(0, 1, 1, 0, 1, 0, -1, 0);
const after = Int32Array.of(0, 0, 2, 0, 2, 0, 1, 0);

describe('compareRuns', () => {
  it('says of each sample what became of it', () => {
    const { changes, counts } = compareRuns({ labels, before, after, rows: bitsWhere(8, (row) => row !== 7) }, 3);
    expect(Array.from(changes, (code) => RUN_CHANGES[code])).toEqual([
      'both-right',
      'better',
      'worse',
      'both-wrong',
      'changed',
      'not-compared',
      'not-compared',
      'not-compared',
    ]);
    expect(counts).toEqual({ 'both-right': 1, better: 1, worse: 1, 'both-wrong': 1, changed: 1, 'not-compared': 2 });
  });

  it('gives the differences of cells and of classes, over the samples compared', () => {
    const runs = compareRuns({ labels, before, after, rows: null }, 3);
    const difference = differenceMatrix(runs);
    expect([...difference]).toEqual([1, -2, 1, 0, 0, -1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(difference.reduce((sum, value) => sum + value, 0)).toBe(0);
    const [first, second, third] = classDifferences(runs);
    expect(first?.recall).toBeCloseTo(3 / 4 - 2 / 4, 12);
    expect(second?.recall).toBeCloseTo(0 - 1 / 2, 12);
    expect(third).toEqual({ precision: 0, recall: 0, f1: 0 });
  });

  it('finds no difference between a run and itself', () => {
    const { counts } = compareRuns({ labels, before, after: before, rows: null }, 3);
    expect(counts).toMatchObject({ better: 0, worse: 0, changed: 0 });
    expect(mcNemar(counts.better, counts.worse)).toEqual({ pValue: 1, chiSquare: 0 });
  });
});
