import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { decodeBmp } from '../../../src/workers/decode/bmp.ts';
import { BitmapError } from '../../../src/workers/decode/dib-header.ts';
import { hasTestData, testData } from '../../fixtures/test-data.ts';
import { type BmpParts, encodeBmp } from './encode-bmp.ts';

const MAX_PIXELS = 1e6;
const RED = [255, 0, 0, 255];
const GREEN = [0, 255, 0, 255];
const BLUE = [0, 0, 255, 255];
const WHITE = [255, 255, 255, 255];
const PALETTE = [0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 0, 255, 255, 255, 0];

const rgba = (parts: BmpParts): number[] => [...decodeBmp(encodeBmp(parts), MAX_PIXELS).data];

describe('decodes', () => {
  const indexed = { width: 3, height: 2, palette: PALETTE };
  const picture = [...BLUE, ...WHITE, ...RED, ...RED, ...GREEN, ...BLUE];

  test('8 bits, bottom row first', () => {
    expect(rgba({ ...indexed, bits: 8, pixels: [0, 1, 2, 0, 2, 3, 0, 0] })).toEqual(picture);
  });

  test('8 bits, top row first', () => {
    expect(rgba({ ...indexed, height: -2, bits: 8, pixels: [2, 3, 0, 0, 0, 1, 2, 0] })).toEqual(picture);
  });

  test('4 bits of odd width', () => {
    expect(rgba({ ...indexed, bits: 4, pixels: [0x01, 0x20, 0, 0, 0x23, 0x00, 0, 0] })).toEqual(picture);
  });

  test('2 bits', () => {
    expect(rgba({ ...indexed, bits: 2, pixels: [0b00011000, 0, 0, 0, 0b10110000, 0, 0, 0] })).toEqual(picture);
  });

  test('1 bit', () => {
    expect(rgba({ width: 2, height: 1, bits: 1, palette: PALETTE.slice(0, 8), pixels: [0b10000000, 0, 0, 0] })).toEqual([
      ...GREEN,
      ...RED,
    ]);
  });

  test('8 bits in runs, with an absolute run, row ends and the end mark', () => {
    const pixels = [0, 3, 0, 1, 2, 0, 0, 0, 1, 2, 1, 3, 1, 0, 0, 1];
    expect(rgba({ ...indexed, bits: 8, compression: 1, pixels })).toEqual(picture);
  });

  test('4 bits in runs', () => {
    const pixels = [0, 3, 0x01, 0x20, 0, 0, 3, 0x23, 0, 1];
    expect(rgba({ ...indexed, bits: 4, compression: 2, pixels })).toEqual([
      ...BLUE,
      ...WHITE,
      ...BLUE,
      ...RED,
      ...GREEN,
      ...BLUE,
    ]);
  });

  test('16 bits, 5-5-5 and 5-6-5', () => {
    expect(rgba({ width: 2, height: 1, bits: 16, pixels: [0x00, 0x7c, 0xe0, 0x03] })).toEqual([...RED, ...GREEN]);
    const masks = [0xf800, 0x07e0, 0x001f];
    expect(rgba({ width: 2, height: 1, bits: 16, compression: 3, masks, pixels: [0x00, 0xf8, 0xe0, 0x07] })).toEqual([
      ...RED,
      ...GREEN,
    ]);
  });

  test('24 bits', () => {
    expect(rgba({ width: 1, height: 1, bits: 24, pixels: [3, 2, 1, 0] })).toEqual([1, 2, 3, 255]);
  });

  test('32 bits, the spare byte not taken for alpha', () => {
    expect(rgba({ width: 1, height: 1, bits: 32, pixels: [3, 2, 1, 77] })).toEqual([1, 2, 3, 255]);
  });

  test('32 bits with an alpha mask, opaque where all alpha is 0', () => {
    const masks = [0xff0000, 0xff00, 0xff, 0xff000000];
    expect(rgba({ width: 1, height: 1, bits: 32, compression: 6, masks, pixels: [3, 2, 1, 77] })).toEqual([1, 2, 3, 77]);
    expect(rgba({ width: 1, height: 1, bits: 32, compression: 6, masks, pixels: [3, 2, 1, 0] })).toEqual([1, 2, 3, 255]);
  });

  test('OS/2 headers', () => {
    const file = Buffer.alloc(14 + 12 + 6 + 4);
    file.write('BM', 'latin1');
    file.writeUInt32LE(32, 10);
    file.writeUInt32LE(12, 14);
    file.writeUInt16LE(2, 18);
    file.writeUInt16LE(1, 20);
    file.writeUInt16LE(1, 22);
    file.writeUInt16LE(1, 24);
    file.set([0, 0, 255, 0, 255, 0], 26);
    file[32] = 0b10000000;
    expect([...decodeBmp(file, MAX_PIXELS).data]).toEqual([...GREEN, ...RED]);
  });
});

