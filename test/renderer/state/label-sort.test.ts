import { expect, it } from 'vitest';
import { PREDICTION_SORTS } from '../../../src/renderer/search/sort-options.ts';
import { canSortBy, isLabelSort, labelSort, type RunNumbers } from '../../../src/renderer/state/label-sort.ts';

const run = (has: string): RunNumbers => ({
  hasProbabilities: has.includes('p'),
  hasConfidence: has.includes('c'),
  hasInfluence: has.includes('i'),
});

it.each([
  ['pc', 'doubt', 'score.normalized-margin'],
  ['pc', 'gain', 'score.normalized-margin'],
  ['pci', 'doubt', 'score.normalized-margin'],
  ['pci', 'gain', 'score.expected-gain'],
  ['c', 'doubt', 'score.mistakenness'],
  ['c', 'gain', 'score.mistakenness'],
  ['', 'doubt', 'path'],
] as const)('a run that has "%s" orders suspects by %s: %s', (has, order, field) => {
  const sort = labelSort(run(has), 'normalized_margin', order);
  expect(sort.field).toBe(field);
  // The worst first.
  expect(sort.descending).toBe(field === 'score.expected-gain' || field === 'score.mistakenness');
  expect(isLabelSort(sort)).toBe(field === 'score.normalized-margin' || field === 'score.mistakenness');
  expect(field === 'path' || canSortBy(run(has), field)).toBe(true);
});

it('the other ranking is by the probability of the label', () => {
  expect(labelSort(run('pc'), 'self_confidence')).toEqual({ field: 'score.self-confidence', descending: false });
});

it('offers what a run can say only', () => {
  const offered = (has: string): string =>
    PREDICTION_SORTS.filter(({ field }) => canSortBy(run(has), field))
      .map(({ field }) => field)
      .join(' ');
  expect(offered('')).toBe('prediction confidence');
  expect(offered('c')).toBe('prediction confidence score.mistakenness');
  expect(offered('pc').split(' ')).toHaveLength(PREDICTION_SORTS.length - 1);
  expect(offered('pci').split(' ')).toHaveLength(PREDICTION_SORTS.length);
});
