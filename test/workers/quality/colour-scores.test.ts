import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { DEFAULT_CUTS } from '../../../src/shared/issue.ts';
import type { Pixels } from '../../../src/workers/decode/pixels.ts';
import { channelStats } from '../../../src/workers/quality/channel-stats.ts';
import { grayscaleScore, singleColorScore } from '../../../src/workers/quality/colour-scores.ts';
import { tallyPixels } from '../../../src/workers/quality/tally.ts';
import { grey, noise, painted } from './pictures.ts';

function grayscale(pixels: Pixels): number {
  const { colour, count } = tallyPixels(pixels);
  return grayscaleScore(colour, count);
}

function singleColor(pixels: Pixels): number {
  const { histograms, count } = tallyPixels(pixels);
  return singleColorScore(channelStats(histograms, count));
}

describe('grayscale', () => {
  test('is 0 for a grey JPEG that is stored as RGB, which cleanvision takes for a colour picture', async () => {
    const { data } = painted(90, 60, (x, y) => grey(noise(x, y)));
    const jpeg = await sharp(data, { raw: { width: 90, height: 60, channels: 3 } })
      .jpeg({ quality: 60 })
      .toBuffer();
    expect((await sharp(jpeg).metadata()).channels).toBe(3);
    const decoded = await sharp(jpeg).raw().toBuffer();
    expect(grayscale({ data: decoded, width: 90, height: 60, channels: 3 })).toBe(0);
  });

  test('rises with how much colour there is', () => {
    const tinted = (by: number): number =>
      grayscale(painted(50, 50, (x, y) => [noise(x, y) / 2 + by, noise(x, y) / 2, noise(x, y) / 2]));
    const scores = [0, 1, 10, 100].map(tinted);
    expect(scores).toEqual(scores.toSorted((a, b) => a - b));
    expect(new Set(scores).size).toBe(4);
    expect(grayscale(painted(9, 9, () => [255, 0, 0]))).toBe(1);
  });

  test('sees a red dot in a grey thumbnail, not a few pixels that rounding set one off', () => {
    const base = (x: number, y: number) => grey(noise(x, y));
    const dotted = painted(256, 192, (x, y) => (x >> 1 === 50 && y >> 1 === 50 ? [200, 20, 30] : base(x, y)));
    expect(grayscale(dotted)).toBeGreaterThan(DEFAULT_CUTS.grayscale);
    const rounded = painted(256, 192, (x, y) => (noise(y, x) < 20 ? [101, 100, 100] : base(x, y)));
    expect(grayscale(rounded)).toBeGreaterThan(0);
    expect(grayscale(rounded)).toBeLessThan(DEFAULT_CUTS.grayscale);
  });
});

describe('single colour', () => {
  test('is 0 for one colour, 1 for half black and half white', () => {
    expect(singleColor(painted(10, 10, () => [10, 200, 30]))).toBeCloseTo(0);
    expect(singleColor(painted(10, 10, (x) => grey(x < 5 ? 0 : 255)))).toBeCloseTo(1);
  });

  test('is the standard deviation of the channel that varies most', () => {
    const picture = painted(2, 1, (x) => [100, 100, x === 0 ? 80 : 120]);
    expect(singleColor(picture)).toBeCloseTo(20 / 127.5);
  });
});

test('mean and mean square are those of sRGB values in [0, 1], also of a grey channel', () => {
  const { histograms, count } = tallyPixels(painted(2, 1, (x) => [x * 255, 51, 102]));
  const { mean, meanSquare } = channelStats(histograms, count);
  expect(mean).toEqual([0.5, 0.2, 0.4]);
  expect(meanSquare.map((value) => Number(value.toFixed(12)))).toEqual([0.5, 0.04, 0.16]);
  const alone = tallyPixels({ data: Uint8Array.of(0, 255), width: 2, height: 1, channels: 1 });
  expect(channelStats(alone.histograms, 2).mean).toEqual([0.5, 0.5, 0.5]);
});
