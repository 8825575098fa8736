import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gradientHistogramModel } from '../../../scripts/built-in-model/gradient-histogram.ts';
import { builtInManifest } from '../../../scripts/built-in-model/make.ts';
import { DIMENSIONS, SETTINGS } from '../../../scripts/built-in-model/settings.ts';
import { DEFAULT_LIMITS } from '../../../src/workers/decode/calls.ts';
import { openPictureSession, type PictureSession } from '../../../src/workers/embed/picture-session.ts';
import { inputSize, readInput } from '../../../src/workers/embed/read-input.ts';
import { trialPicture } from '../../../src/workers/embed/trial-pictures.ts';
import { describePixels } from '../../fixtures/describe-pixels.ts';
import { knnAccuracy } from '../../fixtures/knn-accuracy.ts';
import {
  halfWhitened,
  type LabelledPhoto,
  photosOfClothes,
  smallPictureClasses,
  smallPictures,
} from '../../fixtures/labelled-photos.ts';
import { hasTestData } from '../../fixtures/test-data.ts';

const file = fileURLToPath(new URL('../../../assets/models/gradient-histogram.onnx', import.meta.url));
const manifest = builtInManifest(readFileSync(file));
const { side } = SETTINGS;
const LENGTH = side * side * 3;
let session: PictureSession;

beforeAll(async () => {
  session = await openPictureSession({ file, manifest, threads: 1, mostBatch: 64, batch: 32 });
});
afterAll(() => session.release());

test('is what its script makes, and its manifest tells of it', () => {
  const made = gradientHistogramModel();
  expect(createHash('sha256').update(made).digest('hex')).toBe(manifest.sha256);
  expect(JSON.parse(readFileSync(file.replace(/onnx$/, 'json'), 'utf8'))).toEqual(manifest);
});

test('computes what a plain account of it says', async () => {
  const half = new Uint8Array(LENGTH).fill(200, 0, LENGTH / 2);
  const pictures = [trialPicture(side, side, 1).data, trialPicture(side, side, 2).data, half, new Uint8Array(LENGTH)];
  const numbers = new Uint8Array(pictures.length * LENGTH);
  for (const [at, picture] of pictures.entries()) numbers.set(picture, at * LENGTH);
  const { vectors } = await session.run(numbers, pictures.length);
  for (const [at, picture] of pictures.entries()) {
    const expected = describePixels(picture);
    const given = vectors.subarray(at * DIMENSIONS, (at + 1) * DIMENSIONS);
    expect(given.length).toBe(expected.length);
    const furthest = Math.max(...expected.map((value, i) => Math.abs(value - (given[i] as number))));
    expect(furthest).toBeLessThan(2e-5);
  }
});

test('says something of a picture that is all black', async () => {
  expect((await session.run(new Uint8Array(LENGTH), 1)).vectors.some((value) => value > 0)).toBe(true);
});

/** Of the space that neighbours live in, fitted on these photos alone. */
async function accuracy(photos: readonly LabelledPhoto[]): Promise<number> {
  const numbers = new Uint8Array(photos.length * LENGTH);
  const size = inputSize(manifest);
  const read = photos.map(async ({ path }, at) => {
    const { data, channels } = await readInput({ path: Buffer.from(path) }, size, DEFAULT_LIMITS);
    for (let i = 0; i < LENGTH; i++) numbers[at * LENGTH + i] = data[channels === 1 ? Math.floor(i / 3) : i] as number;
  });
  await Promise.all(read);
  const { points, dimensions } = halfWhitened((await session.run(numbers, photos.length)).vectors, DIMENSIONS);
  return knnAccuracy(
    points,
    dimensions,
    photos.map(({ label }) => label),
  );
}

describe.runIf(hasTestData)('neighbours by it are of the same class', () => {
  test('of photos of clothes', async () => {
    expect(await accuracy(photosOfClothes())).toBeGreaterThanOrEqual(0.72);
  }, 60_000);

  test('of small pictures of the first twenty classes', async () => {
    expect(await accuracy(smallPictures(smallPictureClasses().slice(0, 20)))).toBeGreaterThanOrEqual(0.29);
  }, 60_000);
});
