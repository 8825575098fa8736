import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMiniature, encodeMiniature, miniatureBytes, miniatureSize } from '../../src/shared/miniature.ts';

function unpack(bytes: Uint8Array): Uint8ClampedArray {
  const size = miniatureSize(bytes);
  if (size === null) throw new Error('no miniature');
  const rgba = new Uint8ClampedArray(4 * size.width * size.height);
  decodeMiniature(bytes, rgba);
  return rgba;
}

const picture = fc
  .tuple(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: 64 }), fc.integer({ min: 0, max: 2 ** 31 }))
  .map(([width, height, seed]) => {
    const rgb = new Uint8Array(3 * width * height);
    // Smooth, as pictures are: three waves of other frequencies and directions.
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        for (let channel = 0; channel < 3; channel++)
          rgb[3 * (y * width + x) + channel] = 128 + 100 * Math.sin((x * (seed % 7) + y * (seed % 11)) / 60 + channel);
    return { rgb, width, height };
  });

describe('miniatures', () => {
  it('keep their size, and come near to the picture', () => {
    fc.assert(
      fc.property(picture, ({ rgb, width, height }) => {
        const bytes = encodeMiniature(rgb, width, height);
        expect(bytes.length).toBe(miniatureBytes(width, height));
        expect(miniatureSize(bytes)).toEqual({ width, height });
        const back = unpack(bytes);
        let squares = 0;
        for (let at = 0; at < width * height; at++) {
          expect(back[4 * at + 3]).toBe(255);
          for (let channel = 0; channel < 3; channel++)
            squares += ((back[4 * at + channel] ?? 0) - (rgb[3 * at + channel] ?? 0)) ** 2;
        }
        // 27 dB.
        expect(Math.sqrt(squares / (3 * width * height))).toBeLessThan(11);
      }),
      { numRuns: 60 },
    );
  });

  it('have the colours that they can have exactly', () => {
    const white = encodeMiniature(new Uint8Array(3 * 5 * 3).fill(255), 5, 3);
    expect(new Set(unpack(white))).toEqual(new Set([255]));
    // Red above blue: where one channel falls the other rises.
    const rgb = Uint8Array.from({ length: 48 }, (_, at) => (at % 3 === (at < 24 ? 0 : 2) ? 255 : 0));
    const [first, last] = [
      unpack(encodeMiniature(rgb, 4, 4)).subarray(0, 3),
      unpack(encodeMiniature(rgb, 4, 4)).subarray(-4, -1),
    ];
    expect(first[0]).toBeGreaterThan(225);
    expect(first[2]).toBeLessThan(30);
    expect(last[2]).toBeGreaterThan(225);
    expect(last[0]).toBeLessThan(30);
  });

  it('are told from other bytes', () => {
    expect(miniatureSize(new Uint8Array(0))).toBeNull();
    expect(miniatureSize(Uint8Array.of(65, 4, 0, 0))).toBeNull();
    expect(miniatureSize(encodeMiniature(new Uint8Array(3 * 16), 4, 4).subarray(0, 9))).toBeNull();
  });
});
