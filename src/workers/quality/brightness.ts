import { percentile } from './percentile.ts';

/** Of the key of each pixel; `coarse` are the upper bits that a first sorting goes by. */
const FINE_BITS = 13;
const FINE = 1 << FINE_BITS;
/** 1000·255² fits. */
export const COARSE_BINS = Math.floor((1000 * 255 * 255) / FINE) + 1;

/** Perceived brightness is √(.241 R² + .691 G² + .068 B²) / 255; the key of a pixel is 1000 times the radicand, a whole number. */
const keysOf = (weight: number): Int32Array => Int32Array.from({ length: 256 }, (_, value) => weight * value * value);
export const RED_KEYS = keysOf(241);
export const GREEN_KEYS = keysOf(691);
export const BLUE_KEYS = keysOf(68);

const brightnessOf = (key: number): number => Math.sqrt(key / 1000) / 255;

/** @param key of a pixel @returns index into the coarse counts */
export const coarseBin = (key: number): number => key >>> FINE_BITS;

/** The brightness keys of a picture's pixels. */
export interface BrightnessKeys {
  /** One for each pixel, in any order; only the first `count` are the picture's. */
  readonly keys: Int32Array;
  readonly count: number;
  /** How many pixels have a key in each coarse bin. */
  readonly coarse: Uint32Array;
}

/** The bin that holds a rank, and how many ranks lie below it. */
function binOf(counts: Uint32Array, rank: number): { readonly bin: number; readonly below: number } {
  let below = 0;
  for (let bin = 0; ; bin++) {
    const inBin = counts[bin] as number;
    if (below + inBin > rank) return { bin, below };
    below += inBin;
  }
}

function countFine({ keys, count }: BrightnessKeys, coarse: number): Uint32Array {
  const fine = new Uint32Array(FINE);
  for (let at = 0; at < count; at++) {
    const key = keys[at] as number;
    if (key >>> FINE_BITS === coarse) fine[key & (FINE - 1)] = (fine[key & (FINE - 1)] as number) + 1;
  }
  return fine;
}

/** Looks values up by rank without sorting: 2 counts of 13 bits each; ranks in one coarse bin share the second. */
function rankedBrightness(picture: BrightnessKeys): (rank: number) => number {
  const fineOf = new Map<number, Uint32Array>();
  return (rank) => {
    const { bin, below } = binOf(picture.coarse, rank);
    const fine = fineOf.get(bin) ?? countFine(picture, bin);
    fineOf.set(bin, fine);
    return brightnessOf((bin << FINE_BITS) + binOf(fine, rank - below).bin);
  };
}

export interface BrightnessScores {
  /** 99th percentile of the pixels' brightness. */
  readonly dark: number;
  /** 1 less the 5th percentile. */
  readonly light: number;
}

/** @see cleanlab/cleanvision, BrightnessProperty */
export function brightnessScores(picture: BrightnessKeys): BrightnessScores {
  const brightnessAt = rankedBrightness(picture);
  return {
    dark: percentile(brightnessAt, picture.count, 0.99),
    light: 1 - percentile(brightnessAt, picture.count, 0.05),
  };
}
