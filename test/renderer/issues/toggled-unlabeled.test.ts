import { expect, it } from 'vitest';
import { toggledUnlabeled } from '../../../src/renderer/issues/toggled-unlabeled.ts';
import { parseQuery } from '../../../src/shared/query-language.ts';
import { printQuery } from '../../../src/shared/query-print.ts';

it.each([
  ['split:test', 'split:test is:unlabeled'],
  ['label:hat split:test', 'split:test is:unlabeled'],
  ['split:test is:unlabeled', 'split:test'],
])('%s becomes %s', (before, after) => {
  const parsed = parseQuery(before);
  expect(parsed.ok && printQuery(toggledUnlabeled(parsed.query))).toBe(after);
});
