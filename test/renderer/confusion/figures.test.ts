import { describe, expect, it } from 'vitest';
import { classRows, sortAfter, sortedRows } from '../../../src/renderer/confusion/class-rows.ts';
import { chanceWords, changeRows } from '../../../src/renderer/confusion/comparison-words.ts';
import { atThreshold, middleThreshold } from '../../../src/renderer/confusion/threshold.ts';
import { confusionMetrics } from '../../../src/shared/class-metrics.ts';
import { DEFAULT_QUERY } from '../../../src/shared/query.ts';
import { allOf } from '../../../src/shared/query-normal.ts';
import { printQuery } from '../../../src/shared/query-print.ts';

const COUNTS = { 'not-compared': 0, 'both-right': 70, better: 12, worse: 3, 'both-wrong': 5, changed: 2 };

describe('figures beside a matrix', () => {
  it('sort classes by any column, the worst first, and leave out those that do not occur', () => {
    const metrics = confusionMetrics({ classes: 3, counts: Uint32Array.of(8, 2, 0, 0, 1, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) });
    const rows = classRows(['cat', 'dog', 'unseen'], metrics, null);
    expect(rows.map(({ name }) => name)).toEqual(['cat', 'dog']);
    const byF1 = sortAfter({ column: 'name', descending: false }, 'f1');
    expect(byF1).toEqual({ column: 'f1', descending: false });
    expect(sortedRows(rows, byF1).map(({ name }) => name)).toEqual(['dog', 'cat']);
    expect(sortedRows(rows, sortAfter(byF1, 'f1')).map(({ name }) => name)).toEqual(['cat', 'dog']);
    expect(sortAfter(byF1, 'support').descending).toBe(true);
  });

  it('ask for what became better and worse in words that the search box reads', () => {
    const [better, worse, bothWrong] = changeRows(COUNTS, 'old run');
    const text = (clauses: Parameters<typeof allOf>[0]): string => printQuery({ ...DEFAULT_QUERY, filter: allOf(clauses) });
    expect(better).toMatchObject({ count: 12 });
    expect(text(better!.clauses)).toBe('is:correct (run:"old run" is:wrong)');
    expect(text(worse!.clauses)).toBe('is:wrong (run:"old run" is:correct)');
    expect(bothWrong).toMatchObject({ count: 7 });
  });

  it.each([
    [0.0002, 'chance would hardly do that (McNemar’s test, p < 0.001)'],
    [0.035, '“new run” is probably better (McNemar’s test, p = 0.035)'],
    [0.4, 'that may well be chance'],
  ])('say what p = %d means', (pValue, words) => expect(chanceWords(COUNTS, pValue, 'new run')).toContain(words));

  it('say so where nothing differs', () => {
    expect(chanceWords({ ...COUNTS, better: 0, worse: 0 }, 1, 'new run')).toContain('the same samples');
  });

  it('find the point of a curve at a threshold', () => {
    const points = [
      { threshold: 0.9, precision: 1, recall: 0.2 },
      { threshold: 0.6, precision: 0.9, recall: 0.5 },
      { threshold: 0.1, precision: 0.5, recall: 1 },
    ];
    expect(atThreshold(points, 0.95)).toBeNull();
    expect(atThreshold(points, 0.6)).toBe(points[1]);
    expect(atThreshold(points, 0.2)).toBe(points[1]);
    expect(atThreshold(points, 0)).toBe(points[2]);
    expect(middleThreshold(points)).toBe(0.5);
    expect(middleThreshold([{ threshold: 0.3, precision: 0.9, recall: 0.5 }])).toBe(0.3);
  });
});
