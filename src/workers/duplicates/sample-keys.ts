import type { Hashes } from './hash-band.ts';
import { type Turn, turnedHashes } from './turns.ts';

/**
 * What duplicates are found by, as the statements of `main/index/duplicate-sources.ts` give it: this many bytes per sample,
 * in this order, zero where there is none.
 */
export const KEY_BYTES = { has: 4, content: 16, pixels: 16, width: 4, height: 4, perceptual: 8, shrinking: 4 } as const;
/** The same for the hashes of the flipped picture, of samples that have a fingerprint. */
export const FLIPPED_BYTES = 24;

/** Bits of `has`. */
export const HAS = { content: 1, pixels: 2, perceptual: 4 } as const;

/** Columns, one row per sample, ascending by id. Half of a SHA-256 is plenty to tell samples apart. */
export interface SampleKeys {
  readonly ids: Uint32Array;
  readonly has: Uint32Array;
  readonly content: readonly Uint32Array[];
  readonly pixels: readonly Uint32Array[];
  readonly sides: readonly Uint32Array[];
  readonly perceptual: Hashes;
  /** Which formats are made small while they are decoded, each in its own way: 0 for all others. */
  readonly shrinking: Uint32Array;
}

const WORDS = 14;

/** @param keys `KEY_BYTES` per id */
export function sampleKeys(ids: Uint32Array, keys: Uint8Array): SampleKeys {
  const [has, c0, c1, c2, c3, p0, p1, p2, p3, width, height, high, low, shrinking] = wordColumns(keys, ids.length, WORDS);
  const none = new Uint32Array(0);
  return {
    ids,
    has: has ?? none,
    content: [c0 ?? none, c1 ?? none, c2 ?? none, c3 ?? none],
    pixels: [p0 ?? none, p1 ?? none, p2 ?? none, p3 ?? none],
    sides: [width ?? none, height ?? none],
    perceptual: { high: high ?? none, low: low ?? none },
    shrinking: shrinking ?? none,
  };
}

/** Big-endian words of rows as one column per word. */
function wordColumns(bytes: Uint8Array, rows: number, words: number): readonly Uint32Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const columns = Array.from({ length: words }, () => new Uint32Array(rows));
  for (const [word, column] of columns.entries()) {
    for (let row = 0; row < rows; row++) column[row] = view.getUint32(4 * (row * words + word));
  }
  return columns;
}

/** Hashes of pictures and of the same flipped. */
export interface FlippableHashes {
  readonly upright: Hashes;
  /** Mirrored, upside down, both. */
  readonly flipped: readonly Hashes[];
}

/** @param flipped `FLIPPED_BYTES` per row */
export function flippableHashes(upright: Hashes, flipped: Uint8Array): FlippableHashes {
  const words = wordColumns(flipped, upright.high.length, FLIPPED_BYTES / 4);
  const none = new Uint32Array(0);
  return { upright, flipped: [0, 2, 4].map((word) => ({ high: words[word] ?? none, low: words[word + 1] ?? none })) };
}

/** The hashes of the turned pictures, exact. */
export function hashesTurned({ upright, flipped }: FlippableHashes, turn: Turn): Hashes {
  const flip = turn & 3;
  if ((turn & 4) === 0) return flipped[flip - 1] ?? upright;
  // A picture transposed and then flipped is the picture flipped along the other axis and then transposed.
  const before = ((flip & 1) << 1) | (flip >> 1);
  const { high, low } = flipped[before - 1] ?? upright;
  return turnedHashes(high, low, 4);
}

/** For hashes without pictures: flips as `turnedHashes` guesses them. */
export function guessedFlips(upright: Hashes): FlippableHashes {
  const flips: readonly Turn[] = [1, 2, 3];
  return { upright, flipped: flips.map((flip) => turnedHashes(upright.high, upright.low, flip)) };
}

/** The chosen rows of columns. */
export function pick({ high, low }: Hashes, rows: Uint32Array): Hashes {
  const chosen = (column: Uint32Array): Uint32Array => rows.map((row) => column[row] ?? 0);
  return { high: chosen(high), low: chosen(low) };
}
