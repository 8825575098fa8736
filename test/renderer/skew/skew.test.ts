import { expect, it } from 'vitest';
import { markPlace, outline, sharesOf } from '../../../src/renderer/skew/score-shape.ts';
import { inBin, ofClassIn, sidesOf } from '../../../src/renderer/skew/skew-filters.ts';
import { formatP, isByChance, rowBeside, skewRows } from '../../../src/renderer/skew/skew-rows.ts';
import { DEFAULT_QUERY, type Filter } from '../../../src/shared/query.ts';
import { printQuery } from '../../../src/shared/query-print.ts';
import type { ScoreSkew, SkewReport } from '../../../src/shared/skew.ts';

const text = (of: readonly Filter[]): string => printQuery({ ...DEFAULT_QUERY, filter: { kind: 'and', of } });

const score = (given: Partial<ScoreSkew>): ScoreSkew => ({
  field: 'score.blurry',
  split: 'val',
  distance: 0.4,
  p: 0.01,
  median: 0.2,
  medianOfRest: 0.5,
  at: 0.3,
  upTo: 0.7,
  upToOfRest: 0.3,
  ...given,
});
const REPORT: SkewReport = {
  query: '',
  splits: [
    { name: 'train', samples: 10 },
    { name: 'val', samples: 5 },
  ],
  unsplit: 0,
  labels: { cramersV: 0.1, chiSquared: 1, degreesOfFreedom: 1, p: 0.3, farthest: [], classes: [] },
  scores: [score({}), score({ split: 'test', distance: 0.2 })],
  histograms: [
    {
      field: 'score.blurry',
      edges: [0, 0.5, 1],
      scale: 'linear',
      counts: [
        [1, 3],
        [0, 0],
      ],
    },
    { field: 'width', edges: [1, 2], scale: 'linear', counts: [[1], [1]] },
  ],
  embedding: {
    model: 'm',
    samples: 15,
    balancedAccuracy: 0.9,
    chance: 0.5,
    telling: [{ split: 'val', told: 1, ids: [3], paths: ['a'] }],
  },
};

it('ranks every difference by its effect, a field once, with its largest first', () => {
  const rows = skewRows(REPORT);
  expect(rows.map(({ key, split, effect }) => [key, split, Number(effect.toFixed(9))])).toEqual([
    ['embedding', 'val', 0.8],
    ['score.blurry', 'val', 0.4],
    ['labels', null, 0.1],
  ]);
  expect(rows[1]).toMatchObject({ kind: 'score', parts: [{ split: 'val' }, { split: 'test' }] });
  expect(rows.map(isByChance)).toEqual([false, false, true]);
  expect(rows.map(({ p }) => formatP(p))).toEqual(['–', '0.010', '0.300']);
  expect(rowBeside(rows, 'labels', 1)?.key).toBe('labels');
  expect(rowBeside(rows, null, 1)?.key).toBe('score.blurry');
});

it('asks for the samples of a bar, of a bin and of each side of a gap', () => {
  expect(text(ofClassIn('sea lion', 'val'))).toBe('split:val label:"sea lion"');
  const widths = { field: 'width', edges: [10, 20.5, 31] } as const;
  expect(text(inBin(widths, 0))).toBe('width>=10 width<21');
  expect(text(inBin(widths, 1))).toBe('width>=21 width<=31');
  const [own, others] = sidesOf(score({}));
  expect(text(own.clauses)).toBe('split:val score.blurry<=0.3');
  expect(own).toMatchObject({ share: 0.7, shareOfOthers: 0.3, isUpTo: true });
  expect(text(others.clauses)).toBe('-split:val is:split score.blurry>0.3');
  expect(others.share).toBeCloseTo(0.7, 9);
  const [above] = sidesOf(score({ upTo: 0.1, upToOfRest: 0.6 }));
  expect(text(above.clauses)).toBe('split:val score.blurry>0.3');
});

it('draws shares of each split, empty ones too', () => {
  expect(
    sharesOf([
      [1, 3],
      [0, 0],
    ]),
  ).toEqual([
    [0.25, 0.75],
    [0, 0],
  ]);
  expect(outline([0.25, 0.75], 0.75)).toBe('M0 1V0.6800H1V0.0400H2V1');
  expect(outline([0], 0)).toBe('M0 1V1.0000H1V1');
  expect(markPlace({ edges: [1, 10, 100], scale: 'log' }, 10)).toBeCloseTo(0.5, 9);
  expect(markPlace({ edges: [3, 3], scale: 'linear' }, 3)).toBe(0.5);
});
