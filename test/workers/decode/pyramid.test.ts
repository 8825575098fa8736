import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { levelsOf, regionOf } from '../../../src/shared/deep-zoom.ts';
import { DEFAULT_LIMITS } from '../../../src/workers/decode/calls.ts';
import { makePyramid, pyramidTile } from '../../../src/workers/decode/pyramid.ts';
import { decodeFully } from '../../../src/workers/decode/vips.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-pyramid-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const limits = DEFAULT_LIMITS;
const [WIDTH, HEIGHT] = [1301, 777];

/** Colours that tell every place from every other. */
function gradient(channels: 3 | 4, isDeep = false) {
  const most = isDeep ? 65_535 : 255;
  const data = isDeep ? new Uint16Array(WIDTH * HEIGHT * channels) : new Uint8Array(WIDTH * HEIGHT * channels);
  for (let at = 0; at < WIDTH * HEIGHT; at++) {
    const [x, y] = [at % WIDTH, Math.floor(at / WIDTH)];
    const values = [(x / WIDTH) * most, (y / HEIGHT) * most, ((x ^ y) & 255) * (most / 255), 255 - (x % 200)];
    for (let channel = 0; channel < channels; channel++) data[at * channels + channel] = values[channel] ?? 0;
  }
  return sharp(data, { raw: { width: WIDTH, height: HEIGHT, channels } });
}

async function animation(): Promise<Buffer> {
  const frames = ['#ff8800', '#0088ff'].map((background) =>
    sharp({ create: { width: 700, height: 600, channels: 3, background } })
      .png()
      .toBuffer(),
  );
  return sharp(await Promise.all(frames), { join: { animated: true } })
    .gif()
    .toBuffer();
}

const PICTURES: readonly (readonly [string, () => Promise<Buffer>])[] = [
  ['turned.jpg', () => gradient(3).jpeg({ quality: 95 }).withMetadata({ orientation: 6 }).toBuffer()],
  ['mirrored.png', () => gradient(3).png().withMetadata({ orientation: 7 }).toBuffer()],
  ['deep.png', () => gradient(3, true).toColourspace('rgb16').png().toBuffer()],
  ['clear.png', () => gradient(4).png().toBuffer()],
  ['print.jpg', () => gradient(3).toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer()],
  ['grey.tif', () => gradient(3).greyscale().tiff({ compression: 'lzw' }).toBuffer()],
  ['moving.gif', animation],
];

describe.each(PICTURES)('%s', (name, make) => {
  test('has levels as expected, and parts with the pixels of the picture as it is shown', async () => {
    const path = join(folder, name);
    writeFileSync(path, await make());
    const file = join(folder, `${name}.tif`);
    const { width, height, sizeBytes, isExact } = await makePyramid({ path: Buffer.from(path), limits, file });
    expect(sizeBytes).toBe(readFileSync(file).length);
    expect(isExact).toBe(!name.endsWith('.jpg'));
    const whole = await decodeFully(readFileSync(path), false, { failOn: 'none', ...limits });
    expect([width, height]).toEqual([whole.width, whole.height]);
    const levels = levelsOf({ width, height });
    const { pages = 0 } = await sharp(file).metadata();
    expect(pages).toBe(levels.length);
    for (const [page, size] of levels.entries()) {
      const { width: wide, height: high } = await sharp(file, { page }).metadata();
      expect({ width: wide, height: high }).toEqual(size);
    }
    for (const place of [
      { level: 0, column: 0, row: 0 },
      { level: 0, column: Math.ceil(width / 512) - 1, row: Math.ceil(height / 512) - 1 },
    ]) {
      const region = regionOf(place, levels);
      if (region === null) throw new Error('There is no such part.');
      const tile = await pyramidTile({ file, level: 0, region, isExact: true, limits });
      const shown = await sharp(tile.bytes).ensureAlpha().toColourspace('srgb').raw().toBuffer();
      const expected = await sharp(whole.data, { raw: { width, height, channels: 4 } })
        .extract(region)
        .raw()
        .toBuffer();
      expect(shown.equals(expected)).toBe(true);
    }
  });
});

test('a JPEG stays one, nearly to the last bit', async () => {
  const file = join(folder, 'turned.jpg.tif');
  const region = { left: 100, top: 200, width: 300, height: 400 };
  const { bytes, mimeType } = await pyramidTile({ file, level: 0, region, isExact: false, limits });
  expect(mimeType).toBe('image/jpeg');
  expect(await sharp(bytes).metadata()).toMatchObject({ width: 300, height: 400, format: 'jpeg' });
});

test('what cannot be decoded is refused with the decoder’s words, and so is a part of a file that is gone', async () => {
  const path = join(folder, 'no.png');
  writeFileSync(path, 'no picture');
  await expect(makePyramid({ path: Buffer.from(path), limits, file: join(folder, 'no.tif') })).rejects.toMatchObject({
    code: 'not_found',
    message: expect.stringMatching(/cannot be shown in full: there is no decoder/),
  });
  const region = { left: 0, top: 0, width: 10, height: 10 };
  await expect(pyramidTile({ file: join(folder, 'gone.tif'), level: 0, region, isExact: true, limits })).rejects.toMatchObject({
    code: 'not_found',
    message: expect.stringMatching(/part of the picture cannot be shown/),
  });
});
