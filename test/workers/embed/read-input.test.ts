import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/workers/decode/calls.ts';
import type { Pixels } from '../../../src/workers/decode/pixels.ts';
import { inputSize, readInput } from '../../../src/workers/embed/read-input.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import { tinyBmp } from '../../fixtures/tiny-bmp.ts';

const preprocessing = { resizeTo: 8, kernel: 'cubic', color: 'rgb', range: 1, mean: [0, 0, 0], std: [1, 1, 1] } as const;
const input = { name: 'x', layout: 'nchw', type: 'float32', width: 6, height: 6, batch: null } as const;
const cropped = inputSize({ input, preprocessing: { ...preprocessing, resize: 'center-crop' } });
const squeezed = inputSize({ input, preprocessing: { ...preprocessing, resize: 'fill' } });

function path(bytes: Uint8Array | string, name = 'picture'): { readonly path: Buffer } {
  const file = join(tempFolder(), name);
  writeFileSync(file, bytes);
  return { path: Buffer.from(file) };
}

const pixel = ({ data, width, channels }: Pixels, x: number, y: number): number[] => [
  ...data.subarray((y * width + x) * channels, (y * width + x) * channels + 3),
];

/** Four stripes side by side: red, green, blue, white; 40 × 20. */
async function stripes(): Promise<Sharp> {
  const colours = ['#ff0000', '#00ff00', '#0000ff', '#ffffff'];
  const stripe = (background: string) =>
    sharp({ create: { width: 10, height: 20, channels: 3, background } })
      .png()
      .toBuffer();
  const parts = await Promise.all(colours.map(stripe));
  const canvas = sharp({ create: { width: 40, height: 20, channels: 3, background: '#000' } });
  return sharp(
    await canvas
      .composite(parts.map((part, at) => ({ input: part, left: at * 10, top: 0 })))
      .png()
      .toBuffer(),
  );
}

test('cuts out the middle of what was scaled by its short side, or squeezes all of it', async () => {
  const picture = path(await (await stripes()).png().toBuffer());
  const middle = await readInput(picture, cropped, DEFAULT_LIMITS);
  expect([middle.width, middle.height]).toEqual([6, 6]);
  // 16 × 8, of which 6 × 6 in the middle: the end of green and the start of blue.
  expect([pixel(middle, 0, 3), pixel(middle, 5, 3)]).toEqual([
    [0, 255, 0],
    [0, 0, 255],
  ]);
  const all = await readInput(picture, squeezed, DEFAULT_LIMITS);
  expect(pixel(all, 0, 3)[0]).toBeGreaterThan(240);
  expect(Math.min(...pixel(all, 5, 3))).toBeGreaterThan(240);
});

test('is upright by EXIF', async () => {
  const turned = await (await stripes())
    .jpeg({ chromaSubsampling: '4:4:4', quality: 100 })
    .withMetadata({ orientation: 6 })
    .toBuffer();
  const upright = await readInput(path(turned), squeezed, DEFAULT_LIMITS);
  const [red = 0, green = 0] = pixel(upright, 3, 0);
  expect([red > 230, green < 30]).toEqual([true, true]);
});

test('lays transparency on white, and makes 16 bits, CMYK and grey what others are', async () => {
  const clear = await sharp({ create: { width: 8, height: 8, channels: 4, background: '#ff000000' } })
    .png()
    .toBuffer();
  expect(pixel(await readInput(path(clear), squeezed, DEFAULT_LIMITS), 2, 2)).toEqual([255, 255, 255]);
  const red = sharp({ create: { width: 8, height: 8, channels: 3, background: '#c80000' } });
  const deep = await red.clone().toColourspace('rgb16').png().toBuffer();
  expect(pixel(await readInput(path(deep), squeezed, DEFAULT_LIMITS), 2, 2)).toEqual([200, 0, 0]);
  const inks = await red.clone().toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer();
  const [fromInks = 0, green = 255] = pixel(await readInput(path(inks), squeezed, DEFAULT_LIMITS), 2, 2);
  expect([Math.abs(fromInks - 200) < 25, green < 40]).toEqual([true, true]);
  const grey = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#555555' } })
    .greyscale()
    .png()
    .toBuffer();
  expect((await readInput(path(grey), squeezed, DEFAULT_LIMITS)).data[0]).toBe(0x55);
});

test('reads the formats that Winnow decodes itself, and thumbnails', async () => {
  const bmp = await readInput(path(tinyBmp(1)), squeezed, DEFAULT_LIMITS);
  expect([bmp.width, bmp.height]).toEqual([6, 6]);
  const jpeg = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#336699' } })
    .jpeg()
    .toBuffer();
  const colour = pixel(await readInput({ jpeg }, cropped, DEFAULT_LIMITS), 1, 1);
  for (const [at, value] of [0x33, 0x66, 0x99].entries()) expect(Math.abs((colour[at] as number) - value)).toBeLessThan(4);
});

test('enlarges what is smaller than the model wants', async () => {
  const dot = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#102030' } })
    .png()
    .toBuffer();
  const { data } = await readInput(path(dot), cropped, DEFAULT_LIMITS);
  expect(data.length).toBe(6 * 6 * 3);
  expect([...data.subarray(0, 3)]).toEqual([0x10, 0x20, 0x30]);
});

test('says of each picture that cannot be read why', async () => {
  const why = (picture: Parameters<typeof readInput>[0], limits = DEFAULT_LIMITS): Promise<string> =>
    readInput(picture, cropped, limits).then(
      () => 'no reason',
      (error: Error) => error.message,
    );
  const png = await (await stripes()).png().toBuffer();
  expect(await why({ path: Buffer.from('/nowhere/at/all.png') })).toBe('the file is no longer there (ENOENT)');
  expect(await why(path(''))).toBe('the file is empty (0 bytes)');
  expect(await why(path('words', 'words.jpg'))).toBe('there is no decoder for text');
  expect(await why(path(png.subarray(0, 70)))).not.toBe('no reason');
  expect(await why(path(png), { ...DEFAULT_LIMITS, maxBytes: 10 })).toContain('bytes are over the limit of 10');
  expect(await why(path(png), { ...DEFAULT_LIMITS, maxPixels: 100 })).toContain('exceeds pixel limit');
});