test('shows the rows that are there of a truncated file, and says so', () => {
  const file = encodeBmp({ width: 2, height: 3, bits: 24, pixels: Array.from({ length: 24 }, () => 200) });
  const { data, damage } = decodeBmp(file.subarray(0, file.length - 11), MAX_PIXELS);
  expect(damage).toBe('truncated: the file ends within its pixels (1 of 3 rows)');
  expect([...data.subarray(16)]).toEqual([200, 200, 200, 255, 200, 200, 200, 255]);
});

test.each<[string, Buffer, boolean, RegExp]>([
  ['no pixels at all', encodeBmp({ width: 2, height: 2, bits: 24, pixels: [] }), true, /truncated/],
  ['a width of 0', encodeBmp({ width: 0, height: 2, bits: 24, pixels: [0] }), true, /0 × 2 pixels/],
  ['7 bits', encodeBmp({ width: 1, height: 1, bits: 7, pixels: [0, 0, 0, 0] }), true, /7 bits per pixel/],
  ['more pixels than the limit', encodeBmp({ width: 30000, height: 30000, bits: 24, pixels: [0] }), false, /over the limit/],
  ['a JPEG inside', encodeBmp({ width: 1, height: 1, bits: 24, compression: 4, pixels: [0] }), false, /no decoder/],
  ['only its first bytes', encodeBmp({ width: 1, height: 1, bits: 24, pixels: [] }).subarray(0, 20), true, /truncated/],
])('refuses %s', (_what, file, isDamage, message) => {
  const refusal = (() => {
    try {
      return decodeBmp(file, MAX_PIXELS);
    } catch (error) {
      return error;
    }
  })();
  expect(refusal).toBeInstanceOf(BitmapError);
  expect(refusal).toMatchObject({ isDamage, message: expect.stringMatching(message) });
});

test('answers any bytes with a bitmap or a BitmapError', () => {
  const valid = encodeBmp({ width: 5, height: 4, bits: 4, compression: 2, palette: PALETTE, pixels: [5, 0x12, 0, 0, 0, 1] });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(valid.length - 1), fc.nat(255))), fc.nat(valid.length), (changes, end) => {
      const file = Buffer.from(valid);
      for (const [at, byte] of changes) if (at < 18 || at > 25) file[at] = byte;
      try {
        const { data, width, height } = decodeBmp(file.subarray(0, end), MAX_PIXELS);
        expect(data.length).toBe(width * height * 4);
      } catch (error) {
        if (!(error instanceof BitmapError)) throw error;
      }
    }),
    { numRuns: 500 },
  );
});

describe.skipIf(!hasTestData)('PngSuite', () => {
  const folder = hasTestData ? testData('bad-inputs/pngsuite/bmp') : '';
  const names = hasTestData ? readdirSync(folder).filter((name) => name.endsWith('.bmp')) : [];

  test(`${names.length} BMP files show what their PNG twins show`, async () => {
    let compared = 0;
    for (const name of names) {
      const bitmap = decodeBmp(readFileSync(join(folder, name)), MAX_PIXELS);
      const twin = testData(`bad-inputs/pngsuite/png/${name.replace('.bmp', '.png')}`);
      const { data, info } = await sharp(twin).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
      expect([bitmap.width, bitmap.height, bitmap.damage], name).toEqual([info.width, info.height, null]);
      expect(largestDifference(bitmap.data, data, info.channels), name).toBeLessThanOrEqual(2);
      compared++;
    }
    expect(compared).toBe(161);
  });
});

/** Of visible pixels; `other` may be grey with alpha. */
function largestDifference(rgba: Uint8Array, other: Uint8Array, channels: number): number {
  let largest = 0;
  for (let pixel = 0; pixel < rgba.length / 4; pixel++) {
    const alpha = rgba[pixel * 4 + 3] ?? 0;
    largest = Math.max(largest, Math.abs(alpha - (other[(pixel + 1) * channels - 1] ?? 0)));
    for (let channel = 0; alpha > 0 && channel < 3; channel++) {
      const theirs = other[pixel * channels + (channels >= 3 ? channel : 0)] ?? 0;
      largest = Math.max(largest, Math.abs((rgba[pixel * 4 + channel] ?? 0) - theirs));
    }
  }
  return largest;
}
