import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDeepPictures, type DeepPicture } from '../../../src/main/deep-zoom/deep-pictures.ts';
import type { Compute } from '../../../src/main/jobs/compute.ts';
import { startCompute } from '../../../src/main/jobs/start-compute.ts';

let home: string;
let compute: Compute;
let built = 0;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'winnow-deep-'));
  const real = startCompute({ cores: 1 });
  compute = {
    ...real,
    unpack: (input, signal) => {
      built++;
      return real.unpack(input, signal);
    },
  };
  await Promise.all(['a', 'b', 'c'].map(makePicture));
});
afterAll(async () => {
  await compute.close();
  rmSync(home, { recursive: true, force: true });
});

const makePicture = (name: string) =>
  sharp({ create: { width: 700, height: 600, channels: 3, background: '#369' } })
    .png()
    .toFile(join(home, `${name}.png`));
const pictureOf = (name: string) => ({
  key: name,
  place: { path: Buffer.from(join(home, `${name}.png`)) },
  isLossy: false,
  pixels: 700 * 600,
});
const first = { level: 0, column: 0, row: 0 };
const never = new AbortController().signal;
const files = () => readdirSync(join(home, 'deep-zoom', String(process.pid)));

test('a picture is decoded once for all its parts; those seen longest ago make room; nothing is left at the end', async () => {
  mkdirSync(join(home, 'deep-zoom', '999999999'), { recursive: true });
  writeFileSync(join(home, 'deep-zoom', '999999999', 'left.v'), '');
  // Room for two: each takes 1.3 MB, and 1.7 MB until that is known.
  const pictures = createDeepPictures({ home, compute: () => compute, mostBytes: 3_500_000 });
  built = 0;
  const places = [first, { level: 0, column: 1, row: 1 }, { level: 1, column: 0, row: 0 }];
  const tiles = await Promise.all(places.map((place) => pictures.tile(pictureOf('a'), place, never)));
  expect(built).toBe(1);
  expect(existsSync(join(home, 'deep-zoom', '999999999'))).toBe(false);
  const sizes = await Promise.all(tiles.map(async ({ bytes }) => sharp(bytes).metadata()));
  expect(sizes.map(({ width, height }) => [width, height])).toEqual([
    [512, 512],
    [188, 88],
    [350, 300],
  ]);
  await pictures.tile(pictureOf('b'), first, never);
  await pictures.tile(pictureOf('a'), first, never);
  await pictures.tile(pictureOf('c'), first, never);
  await expect.poll(files).toHaveLength(2);
  await pictures.tile(pictureOf('a'), first, never);
  expect(built).toBe(3);
  await pictures.tile(pictureOf('b'), first, never);
  expect(built).toBe(4);
  await pictures.close();
  expect(existsSync(join(home, 'deep-zoom', String(process.pid)))).toBe(false);
});

test('what nobody waits for any more is called off; what fails is tried again, and leaves nothing', async () => {
  const pictures = createDeepPictures({ home, compute: () => compute });
  const stop = new AbortController();
  const left = pictures.tile(pictureOf('a'), first, stop.signal);
  stop.abort();
  // Asked for again at once, it does not suffer from that.
  const again = pictures.tile(pictureOf('a'), first, never);
  await expect(left).rejects.toMatchObject({ name: 'AbortError' });
  expect((await again).mimeType).toBe('image/png');
  const gone = { key: 'gone', place: { path: Buffer.from(join(home, 'gone.png')) }, isLossy: false, pixels: 1 };
  for (let time = 0; time < 2; time++) {
    await expect(pictures.tile(gone, first, never)).rejects.toMatchObject({ code: 'not_found' });
  }
  await expect(pictures.tile(pictureOf('a'), { level: 9, column: 0, row: 0 }, never)).rejects.toMatchObject({
    code: 'not_found',
    message: expect.stringMatching(/no part 0, 0 of level 9: the picture has levels 0 to 1/),
  });
  expect(files()).toHaveLength(1);
  await pictures.close();
});

test('a strip has parts at every level', async () => {
  const path = join(home, 'strip.png');
  await sharp({ create: { width: 3000, height: 5, channels: 3, background: '#369' } })
    .png()
    .toFile(path);
  const strip = { key: 'strip', place: { path: Buffer.from(path) }, isLossy: false, pixels: 15_000 };
  const pictures = createDeepPictures({ home, compute: () => compute });
  const { bytes } = await pictures.tile(strip, { level: 3, column: 0, row: 0 }, never);
  expect(await sharp(bytes).metadata()).toMatchObject({ width: 375, height: 1 });
  await pictures.close();
});

/** Of 36 megapixels, which takes its time; noise, so that nothing is done with in a moment. */
async function writeLarge(file: string): Promise<{ width: number; height: number }> {
  const [width, height] = [6000, 6000];
  const data = Buffer.alloc(width * height * 3);
  for (let at = 0, seed = 1; at < data.length; at++) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    data[at] = seed >>> 24;
  }
  await sharp(data, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toFile(file);
  return { width, height };
}

describe('a large picture', () => {
  let picture: DeepPicture;
  beforeAll(async () => {
    const file = join(home, 'large.png');
    const { width, height } = await writeLarge(file);
    picture = { key: 'large', place: { path: Buffer.from(file) }, isLossy: false, pixels: width * height };
  });

  test('shows what is at its top before it is whole', async () => {
    const pictures = createDeepPictures({ home, compute: () => compute });
    const order: string[] = [];
    const whole = pictures.unpacked(picture, never).then(() => order.push('whole'));
    const bottom = pictures.tile(picture, { level: 0, column: 0, row: 11 }, never).then(() => order.push('bottom'));
    await pictures.tile(picture, first, never).then(() => order.push('top'));
    await Promise.all([whole, bottom]);
    expect(order[0]).toBe('top');
    await pictures.close();
  });

  test('is called off at once when nobody looks any more, and leaves nothing', async () => {
    const pictures = createDeepPictures({ home, compute: () => compute });
    const stop = new AbortController();
    const left = pictures.unpacked(picture, stop.signal);
    await pictures.tile(picture, first, never);
    const started = performance.now();
    stop.abort();
    await expect(left).rejects.toMatchObject({ name: 'AbortError' });
    // The next one is not held up by it, and what was begun is not used.
    await pictures.tile(pictureOf('a'), first, never);
    expect(performance.now() - started).toBeLessThan(5000);
    await expect.poll(files).toHaveLength(1);
    expect((await pictures.tile(picture, { level: 3, column: 0, row: 0 }, never)).mimeType).toBe('image/jpeg');
    await pictures.close();
  });

  test('that does not fit on the disk is refused before the disk is full', async () => {
    const pictures = createDeepPictures({ home, compute: () => compute });
    await expect(pictures.unpacked({ ...picture, pixels: 1e15 }, never)).rejects.toMatchObject({
      code: 'disk_full',
      message: expect.stringMatching(/need 4000000000 MB on the disk of WINNOW_HOME, which has \d+ MB to spare\. Free some/),
    });
    expect(files()).toEqual([]);
    await pictures.close();
  });
});
