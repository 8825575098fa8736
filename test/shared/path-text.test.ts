import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfText, hasCarriedBytes, textOfBytes } from '../../src/shared/path-text.ts';

const bytesOf = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);

/** Bytes that are likely to sit at the edges of UTF-8 and of the carried range. */
const trickyBytes = fc
  .array(fc.oneof(fc.constantFrom(0x2f, 0x41, 0x80, 0xbe, 0xbf, 0xc3, 0xa9, 0xed, 0xa0, 0xee, 0xef, 0xf0, 0x9f), fc.nat(255)))
  .map((bytes) => Uint8Array.from(bytes));

describe('path text', () => {
  it('leaves UTF-8 as it is', () => {
    for (const name of ['plain.jpg', 'with space \'"`.png', 'line\nbreak', 'käse 猫 🐈', '\ufeffbom', 'e\u0301']) {
      expect(textOfBytes(new TextEncoder().encode(name))).toBe(name);
    }
  });

  it('carries bytes that are no UTF-8 one by one', () => {
    expect(textOfBytes(bytesOf(0x61, 0xe9, 0x62))).toBe('a\uefe9b');
    expect(textOfBytes(bytesOf(0xc3, 0xa9, 0xff))).toBe('é\uefff');
  });

  it('does not take a surrogate written as UTF-8 for a character', () => {
    expect(textOfBytes(bytesOf(0xed, 0xa0, 0x80))).toBe('\uefed\uefa0\uef80');
  });

  it('tells a private-use character in a name from a carried byte', () => {
    const literal = new TextEncoder().encode('\uefe9');
    expect(textOfBytes(literal)).not.toBe('\uefe9');
    expect(bytesOfText(textOfBytes(literal))).toEqual(literal);
  });

  it('gives every sequence of bytes back', () => {
    fc.assert(
      fc.property(trickyBytes, (bytes) => {
        expect(bytesOfText(textOfBytes(bytes))).toEqual(bytes);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives different bytes different text', () => {
    fc.assert(
      fc.property(trickyBytes, trickyBytes, (a, b) => {
        const isSame = Buffer.compare(a, b) === 0;
        expect(textOfBytes(a) === textOfBytes(b)).toBe(isSame);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps separators where they are', () => {
    fc.assert(
      fc.property(trickyBytes, (bytes) => {
        const slashes = bytes.filter((byte) => byte === 0x2f).length;
        expect(textOfBytes(bytes).split('/').length - 1).toBe(slashes);
      }),
    );
  });

  it('says which text holds carried bytes', () => {
    expect(hasCarriedBytes('plain')).toBe(false);
    expect(hasCarriedBytes(textOfBytes(bytesOf(0x80)))).toBe(true);
  });
});
