import type { Pixels } from '../decode/pixels.ts';
import {
  BLUE_KEYS,
  type BrightnessScores,
  brightnessScores,
  COARSE_BINS,
  coarseBin,
  GREEN_KEYS,
  RED_KEYS,
} from './brightness.ts';

/** What one pass over a picture's pixels counts; all scores but blurry and letterbox are made of it. */
export interface Tally extends BrightnessScores {
  readonly count: number;
  /** How many pixels have each of the 256 values, channel by channel; alpha is one of them where there is one. */
  readonly histograms: readonly Uint32Array[];
  /** Sum over pixels of (R-G)² + (G-B)² + (B-R)²; 0 where every pixel is grey. */
  readonly colour: number;
}

const increment = (counts: Uint32Array, at: number): void => {
  counts[at] = (counts[at] as number) + 1;
};

/** Scratch, a number for each pixel, used again for each picture. */
let keys = new Int32Array(0);

function tallyColour({ data, channels }: Pixels, histograms: readonly Uint32Array[], coarse: Uint32Array): number {
  const [reds, greens, blues] = histograms as [Uint32Array, Uint32Array, Uint32Array];
  let colour = 0;
  for (let at = 0, pixel = 0; at < data.length; at += channels, pixel++) {
    const red = data[at] as number;
    const green = data[at + 1] as number;
    const blue = data[at + 2] as number;
    increment(reds, red);
    increment(greens, green);
    increment(blues, blue);
    const key = (RED_KEYS[red] as number) + (GREEN_KEYS[green] as number) + (BLUE_KEYS[blue] as number);
    keys[pixel] = key;
    increment(coarse, coarseBin(key));
    colour += (red - green) * (red - green) + (green - blue) * (green - blue) + (blue - red) * (blue - red);
  }
  return colour;
}

function tallyGrey({ data, channels }: Pixels, histograms: readonly Uint32Array[], coarse: Uint32Array): number {
  const greys = histograms[0] as Uint32Array;
  for (let at = 0, pixel = 0; at < data.length; at += channels, pixel++) {
    const grey = data[at] as number;
    increment(greys, grey);
    const key = 1000 * grey * grey;
    keys[pixel] = key;
    increment(coarse, coarseBin(key));
  }
  return 0;
}

function tallyAlpha({ data, channels }: Pixels, alphas: Uint32Array): void {
  for (let at = channels - 1; at < data.length; at += channels) increment(alphas, data[at] as number);
}

/** @param pixels at least one */
export function tallyPixels(pixels: Pixels): Tally {
  const count = pixels.width * pixels.height;
  if (keys.length < count) keys = new Int32Array(count);
  const histograms = Array.from({ length: pixels.channels }, () => new Uint32Array(256));
  const coarse = new Uint32Array(COARSE_BINS);
  const colour = (pixels.channels >= 3 ? tallyColour : tallyGrey)(pixels, histograms, coarse);
  if (pixels.channels % 2 === 0) tallyAlpha(pixels, histograms.at(-1) as Uint32Array);
  return { count, histograms, colour, ...brightnessScores({ keys, count, coarse }) };
}
