import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/workers/decode/calls.ts';
import { pictureHistogram } from '../../../src/workers/decode/picture-histogram.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-histogram-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function histogramOf(name: string, bytes: Uint8Array) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return pictureHistogram({ path: Buffer.from(path), limits: DEFAULT_LIMITS });
}

test('every pixel is counted, a channel each, and what is clipped', async () => {
  const data = Buffer.from([0, 0, 0, 255, 255, 255, 255, 0, 10, 255, 0, 10]);
  const { series, alpha, pixels, black, white, isReduced } = await histogramOf(
    'four.png',
    await sharp(data, { raw: { width: 2, height: 2, channels: 3 } })
      .png()
      .toBuffer(),
  );
  expect(series.red.counts[0]).toBe(1);
  expect(series.red.counts[255]).toBe(3);
  expect(series.blue.counts[10]).toBe(2);
  expect(series.luminance.counts[Math.round(0.2126 * 255 + 0.722)]).toBe(2);
  expect(series.red.mean).toBe((3 * 255) / 4);
  expect({ alpha, pixels, black, white, isReduced }).toEqual({ alpha: null, pixels: 4, black: 1, white: 1, isReduced: false });
});

test('transparent pixels have no colour, and are told as alpha', async () => {
  const data = Buffer.from([9, 9, 9, 0, 200, 100, 50, 128]);
  const { series, alpha, pixels } = await histogramOf(
    'clear.png',
    await sharp(data, { raw: { width: 2, height: 1, channels: 4 } })
      .png()
      .toBuffer(),
  );
  expect(pixels).toBe(1);
  expect(series.red.counts[9]).toBe(0);
  expect(series.red.counts[200]).toBe(1);
  expect(alpha?.counts[128]).toBe(1);
});

test('16 bits, CMYK and a large picture are counted as they are shown', async () => {
  const create = (width: number) => sharp({ create: { width, height: 4100, channels: 3, background: '#ff8000' } });
  const deep = await histogramOf('deep.png', await create(10).toColourspace('rgb16').png().toBuffer());
  expect(deep.series.green.counts[128]).toBe(41_000);
  const print = await histogramOf('print.jpg', await create(10).toColourspace('cmyk').jpeg().toBuffer());
  expect(print.pixels).toBe(41_000);
  const large = await histogramOf('large.jpg', await create(4200).jpeg().toBuffer());
  expect(large.isReduced).toBe(true);
  expect(large.pixels).toBeLessThanOrEqual(1 << 24);
  expect(large.pixels).toBeGreaterThan(16_000_000);
});

test('what is no picture is refused with the reason', async () => {
  await expect(histogramOf('no.png', Buffer.from('no'))).rejects.toMatchObject({
    code: 'not_found',
    message: expect.stringMatching(/pixels cannot be counted: there is no decoder/),
  });
});
