import { readdirSync, readFileSync } from 'node:fs';
import sharp, { type Sharp } from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { alignPictures } from '../../../src/workers/alignment/align-pictures.ts';
import { DEFAULT_LIMITS } from '../../../src/workers/decode/calls.ts';
import { hasTestData, testData } from '../../fixtures/test-data.ts';

const PHOTOS = 'classify/imagenet-sample-images';
const SIDE = 256;
const never = new AbortController().signal;

/** As the index has it. */
const thumbnail = (image: Sharp): Promise<Buffer> =>
  image.resize({ width: SIDE, height: SIDE, fit: 'inside' }).jpeg({ quality: 80 }).toBuffer();

async function part(photo: Buffer, box: { left: number; top: number; share: number }): Promise<Buffer> {
  const { width, height } = await sharp(photo).metadata();
  const extract = {
    left: Math.floor(width * box.left),
    top: Math.floor(height * box.top),
    width: Math.floor(width * box.share),
    height: Math.floor(height * box.share),
  };
  return thumbnail(sharp(await sharp(photo).extract(extract).png().toBuffer()));
}

const text = (width: number, height: number): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect x="0" y="${height * 0.84}" width="${width}" height="${height * 0.12}" fill="#fff"/></svg>`);

const WAYS: Readonly<Record<string, (photo: Buffer) => Promise<Buffer>>> = {
  'cropped by 5%': (photo) => part(photo, { left: 0.02, top: 0.03, share: 0.95 }),
  'cropped by 15% on each side': (photo) => part(photo, { left: 0.15, top: 0.15, share: 0.7 }),
  'a corner': (photo) => part(photo, { left: 0.3, top: 0, share: 0.7 }),
  'tilted by 5°': async (photo) => thumbnail(sharp(await sharp(photo).rotate(5, { background: '#000' }).png().toBuffer())),
  'with a bar over it': async (photo) => {
    const { width, height } = await sharp(photo).metadata();
    return thumbnail(
      sharp(
        await sharp(photo)
          .composite([{ input: text(width, height) }])
          .png()
          .toBuffer(),
      ),
    );
  },
  framed: async (photo) => {
    const side = 20;
    const framed = sharp(photo).extend({ top: side, bottom: side, left: side, right: side, background: '#000' });
    return thumbnail(sharp(await framed.png().toBuffer()));
  },
};

describe.skipIf(!hasTestData)('of photos', () => {
  let photos: readonly Buffer[] = [];
  let originals: readonly Buffer[] = [];
  beforeAll(async () => {
    const names = readdirSync(testData(PHOTOS)).filter((name) => name.endsWith('.JPEG'));
    const chosen = names.sort().filter((_, k) => k % 25 === 0);
    photos = chosen.map((name) => readFileSync(testData(`${PHOTOS}/${name}`)));
    originals = await Promise.all(photos.map((photo) => thumbnail(sharp(photo))));
  });

  it.each(Object.entries(WAYS))('one %s is found to lie within the other, whichever is told first', async (_, way) => {
    const copies = await Promise.all(photos.map(way));
    const count = photos.length;
    const pairs = Uint32Array.from(copies.flatMap((_copy, k) => [k, count + k, count + k, k]));
    const { distances } = await alignPictures({ jpegs: [...originals, ...copies], pairs, limits: DEFAULT_LIMITS }, never);
    const missed = [...distances.entries()].filter(([, distance]) => Number.isNaN(distance));
    expect(missed.length).toBeLessThanOrEqual(1);
    expect(Math.min(...distances.filter((distance) => !Number.isNaN(distance)))).toBeGreaterThanOrEqual(0);
  });

  it('none is taken for a part of another photo', async () => {
    const pairs = originals.flatMap((_, a) => originals.flatMap((_other, b) => (a < b ? [a, b] : [])));
    const { distances } = await alignPictures(
      { jpegs: originals, pairs: Uint32Array.from(pairs), limits: DEFAULT_LIMITS },
      never,
    );
    expect(distances.length).toBe((photos.length * (photos.length - 1)) / 2);
    expect(distances.every(Number.isNaN)).toBe(true);
  });

  it('views that overlap by half are no parts of each other', async () => {
    const [left, right] = await Promise.all([
      Promise.all(photos.map((photo) => part(photo, { left: 0, top: 0.1, share: 0.6 }))),
      Promise.all(photos.map((photo) => part(photo, { left: 0.3, top: 0.1, share: 0.6 }))),
    ]);
    const pairs = Uint32Array.from(left.flatMap((_, k) => [k, left.length + k]));
    const { distances } = await alignPictures({ jpegs: [...left, ...right], pairs, limits: DEFAULT_LIMITS }, never);
    expect(distances.every(Number.isNaN)).toBe(true);
  });

  it('what cannot be read, or is too small, is a part of none', async () => {
    const small = await sharp(photos[0]).resize({ width: 64 }).jpeg().toBuffer();
    const jpegs = [originals[0] as Buffer, new Uint8Array(0), small, Buffer.from('no image')];
    const { distances } = await alignPictures({ jpegs, pairs: Uint32Array.of(0, 1, 0, 2, 0, 3), limits: DEFAULT_LIMITS }, never);
    expect([...distances]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  it('can be called off', async () => {
    const calledOff = new AbortController();
    const pairs = Uint32Array.from(originals.flatMap((_, k) => [0, k]));
    const looking = alignPictures({ jpegs: originals, pairs, limits: DEFAULT_LIMITS }, calledOff.signal);
    calledOff.abort();
    await expect(looking).rejects.toMatchObject({ name: 'AbortError' });
  });
});
