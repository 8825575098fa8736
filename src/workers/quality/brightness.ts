import { percentile, ranksAround } from './percentile.ts';

/** Of the key of each pixel; `coarse` are the upper bits that a first sorting goes by. */
const FINE_BITS = 14;
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

/** Scratch, used again for each picture: as many bins as there are ranks to find. */
const MOST_BINS = 4;
const fineCounts = new Uint32Array(MOST_BINS * FINE);

/** Counts the lower bits of the keys in some coarse bins, in one pass: those of `bins[n]` from `n * FINE` on. */
function countFine({ keys, count }: BrightnessKeys, bins: readonly number[]): Uint32Array {
  const places = new Uint8Array(COARSE_BINS);
  for (const [at, bin] of bins.entries()) places[bin] = at + 1;
  const fine = fineCounts.subarray(0, bins.length * FINE).fill(0);
  for (let at = 0; at < count; at++) {
    const key = keys[at] as number;
    const place = places[key >>> FINE_BITS] as number;
    if (place !== 0) {
      const cell = (place - 1) * FINE + (key & (FINE - 1));
      fine[cell] = (fine[cell] as number) + 1;
    }
  }
  return fine;
}

/** The brightness at some ranks, found without sorting: by counting the keys' upper bits, then the lower ones where it matters. */
function brightnessAtRanks(picture: BrightnessKeys, ranks: readonly number[]): (rank: number) => number {
  const found = ranks.map((rank) => ({ rank, ...binOf(picture.coarse, rank) }));
  const bins = [...new Set(found.map(({ bin }) => bin))];
  const fine = countFine(picture, bins);
  const values = new Map(
    found.map(({ rank, bin, below }) => {
      const start = bins.indexOf(bin) * FINE;
      const key = (bin << FINE_BITS) + binOf(fine.subarray(start, start + FINE), rank - below).bin;
      return [rank, brightnessOf(key)] as const;
    }),
  );
  return (rank) => values.get(rank) as number;
}

const DARK = 0.99;
const LIGHT = 0.05;

export interface BrightnessScores {
  /** 99th percentile of the pixels' brightness. */
  readonly dark: number;
  /** 1 less the 5th percentile. */
  readonly light: number;
}

/** @see cleanlab/cleanvision, BrightnessProperty */
export function brightnessScores(picture: BrightnessKeys): BrightnessScores {
  const { count } = picture;
  const brightnessAt = brightnessAtRanks(picture, [...ranksAround(count, DARK), ...ranksAround(count, LIGHT)]);
  return { dark: percentile(brightnessAt, count, DARK), light: 1 - percentile(brightnessAt, count, LIGHT) };
}
