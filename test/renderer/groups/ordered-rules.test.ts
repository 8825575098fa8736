import { expect, it } from 'vitest';
import { allRules, rulesSentence, withRuleAt, withRuleToggled } from '../../../src/renderer/groups/ordered-rules.ts';
import { DEFAULT_KEEP_RULES, KEEP_RULES } from '../../../src/shared/keep-best.ts';

it('lists those that count first, and then the others', () => {
  expect(allRules(['path', 'oldest'])).toEqual(['path', 'oldest', 'resolution', 'file-size', 'has-label']);
  expect(new Set(allRules([]))).toEqual(new Set(KEEP_RULES));
});

it('moves a rule up and down, never past the ends', () => {
  expect(withRuleAt(DEFAULT_KEEP_RULES, 'path', 0)).toEqual(['path', 'resolution', 'file-size', 'has-label']);
  expect(withRuleAt(DEFAULT_KEEP_RULES, 'resolution', 1)).toEqual(['file-size', 'resolution', 'has-label', 'path']);
  expect(withRuleAt(DEFAULT_KEEP_RULES, 'resolution', 9)).toEqual(['file-size', 'has-label', 'path', 'resolution']);
  expect(withRuleAt(DEFAULT_KEEP_RULES, 'resolution', -1)).toEqual(DEFAULT_KEEP_RULES);
});

it('lets a rule count no more, and last again', () => {
  const without = withRuleToggled(DEFAULT_KEEP_RULES, 'resolution');
  expect(without).toEqual(['file-size', 'has-label', 'path']);
  expect(withRuleToggled(without, 'resolution')).toEqual(['file-size', 'has-label', 'path', 'resolution']);
});

it('says what is kept', () => {
  expect(rulesSentence(['resolution', 'oldest'])).toBe('the larger resolution, then the older file');
  expect(rulesSentence([])).toBe('the one found first');
});
