import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/workers/decode/calls.ts';
import { readPicture } from '../../../src/workers/decode/read-picture.ts';
import { intactShare } from '../../../src/workers/quality/intact.ts';
import { noise, painted } from './pictures.ts';

const [WIDTH, HEIGHT] = [600, 400];
const { data } = painted(WIDTH, HEIGHT, (x, y) => [noise(x, y), noise(y, x), noise(x + 7, y)]);
const picture = (): Sharp => sharp(data, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } });

/** Of the first `part` of a file's bytes. */
async function intact(image: Sharp, format: string, part: number): Promise<number | null> {
  const bytes = await image.toBuffer();
  const { status, facts, pixels } = await readPicture(bytes.subarray(0, bytes.length * part), format, DEFAULT_LIMITS);
  expect(status).toBe('corrupt');
  if (facts === null || pixels === null) throw new Error('the decoder shows nothing of it');
  return intactShare({ ...facts, pixels, format });
}

describe('of a cut file of noise, as many rows are intact as bytes are there', () => {
  test.each([0.25, 0.6, 0.9])('%f', async (part) => {
    expect(await intact(picture().jpeg(), 'jpeg', part)).toBeCloseTo(part, 1);
    expect(await intact(picture().toColourspace('b-w').jpeg(), 'jpeg', part)).toBeCloseTo(part, 1);
    expect(await intact(picture().png(), 'png', part)).toBeCloseTo(part, 1);
    expect(await intact(picture().ensureAlpha(0.5).png(), 'png', part)).toBeCloseTo(part, 1);
    expect(await intact(picture().gif({ colours: 16, dither: 0 }), 'gif', part)).toBeCloseTo(part, 1);
  });

  test('mirrored by its orientation flag, too', async () => {
    expect(await intact(picture().jpeg().withMetadata({ orientation: 2 }), 'jpeg', 0.5)).toBeCloseTo(0.5, 1);
  });
});

describe('it is not known', () => {
  test('of rows that are no longer rows once upright', async () => {
    expect(await intact(picture().jpeg().withMetadata({ orientation: 6 }), 'jpeg', 0.5)).toBeNull();
  });

  test('of a progressive JPEG, of which every row is there, but coarse', async () => {
    expect(await intact(picture().jpeg({ progressive: true }), 'jpeg', 0.5)).toBeNull();
  });

  test('where damage does not reach the bottom', () => {
    const whole = { ...painted(8, 8, (x, y) => [noise(x, y), 0, 0]) };
    const facts = { format: 'jpeg', hasAlpha: false, orientation: null, isProgressive: false };
    expect(intactShare({ ...facts, pixels: whole })).toBeNull();
    expect(intactShare({ ...facts, format: 'webp', pixels: painted(8, 8, () => [0, 0, 0]) })).toBeNull();
  });
});
