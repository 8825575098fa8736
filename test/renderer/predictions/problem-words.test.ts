import { expect, it } from 'vitest';
import { matchText } from '../../../src/renderer/predictions/problem-words.ts';

const NONE = { exact: 0, normalized: 0, absolute: 0, suffix: 0, name: 0, stem: 0 };

it('says how the samples of rows were found', () => {
  const all = { rows: 10_000, samples: 10_000, matchedBy: { ...NONE, suffix: 10_000 }, problems: [] };
  expect(matchText(all)).toBe('10,000 of 10,000 rows are samples of this dataset: by the end of their path.');
  const some = { rows: 12, samples: 9, matchedBy: { ...NONE, exact: 7, name: 2 }, problems: [] };
  expect(matchText(some)).toBe('9 of 12 rows are samples of this dataset: 7 by their path, 2 by their file name.');
  expect(matchText({ ...some, samples: 0, matchedBy: NONE })).toBe('0 of 12 rows are samples of this dataset.');
});
