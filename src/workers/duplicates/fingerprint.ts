import { greySquare } from '../decode/grey-square.ts';
import { HASH_SIDE, hashOfFrequencies, lowFrequencies } from '../decode/perceptual-hash.ts';
import type { Pixels } from '../decode/pixels.ts';

/** Side of the luma square in a fingerprint, cells. */
export const LUMA_SIDE = 16;
/** Side of the two chroma squares, cells. */
export const CHROMA_SIDE = 4;
const LUMA_CELLS = LUMA_SIDE * LUMA_SIDE;
const CHROMA_CELLS = CHROMA_SIDE * CHROMA_SIDE;
const HASH_BYTES = 8;
const LOW_SIDE = 8;

/** Where the parts of a fingerprint start, bytes. `format` is what the first byte says: other ones cannot be compared. */
export const FINGERPRINT = {
  format: 1,
  version: 0,
  darkest: 1,
  lightest: 2,
  luma: 3,
  blue: 3 + LUMA_CELLS,
  red: 3 + LUMA_CELLS + CHROMA_CELLS,
  flipped: 3 + LUMA_CELLS + 2 * CHROMA_CELLS,
  bytes: 3 + LUMA_CELLS + 2 * CHROMA_CELLS + 3 * HASH_BYTES,
} as const;

/** Of larger pictures so many columns and rows are plenty for the mean colour of 4 × 4 cells. */
const CHROMA_SAMPLES = 48;

/**
 * What confirms that two pictures with similar perceptual hashes are copies of one another: 16 × 16 luma cells stretched
 * between the darkest and the lightest of them, so that pictures of little contrast keep their detail, and the blue and red
 * difference (ITU-R 601, 128 = none) of 4 × 4 cells. With them go the hashes of the picture mirrored, upside down and both: its
 * own hash only tells them to within a few bits (turns.ts), which is too many for one copy in twenty.
 * @param pixels grey or RGB, no alpha
 * @param grey the same as 32 × 32 luma values in [0, 255], where hashing has made them already
 */
export function fingerprint(pixels: Pixels, grey: Float64Array = greySquare(pixels, HASH_SIDE)): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(FINGERPRINT.bytes);
  out[FINGERPRINT.version] = FINGERPRINT.format;
  writeLuma(grey, out);
  writeChroma(pixels, out);
  writeFlippedHashes(grey, out);
  return out;
}

function writeLuma(grey: Float64Array, out: Uint8Array): void {
  const cells = new Float64Array(LUMA_CELLS);
  for (let y = 0; y < LUMA_SIDE; y++) {
    for (let x = 0; x < LUMA_SIDE; x++) {
      const at = 2 * y * HASH_SIDE + 2 * x;
      const top = (grey[at] as number) + (grey[at + 1] as number);
      cells[y * LUMA_SIDE + x] = (top + (grey[at + HASH_SIDE] as number) + (grey[at + HASH_SIDE + 1] as number)) / 4;
    }
  }
  const darkest = Math.floor(cells.reduce((least, value) => Math.min(least, value), 254));
  const lightest = Math.min(255, Math.ceil(cells.reduce((most, value) => Math.max(most, value), darkest + 1)));
  out[FINGERPRINT.darkest] = darkest;
  out[FINGERPRINT.lightest] = lightest;
  const scale = 255 / (lightest - darkest);
  for (let k = 0; k < LUMA_CELLS; k++) out[FINGERPRINT.luma + k] = Math.round(((cells[k] as number) - darkest) * scale);
}

function writeChroma({ data, width, height, channels }: Pixels, out: Uint8Array): void {
  if (channels < 3) {
    out.fill(128, FINGERPRINT.blue);
    return;
  }
  const sums = new Float64Array(3 * CHROMA_CELLS);
  const counts = new Float64Array(CHROMA_CELLS);
  const stepX = Math.max(1, Math.floor(width / CHROMA_SAMPLES));
  const stepY = Math.max(1, Math.floor(height / CHROMA_SAMPLES));
  for (let y = stepY >> 1; y < height; y += stepY) {
    const row = Math.floor((y * CHROMA_SIDE) / height) * CHROMA_SIDE;
    for (let x = stepX >> 1; x < width; x += stepX) {
      const cell = row + Math.floor((x * CHROMA_SIDE) / width);
      const at = (y * width + x) * channels;
      sums[3 * cell] = (sums[3 * cell] as number) + (data[at] as number);
      sums[3 * cell + 1] = (sums[3 * cell + 1] as number) + (data[at + 1] as number);
      sums[3 * cell + 2] = (sums[3 * cell + 2] as number) + (data[at + 2] as number);
      counts[cell] = (counts[cell] as number) + 1;
    }
  }
  writeDifferences(sums, counts, out);
}

/** Cells without a pixel of their own (pictures under 4 px) stay without colour. */
function writeDifferences(sums: Float64Array, counts: Float64Array, out: Uint8Array): void {
  for (let cell = 0; cell < CHROMA_CELLS; cell++) {
    const count = Math.max(1, counts[cell] as number);
    const red = (sums[3 * cell] as number) / count;
    const green = (sums[3 * cell + 1] as number) / count;
    const blue = (sums[3 * cell + 2] as number) / count;
    const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
    out[FINGERPRINT.blue + cell] = Math.round(128 + 0.564 * (blue - luma));
    out[FINGERPRINT.red + cell] = Math.round(128 + 0.713 * (red - luma));
  }
}

/** A flip changes the sign of the odd frequencies along its axis. */
function writeFlippedHashes(grey: Float64Array, out: Uint8Array): void {
  const low = lowFrequencies(grey);
  for (let flip = 1; flip <= 3; flip++) {
    const flipped = low.map((value, at) => {
      const odd = (flip & 1 & at) ^ ((flip >> 1) & 1 & Math.floor(at / LOW_SIDE));
      return odd === 0 ? value : -value;
    });
    out.set(hashOfFrequencies(flipped), FINGERPRINT.flipped + (flip - 1) * HASH_BYTES);
  }
}
