import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPyramids } from '../../../src/main/deep-zoom/pyramids.ts';
import type { Compute } from '../../../src/main/jobs/compute.ts';
import { startCompute } from '../../../src/main/jobs/start-compute.ts';

let home: string;
let compute: Compute;
let built = 0;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'winnow-pyramids-'));
  const real = startCompute({ cores: 1 });
  compute = {
    ...real,
    pyramid: (input, signal) => {
      built++;
      return real.pyramid(input, signal);
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
const pictureOf = (name: string) => ({ key: name, place: { path: Buffer.from(join(home, `${name}.png`)) } });
const first = { level: 0, column: 0, row: 0 };
const never = new AbortController().signal;
const files = () => readdirSync(join(home, 'pyramids', String(process.pid)));

test('a picture is decoded once for all its parts; those seen longest ago make room; nothing is left at the end', async () => {
  mkdirSync(join(home, 'pyramids', '999999999'), { recursive: true });
  writeFileSync(join(home, 'pyramids', '999999999', 'left.tif'), '');
  // Room for two: each takes 4 MB.
  const pyramids = createPyramids({ home, compute: () => compute, mostBytes: 9_000_000 });
  built = 0;
  const places = [first, { level: 0, column: 1, row: 1 }, { level: 1, column: 0, row: 0 }];
  const tiles = await Promise.all(places.map((place) => pyramids.tile(pictureOf('a'), place, never)));
  expect(built).toBe(1);
  expect(existsSync(join(home, 'pyramids', '999999999'))).toBe(false);
  const sizes = await Promise.all(tiles.map(async ({ bytes }) => sharp(bytes).metadata()));
  expect(sizes.map(({ width, height }) => [width, height])).toEqual([
    [512, 512],
    [188, 88],
    [350, 300],
  ]);
  await pyramids.tile(pictureOf('b'), first, never);
  await pyramids.tile(pictureOf('a'), first, never);
  await pyramids.tile(pictureOf('c'), first, never);
  await expect.poll(files).toHaveLength(2);
  await pyramids.tile(pictureOf('a'), first, never);
  expect(built).toBe(3);
  await pyramids.tile(pictureOf('b'), first, never);
  expect(built).toBe(4);
  await pyramids.close();
  expect(existsSync(join(home, 'pyramids', String(process.pid)))).toBe(false);
});

test('what nobody waits for any more is called off; what fails is tried again, and leaves nothing', async () => {
  const pyramids = createPyramids({ home, compute: () => compute });
  const stop = new AbortController();
  const left = pyramids.tile(pictureOf('a'), first, stop.signal);
  stop.abort();
  // Asked for again at once, it does not suffer from that.
  const again = pyramids.tile(pictureOf('a'), first, never);
  await expect(left).rejects.toMatchObject({ name: 'AbortError' });
  expect((await again).mimeType).toBe('image/png');
  const gone = { key: 'gone', place: { path: Buffer.from(join(home, 'gone.png')) } };
  for (let time = 0; time < 2; time++) {
    await expect(pyramids.tile(gone, first, never)).rejects.toMatchObject({ code: 'not_found' });
  }
  await expect(pyramids.tile(pictureOf('a'), { level: 9, column: 0, row: 0 }, never)).rejects.toMatchObject({
    code: 'not_found',
    message: expect.stringMatching(/no part 0, 0 of level 9: the picture has levels 0 to 1/),
  });
  expect(files()).toHaveLength(1);
  await pyramids.close();
});
