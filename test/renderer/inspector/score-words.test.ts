import { expect, test } from 'vitest';
import { belowWords, longBelowWords } from '../../../src/renderer/inspector/score-words.ts';

test('a share is rounded, but never to none or all of the others where it is not', () => {
  expect(belowWords(0, 1000)).toBe('0%');
  expect(belowWords(1, 1000)).toBe('< 1%');
  expect(belowWords(500, 1001)).toBe('50%');
  expect(belowWords(997, 1000)).toBe('> 99%');
  expect(belowWords(999, 1000)).toBe('100%');
  expect(belowWords(0, 1)).toBe('0%');
});

test('in words', () => {
  expect(longBelowWords(0, 3)).toBe('none of 2 other samples has less');
  expect(longBelowWords(2, 3)).toBe('all 2 other samples have less');
  expect(longBelowWords(1, 3)).toBe('50% of 2 other samples have less');
});
