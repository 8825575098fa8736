import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { levelsOf, type Region, regionOf } from '../../../src/shared/deep-zoom.ts';
import { DEFAULT_LIMITS } from '../../../src/workers/decode/calls.ts';
import { deepTile, unpackPicture } from '../../../src/workers/decode/deep-picture.ts';
import { readHead, rowsWritten } from '../../../src/workers/decode/pixel-file.ts';
import { decodeFully } from '../../../src/workers/decode/vips.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-deep-'));
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
  ['grey-clear.png', () => gradient(4).greyscale().png().toBuffer()],
  ['grey.tif', () => gradient(3).greyscale().tiff({ compression: 'lzw' }).toBuffer()],
  ['moving.gif', animation],
];

const placesIn = (levels: readonly { readonly width: number; readonly height: number }[], level: number) => {
  const size = levels[level];
  if (size === undefined) throw new Error(`There is no level ${level}.`);
  return [
    { level, column: 0, row: 0 },
    { level, column: Math.ceil(size.width / 512) - 1, row: Math.ceil(size.height / 512) - 1 },
  ];
};

describe.each(PICTURES)('%s', (name, make) => {
  test('becomes rows of pixels, whose parts are those of the picture as it is shown', async () => {
    const path = join(folder, name);
    writeFileSync(path, await make());
    const file = join(folder, `${name}.v`);
    const { sizeBytes } = await unpackPicture({ path: Buffer.from(path), limits, file });
    expect(sizeBytes).toBe(readFileSync(file).length);
    const whole = await decodeFully(readFileSync(path), false, { failOn: 'none', ...limits });
    const head = readHead(readFileSync(file));
    if (head === null) throw new Error('The file has no head.');
    expect(head).toMatchObject({ width: whole.width, height: whole.height });
    expect(rowsWritten(head, sizeBytes)).toBe(whole.height);
    const levels = levelsOf(head);
    for (const place of levels.flatMap((_, level) => placesIn(levels, level))) {
      const region = regionOf(place, levels);
      if (region === null) throw new Error('There is no such part.');
      const tile = await deepTile({ file, level: place.level, region, isExact: true, limits });
      const shown = await sharp(tile.bytes).ensureAlpha().toColourspace('srgb').raw().toBuffer();
      expect(shown.equals(meansOf(whole, region, 2 ** place.level))).toBe(true);
    }
  });
});

/** Each pixel the mean of a square of RGBA, colours by how opaque they are. */
function meansOf({ data, width }: { data: Uint8Array; width: number }, region: Region, side: number): Buffer {
  const means = Buffer.alloc(region.width * region.height * 4);
  for (let at = 0; at < region.width * region.height; at++) {
    const [left, top] = [(region.left + (at % region.width)) * side, (region.top + Math.floor(at / region.width)) * side];
    const pixels = Array.from({ length: side ** 2 }, (_, of) => {
      const from = ((top + Math.floor(of / side)) * width + left + (of % side)) * 4;
      return data.subarray(from, from + 4);
    });
    const opacity = pixels.reduce((sum, pixel) => sum + (pixel[3] ?? 0), 0);
    for (let channel = 0; channel < 3; channel++) {
      const sum = pixels.reduce((so, pixel) => so + (pixel[channel] ?? 0) * (pixel[3] ?? 0), 0);
      means[at * 4 + channel] = opacity === 0 ? 0 : Math.round(sum / opacity);
    }
    means[at * 4 + 3] = Math.round(opacity / side ** 2);
  }
  return means;
}

test('a strip is halved to a row of pixels, not to nothing', async () => {
  const path = join(folder, 'strip.png');
  await sharp({ create: { width: 3000, height: 5, channels: 3, background: '#4080c0' } })
    .png()
    .toFile(path);
  const file = join(folder, 'strip.v');
  await unpackPicture({ path: Buffer.from(path), limits, file });
  const levels = levelsOf({ width: 3000, height: 5 });
  expect(levels.at(-1)).toEqual({ width: 375, height: 1 });
  for (const [level, size] of levels.entries()) {
    const region = regionOf({ level, column: 0, row: 0 }, levels);
    if (region === null) throw new Error('There is no such part.');
    const { bytes } = await deepTile({ file, level, region, isExact: true, limits });
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([Math.min(512, size.width), size.height]);
    expect([...data.subarray(-3)]).toEqual([0x40, 0x80, 0xc0]);
  }
});

test('rows can be read while the rest is still decoded, and stay as they are', async () => {
  const [width, height] = [6000, 5000];
  const path = join(folder, 'large.png');
  const noise = Buffer.alloc(width * height);
  for (let at = 0, seed = 1; at < noise.length; at++) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    noise[at] = seed >>> 24;
  }
  await sharp(noise, { raw: { width, height, channels: 1 } })
    .png({ compressionLevel: 1 })
    .toFile(path);
  const file = join(folder, 'large.v');
  let isWhole = false;
  const whole = unpackPicture({ path: Buffer.from(path), limits, file }).finally(() => {
    isWhole = true;
  });
  const region = { left: 2000, top: 100, width: 512, height: 512 };
  const rows = () => (existsSync(file) ? rowsWritten({ width, height, channels: 3 }, statSync(file).size) : 0);
  while (rows() < 612) await new Promise((resolve) => setTimeout(resolve, 1));
  expect(isWhole).toBe(false);
  const early = await deepTile({ file, level: 0, region, isExact: true, limits });
  await whole;
  const late = await deepTile({ file, level: 0, region, isExact: true, limits });
  expect(Buffer.from(early.bytes).equals(late.bytes)).toBe(true);
});

test('a JPEG stays one, nearly to the last bit', async () => {
  const file = join(folder, 'turned.jpg.v');
  const region = { left: 100, top: 200, width: 300, height: 400 };
  const { bytes, mimeType } = await deepTile({ file, level: 0, region, isExact: false, limits });
  expect(mimeType).toBe('image/jpeg');
  expect(await sharp(bytes).metadata()).toMatchObject({ width: 300, height: 400, format: 'jpeg' });
});

test('what cannot be decoded is refused with the decoder’s words, and so is a part of a file that is gone', async () => {
  const path = join(folder, 'no.png');
  writeFileSync(path, 'no picture');
  await expect(unpackPicture({ path: Buffer.from(path), limits, file: join(folder, 'no.v') })).rejects.toMatchObject({
    code: 'not_found',
    message: expect.stringMatching(/cannot be shown in full: there is no decoder/),
  });
  const region = { left: 0, top: 0, width: 10, height: 10 };
  await expect(deepTile({ file: join(folder, 'gone.v'), level: 0, region, isExact: true, limits })).rejects.toMatchObject({
    code: 'not_found',
    message: expect.stringMatching(/part of the picture cannot be shown/),
  });
});
