import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { findEdges } from '../../../src/shared/find-edges.ts';
import type { Pixels } from '../../../src/workers/decode/pixels.ts';
import { blurryScore } from '../../../src/workers/quality/blurry.ts';
import { greyOf } from '../../../src/workers/quality/grey.ts';
import { lowInformationScore } from '../../../src/workers/quality/low-information.ts';
import { oddAspectRatioScore } from '../../../src/workers/quality/odd-aspect-ratio.ts';
import { oddSizeBounds, oddSizeCut, oddSizeScore } from '../../../src/workers/quality/odd-size.ts';
import { resizeBicubic } from '../../../src/workers/quality/resize-bicubic.ts';
import { tallyPixels } from '../../../src/workers/quality/tally.ts';
import { goldenPictures, goldenSizes } from './golden.ts';

/** Digits after the point that have to agree: a difference below 5·10⁻⁷. */
const DIGITS = 6;
const sha256 = ({ data }: Pick<Pixels, 'data'>): string => hash('sha256', data);

describe.each(goldenPictures)('$name', ({ pixels, width, height, scores, grey, edges }) => {
  test('dark and light are the percentiles that cleanvision finds', () => {
    const { dark, light } = tallyPixels(pixels);
    expect(dark).toBeCloseTo(scores.dark, DIGITS);
    expect(light).toBeCloseTo(scores.light, DIGITS);
  });

  test('low information is a tenth of the entropy', () => {
    expect(lowInformationScore(tallyPixels(pixels).histograms)).toBeCloseTo(scores['low-information'], DIGITS);
  });

  test('blurry, with its grey picture and edges byte for byte', () => {
    expect(sha256({ data: greyOf(pixels) })).toBe(grey);
    expect(sha256({ data: findEdges(greyOf(pixels), width, height) })).toBe(edges);
    expect(blurryScore(pixels)).toBeCloseTo(scores.blurry, DIGITS);
  });

  test('odd aspect ratio', () => {
    expect(oddAspectRatioScore(width, height)).toBeCloseTo(scores['odd-aspect-ratio'], DIGITS);
  });
});

test.each(goldenPictures.filter(({ resized }) => resized !== null))('$name is resized as by Pillow, byte for byte', (golden) => {
  const [width, height] = golden.resized?.size ?? [0, 0];
  expect(sha256(resizeBicubic(golden.pixels, width, height))).toBe(golden.resized?.sha256);
});

describe.each(goldenSizes)('sizes: $name', ({ sizes, scores, cut }) => {
  const roots = sizes.map(([width, height]) => Math.sqrt(width * height));
  const bounds = oddSizeBounds(roots);

  test('have the scores of cleanvision', () => {
    for (const [at, root] of roots.entries()) expect(oddSizeScore(root, bounds)).toBeCloseTo(scores[at] as number, DIGITS);
  });

  test('have its cut', () => {
    expect(oddSizeCut(bounds)).toBe(cut);
  });
});
