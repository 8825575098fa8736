import { findEdges } from '../../shared/find-edges.ts';
import type { Pixels } from '../decode/pixels.ts';
import { greyOf } from './grey.ts';
import { resizeBicubic } from './resize-bicubic.ts';

/** Longest side of the picture that edges are looked for in, px. */
const SIDE = 64;
const STRENGTH = 0.01;
/** Of the spread of values; a lesser one says nothing about sharpness. */
const LEAST_SPREAD = 0.18;

function small(pixels: Pixels): Pixels {
  const { width, height } = pixels;
  const longest = Math.max(width, height);
  if (longest <= SIDE) return pixels;
  const shrunk = (side: number): number => Math.max(1, Math.floor((side * SIDE) / longest));
  return resizeBicubic(pixels, shrunk(width), shrunk(height));
}

function histogramOf(grey: Uint8Array): Uint32Array {
  const counts = new Uint32Array(256);
  for (let at = 0; at < grey.length; at++) {
    const value = grey[at] as number;
    counts[value] = (counts[value] as number) + 1;
  }
  return counts;
}

const standardDeviation = (sum: number, squares: number, count: number): number =>
  Math.sqrt(Math.max(0, (squares - (sum * sum) / count) / count));

/** Of the values that a histogram counts. */
function deviationOfValues(histogram: Uint32Array, count: number): number {
  let sum = 0;
  let squares = 0;
  for (let value = 0; value < histogram.length; value++) {
    const times = histogram[value] as number;
    sum += times * value;
    squares += times * value * value;
  }
  return standardDeviation(sum, squares, count);
}

/** Of a histogram's counts themselves. */
function deviationOfCounts(histogram: Uint32Array, count: number): number {
  let squares = 0;
  for (let value = 0; value < histogram.length; value++) squares += (histogram[value] as number) ** 2;
  return standardDeviation(count, squares, histogram.length);
}

const saturating = (value: number): number => 1 - Math.exp(-STRENGTH * value);

/**
 * How much of edges there is at 64 px, and how unevenly values are used: near 0 for a blurred picture. Alpha is not looked at.
 * @see cleanlab/cleanvision, BlurrinessProperty
 */
export function blurryScore(pixels: Pixels): number {
  const picture = small(pixels);
  const grey = greyOf(picture);
  const edgeHistogram = histogramOf(findEdges(grey, picture.width, picture.height));
  const edges = saturating(deviationOfValues(edgeHistogram, grey.length));
  const spread = saturating(deviationOfCounts(histogramOf(grey), grey.length));
  return Math.min(1, edges + (spread > LEAST_SPREAD ? spread : 0));
}
