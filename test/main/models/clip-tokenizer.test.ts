import { describe, expect, test } from 'vitest';
import { createClipTokenizer } from '../../../src/main/models/clip-tokenizer.ts';
import { CLIP_GOLDEN, clipMerges } from './clip-merges.ts';

const { length, cases } = CLIP_GOLDEN;
const tokenizer = createClipTokenizer(clipMerges());
const [START, END] = [49_406, 49_407];

describe('the ids of the reference implementation', () => {
  test.each(cases)('$text', ({ text, tokens }) => {
    const found = tokenizer.tokens(text, length);
    expect([...found.subarray(0, tokens.length)]).toEqual(tokens);
    expect([...found.subarray(tokens.length)]).toEqual(Array(length - tokens.length).fill(END));
  });
});

test('the ids that are published', () => {
  expect([...tokenizer.tokens('a photo of a cat', 77).subarray(0, 7)]).toEqual([START, 320, 1125, 539, 320, 2368, END]);
});

test('text is cut so that the end still fits', () => {
  expect([...tokenizer.tokens('a photo of a cat', 5)]).toEqual([START, 320, 1125, 539, END]);
  expect([...tokenizer.tokens('', 3)]).toEqual([START, END, END]);
});

test('the same word twice has the same ids, composed or not', () => {
  const composed = tokenizer.tokens('caf\u00e9 caf\u00e9', 77);
  expect(composed).toEqual(tokenizer.tokens('cafe\u0301  CAFE\u0301', 77));
  expect([...composed.subarray(0, 4)]).toEqual([START, 15_304, 15_304, END]);
});

test('what is no list of pairs is refused', () => {
  expect(() => createClipTokenizer('#version: 0.2\n<html>\n')).toThrow('Line 1 of the merges is no pair: "<html>"');
});
