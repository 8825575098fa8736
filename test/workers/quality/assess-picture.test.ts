import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEFAULT_CUTS } from '../../../src/shared/issue.ts';
import { DEFAULT_LIMITS } from '../../../src/workers/decode/calls.ts';
import type { Pixels } from '../../../src/workers/decode/pixels.ts';
import { readPicture } from '../../../src/workers/decode/read-picture.ts';
import { assessPicture } from '../../../src/workers/quality/assess-picture.ts';
import { blurryScore } from '../../../src/workers/quality/blurry.ts';
import { lowInformationScore } from '../../../src/workers/quality/low-information.ts';
import { tallyPixels } from '../../../src/workers/quality/tally.ts';
import { hasTestData, testData } from '../../fixtures/test-data.ts';
import { grey, noise, painted } from './pictures.ts';

const scoresOf = (pixels: Pixels) => assessPicture(pixels, new Uint8Array(0), 'png').quality;

describe('a grey picture', () => {
  const page = painted(60, 80, (x, y) => grey(250 + (noise(x, y) & 3)));

  test('has the same scores however it is stored', () => {
    const { width, height } = page;
    const stored: Pixels = { data: page.data.filter((_, at) => at % 3 === 0), width, height, channels: 1 };
    expect(scoresOf(page)).toEqual(scoresOf(stored));
  });

  test('as blank as this has low information also as RGB, where cleanvision counts three channels and misses it', () => {
    expect(lowInformationScore(tallyPixels(page).histograms)).toBeGreaterThan(DEFAULT_CUTS['low-information']);
    expect(scoresOf(page)['low-information']).toBeLessThan(DEFAULT_CUTS['low-information']);
  });
});

test.each([
  ['one pixel', 1, 1],
  ['a line', 300, 1],
  ['a column', 1, 300],
  ['a strip', 256, 2],
])('%s is scored like any other picture', (_name, width, height) => {
  const quality = scoresOf(painted(width, height, (x, y) => [noise(x, y), 100, 50]));
  for (const [name, score] of Object.entries(quality)) {
    if (name !== 'strong-compression') expect(score, name).toSatisfy((value: number) => value >= 0 && value <= 1);
  }
});

describe.skipIf(!hasTestData)('of real photos', () => {
  const folder = testData('classify/imagenet-sample-images');

  async function photos(): Promise<readonly Pixels[]> {
    const names = hasTestData ? readdirSync(folder).filter((name) => name.endsWith('.JPEG')) : [];
    const some = names.filter((_, at) => at % 6 === 0);
    const pictures = await Promise.all(some.map((name) => readPicture(readFileSync(join(folder, name)), 'jpeg', DEFAULT_LIMITS)));
    return pictures.flatMap(({ pixels }) => pixels ?? []);
  }

  test('half of the pixels give nearly the scores of all', async () => {
    const pictures = await photos();
    expect(pictures.length).toBe(50);
    for (const pixels of pictures) {
      const quality = scoresOf(pixels);
      const all = tallyPixels(pixels);
      expect(Math.abs((quality.dark ?? 0) - all.dark)).toBeLessThan(0.01);
      expect(Math.abs((quality.light ?? 0) - all.light)).toBeLessThan(0.01);
      expect(Math.abs((quality.blurry ?? 0) - blurryScore(pixels))).toBeLessThan(0.02);
    }
  });
});
