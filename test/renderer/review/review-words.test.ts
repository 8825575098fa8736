import { describe, expect, test } from 'vitest';
import { chanceWords, decidedWords, errorsWords, summaryWords } from '../../../src/renderer/review/review-words.ts';

test('says how far a review is', () => {
  expect(decidedWords(32, 380)).toBe('32 of 412 decided');
});

describe('errors that remain', () => {
  test('are told with their interval, widened to whole numbers', () => {
    expect(errorsWords({ estimate: 130.4, low: 90.7, high: 169.2 }, 380)).toBe('about 130 of the 380 left are wrong (90 to 170)');
    expect(errorsWords({ estimate: 1.2, low: 0, high: 2.3 }, 5)).toBe('about 1 of the 5 left is wrong (0 to 3)');
  });

  test('are not known before enough were reviewed, and none where none is left', () => {
    expect(errorsWords(null, 380)).toBe('how many of those left are wrong is not known yet');
    expect(errorsWords(null, 0)).toBe('none is left');
  });
});

test.each([
  [0.934, '93%'],
  [0.0421, '4.2%'],
  [0.0004, '<0.1%'],
  [0, '0%'],
  [1, '100%'],
  [0.0996, '10%'],
  [null, '–'],
])('tells the probability %s as %s', (probability, words) => {
  expect(chanceWords(probability)).toBe(words);
});

test('sums up what was decided, and leaves out what there is none of', () => {
  expect(summaryWords({ kept: 12, relabeled: 30, unsure: 2, removed: 1 }, 45)).toBe(
    '12 labels kept, 30 changed, 2 unsure, 1 to be removed',
  );
  expect(summaryWords({ kept: 0, relabeled: 1, unsure: 0, removed: 0 }, 1)).toBe('1 label changed');
  expect(summaryWords({ kept: 1, relabeled: 0, unsure: 0, removed: 0 }, 9)).toBe(
    '1 label kept, 8 no longer what the query asks for',
  );
});
