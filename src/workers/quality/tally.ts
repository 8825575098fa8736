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

/** What one pass over a picture's pixels counts (`count` of them); all scores but blurry and letterbox are made of it. */
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
const coarse = new Uint32Array(COARSE_BINS);

/** Which pixels are looked at: all, or every second one like the white fields of a chessboard. */
type Step = 1 | 2;

/** Pixels of a chessboard's row `y` start at its first or second column. */
const firstColumn = (y: number, step: Step): number => (step === 1 ? 0 : y & 1);

/** What is counted, in place. */
interface Counts {
  readonly histograms: readonly Uint32Array[];
  readonly coarse: Uint32Array;
  pixels: number;
  colour: number;
}

function tallyColour({ data, width, height, channels }: Pixels, step: Step, counts: Counts): void {
  const { histograms, coarse } = counts;
  const [reds, greens, blues] = histograms as [Uint32Array, Uint32Array, Uint32Array];
  let pixel = 0;
  let colour = 0;
  for (let y = 0; y < height; y++) {
    const end = (y + 1) * width * channels;
    for (let at = (y * width + firstColumn(y, step)) * channels; at < end; at += step * channels) {
      const red = data[at] as number;
      const green = data[at + 1] as number;
      const blue = data[at + 2] as number;
      increment(reds, red);
      increment(greens, green);
      increment(blues, blue);
      const key = (RED_KEYS[red] as number) + (GREEN_KEYS[green] as number) + (BLUE_KEYS[blue] as number);
      keys[pixel++] = key;
      increment(coarse, coarseBin(key));
      colour += (red - green) * (red - green) + (green - blue) * (green - blue) + (blue - red) * (blue - red);
    }
  }
  counts.pixels = pixel;
  counts.colour = colour;
}

function tallyGrey({ data, width, height, channels }: Pixels, step: Step, counts: Counts): void {
  const greys = counts.histograms[0] as Uint32Array;
  for (let y = 0; y < height; y++) {
    const end = (y + 1) * width * channels;
    for (let at = (y * width + firstColumn(y, step)) * channels; at < end; at += step * channels) {
      const grey = data[at] as number;
      increment(greys, grey);
      const key = 1000 * grey * grey;
      keys[counts.pixels++] = key;
      increment(counts.coarse, coarseBin(key));
    }
  }
}

function tallyAlpha({ data, channels }: Pixels, alphas: Uint32Array): void {
  for (let at = channels - 1; at < data.length; at += channels) increment(alphas, data[at] as number);
}

/**
 * @param pixels at least one
 * @param step 2: half of them are enough; pixels with alpha are all counted
 */
export function tallyPixels(pixels: Pixels, step: Step = 1): Tally {
  const most = pixels.width * pixels.height;
  if (keys.length < most) keys = new Int32Array(most);
  const histograms = Array.from({ length: pixels.channels }, () => new Uint32Array(256));
  const counts: Counts = { histograms, coarse: coarse.fill(0), pixels: 0, colour: 0 };
  const hasAlpha = pixels.channels % 2 === 0;
  (pixels.channels >= 3 ? tallyColour : tallyGrey)(pixels, hasAlpha ? 1 : step, counts);
  if (hasAlpha) tallyAlpha(pixels, histograms.at(-1) as Uint32Array);
  const { pixels: count, colour } = counts;
  return { count, histograms, colour, ...brightnessScores({ keys, count, coarse }) };
}
