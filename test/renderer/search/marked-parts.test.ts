import fc from 'fast-check';
import { expect, it } from 'vitest';
import { markedParts } from '../../../src/renderer/search/marked-parts.ts';
import { syntaxOf } from '../../../src/shared/query-syntax.ts';

const wrongIn = (text: string, start: number, end: number): string =>
  markedParts(syntaxOf(text), { start, end })
    .filter(({ isWrong }) => isWrong)
    .map((part) => part.text)
    .join('');

it('marks what is wrong across parts, and a space behind the text where something is missing', () => {
  expect(wrongIn('label:cat width:x', 10, 17)).toBe('width:x');
  expect(wrongIn('label:cat', 2, 7)).toBe('bel:c');
  expect(wrongIn('label:', 6, 6)).toBe(' ');
  expect(markedParts(syntaxOf('cat'), null)).toEqual([{ kind: 'word', start: 0, text: 'cat', isWrong: false }]);
});

it('cuts no letter off', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(20), fc.nat(20), (text, start, length) => {
      const parts = markedParts(syntaxOf(text), { start, end: start + length });
      expect(
        parts
          .map((part) => part.text)
          .join('')
          .slice(0, text.length),
      ).toBe(text);
      expect(wrongIn(text, start, start + length).trim()).toBe(text.slice(start, Math.max(start + length, start + 1)).trim());
    }),
  );
});
