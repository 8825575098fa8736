import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { strongCompressionScore } from '../../../src/workers/quality/strong-compression.ts';
import { noise, painted } from './pictures.ts';

const { data } = painted(64, 48, (x, y) => [noise(x, y), 100, noise(y, x)]);
const picture = () => sharp(data, { raw: { width: 64, height: 48, channels: 3 } });
const qualityOf = (bytes: Uint8Array, format = 'jpeg'): number => Math.round((strongCompressionScore(bytes, format) ?? -1) * 100);

describe('the quality that a JPEG was written with is read from its tables', () => {
  test.each([10, 18, 25, 35, 49, 50, 51, 60, 75, 80, 90, 95])('%i', async (quality) => {
    expect(Math.abs(qualityOf(await picture().jpeg({ quality }).toBuffer()) - quality)).toBeLessThanOrEqual(2);
    expect(Math.abs(qualityOf(await picture().jpeg({ quality, progressive: true }).toBuffer()) - quality)).toBeLessThanOrEqual(2);
  });

  test.each([30, 85])('%i, in grey', async (quality) => {
    const grey = await picture().toColourspace('b-w').jpeg({ quality }).toBuffer();
    expect(Math.abs(qualityOf(grey) - quality)).toBeLessThanOrEqual(2);
  });

  test("other encoders' tables give about the same, in the same order", async () => {
    const qualities = await Promise.all(
      [20, 40, 60, 80].map(async (quality) => qualityOf(await picture().jpeg({ quality, mozjpeg: true }).toBuffer())),
    );
    expect(qualities).toEqual(qualities.toSorted((a, b) => a - b));
    for (const [at, quality] of qualities.entries()) expect(Math.abs(quality - (20 + 20 * at))).toBeLessThan(20);
  });

  test('behind metadata of any length', async () => {
    const exif = { IFD0: { Artist: 'x'.repeat(40_000) } };
    expect(qualityOf(await picture().jpeg({ quality: 40 }).withExif(exif).toBuffer())).toBe(40);
  });
});

describe('there is none', () => {
  test('for other formats', async () => {
    expect(strongCompressionScore(await picture().webp({ quality: 10 }).toBuffer(), 'webp')).toBeNull();
  });

  test.each([
    ['nothing but the signature', [0xff, 0xd8]],
    ['a segment of no length', [0xff, 0xd8, 0xff, 0xdb, 0, 0, 0, 0]],
    ['a table cut off', [0xff, 0xd8, 0xff, 0xdb, 0, 67, 0, 16, 11, 10]],
    ['bytes that are no marker', [0xff, 0xd8, 1, 2, 3, 4, 5, 6]],
    ['fill bytes only', [0xff, 0xd8, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]],
  ])('in %s', (_name, bytes) => {
    expect(strongCompressionScore(Uint8Array.from(bytes), 'jpeg')).toBeNull();
  });
});
