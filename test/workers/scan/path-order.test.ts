import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePaths } from '../../../src/workers/scan/path-order.ts';

const character = fc.oneof(
  fc.constantFrom(
    'a',
    'b',
    '/',
    '.',
    '\0',
    '\u007f',
    '\u0080',
    '\ud7ff',
    '\ue000',
    '\uef80',
    '\uffff',
    '\u{10000}',
    '\u{1f600}',
    '\u{10ffff}',
  ),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }).filter((text) => text.isWellFormed()),
);
const path = fc.array(character, { maxLength: 6 }).map((characters) => characters.join(''));

describe('order of paths', () => {
  it('is that of their UTF-8 bytes', () => {
    fc.assert(
      fc.property(path, path, (a, b) => {
        expect(Math.sign(comparePaths(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
      { numRuns: 5000 },
    );
  });
});
