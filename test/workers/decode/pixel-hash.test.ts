import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/workers/decode/calls.ts';
import { pixelHash } from '../../../src/workers/decode/pixel-hash.ts';
import { pngBomb } from './make-images.ts';

const [WIDTH, HEIGHT] = [30, 20];
const data = Buffer.from(Uint8Array.from({ length: WIDTH * HEIGHT * 3 }, (_, at) => Math.imul(at + 1, 2654435761) >>> 24));
const picture = (bytes: Uint8Array = data): Sharp => sharp(bytes, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } });

let folder: string;
let files = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-pixels-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function hashOf(bytes: Uint8Array, limits = {}): Promise<string | null> {
  const path = join(folder, `picture-${files++}`);
  writeFileSync(path, bytes);
  const hash = await pixelHash({ path: Buffer.from(path), limits: { ...DEFAULT_LIMITS, ...limits } });
  return hash === null ? null : Buffer.from(hash).toString('hex');
}

const png = (image: Sharp): Promise<Buffer> => image.png().toBuffer();

describe('the same pixels have the same hash', () => {
  let original: string | null;
  beforeAll(async () => {
    original = await hashOf(await png(picture()));
  });

  test.each([
    ['in a PNG with other compression', () => picture().png({ compressionLevel: 1 })],
    ['in a lossless WebP', () => picture().webp({ lossless: true })],
    ['in a TIFF', () => picture().tiff({ compression: 'lzw' })],
    ['with an alpha channel that is opaque everywhere', () => picture().ensureAlpha().png()],
  ])('%s', async (_name, encode) => {
    expect(original).toHaveLength(64);
    expect(await hashOf(await encode().toBuffer())).toBe(original);
  });

  test('turned, with a flag that turns them back', async () => {
    const turned = sharp(await png(picture().rotate(270)));
    expect(await hashOf(await turned.withMetadata({ orientation: 6 }).png().toBuffer())).toBe(original);
  });

  test('in grey, or in grey stored as RGB', async () => {
    const grey = await png(picture().toColourspace('b-w'));
    const coloured = await png(sharp(grey).toColourspace('srgb'));
    expect((await sharp(coloured).metadata()).channels).toBe(3);
    expect(await hashOf(coloured)).toBe(await hashOf(grey));
  });
});

describe('other pixels have another', () => {
  test.each([
    ['one value off', () => png(picture(data.map((value, at) => (at === 7 ? value ^ 1 : value))))],
    ['of other dimensions', () => png(sharp(data, { raw: { width: HEIGHT, height: WIDTH, channels: 3 } }))],
    ['half transparent', () => png(picture().ensureAlpha(0.5))],
    ['mirrored', () => png(picture().flop())],
  ])('%s', async (_name, encode) => {
    const original = await hashOf(await png(picture()));
    expect(await hashOf(await encode())).not.toBe(original);
  });

  test('where they differ in the lower 8 of 16 bits only', async () => {
    const deep = (low: number): Promise<Buffer> =>
      sharp(
        Uint16Array.from({ length: 12 }, (_, at) => at * 256 + low),
        { raw: { width: 2, height: 2, channels: 3 } },
      )
        .toColourspace('rgb16')
        .png()
        .toBuffer();
    const [one, other] = [await hashOf(await deep(1)), await hashOf(await deep(2))];
    expect(one).toHaveLength(64);
    expect(other).not.toBe(one);
    expect(await hashOf(await deep(1))).toBe(one);
  });
});

describe('there is none', () => {
  test.each([
    ['of a damaged picture', async () => (await png(picture())).subarray(0, 900), {}],
    ['of no picture', async () => Buffer.from('words'), {}],
    ['of a file over the limit of bytes', () => png(picture()), { maxBytes: 100 }],
    ['of a picture over the limit of pixels', () => png(picture()), { maxPixels: 599 }],
    ['of a picture too large to hold', async () => pngBomb(9000), {}],
  ])('%s', async (_name, encode, limits) => {
    expect(await hashOf(await encode(), limits)).toBeNull();
  });

  test('of a file that is gone', async () => {
    expect(await pixelHash({ path: Buffer.from(join(folder, 'gone.png')), limits: DEFAULT_LIMITS })).toBeNull();
  });
});
