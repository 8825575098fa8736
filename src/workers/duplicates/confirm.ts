import { CHROMA_SIDE, FINGERPRINT, LUMA_SIDE } from './fingerprint.ts';
import { TURNS, type Turn, turnedCells, UPRIGHT } from './turns.ts';

const LUMA_CELLS = LUMA_SIDE * LUMA_SIDE;
const CHROMA_CELLS = CHROMA_SIDE * CHROMA_SIDE;

/**
 * Largest distance of a copy. Of 300 ImageNet photos, 98% of copies with brightness ±20% (clipped) and 99% of those made 64 px small
 * lie below, all that were re-encoded, flipped or turned far below; unlike photos start at .4, of 10,000 MNIST digits
 * the two most alike (both a 1) lie at .175. See bench/transformations.ts.
 */
export const COPY_CUT = 0.165;
/** Standard deviation of the luma cells, grey levels: a flatter picture looks like any other flat one. */
const LEAST_CONTRAST = 2.5;
/** What the cells of two pictures have at least in common before it pays to look closer: r² of copies is at least .95. */
const LEAST_R2 = 0.9;
/** Of the whole picture's blue and red difference, levels: 8% more red and less blue moves a photo by up to 15. */
const MOST_COLOR_SHIFT = 18;
/** Of what is left of it then in single cells: another colour of the same shirt has over 20. */
const MOST_COLOR_CHANGE = 7;
/** Colours are compared at the lower of two contrasts, but not so low that all look alike. */
const LEAST_GAIN = 0.5;

const LUMA_TURNED = TURNS.map((turn) => turnedCells(LUMA_SIDE, turn));
const CHROMA_TURNED = TURNS.map((turn) => turnedCells(CHROMA_SIDE, turn));

/** A fingerprint within a larger array. */
export interface FingerprintAt {
  readonly bytes: Uint8Array;
  readonly at: number;
}

export interface Confirmation {
  readonly isCopy: boolean;
  /** In [0, 1]: 0 = the same. */
  readonly distance: number;
}
const NO_COPY: Confirmation = { isCopy: false, distance: 1 };

/**
 * Whether one picture, turned, is a copy of another: brightness, contrast, gamma and a mild colour cast may differ.
 * @param a fingerprint of the picture that is turned
 * @param b fingerprint of the other one
 */
export function confirm(a: Uint8Array, b: Uint8Array, turn: Turn): Confirmation {
  if (!isFingerprint(a) || !isFingerprint(b)) return NO_COPY;
  const distance = copyDistance({ bytes: a, at: 0 }, { bytes: b, at: 0 }, turn);
  return { isCopy: distance <= COPY_CUT, distance };
}

/** False for those of another version, which cannot be compared. */
export function isFingerprint(bytes: Uint8Array): boolean {
  return bytes.length === FINGERPRINT.bytes && bytes[FINGERPRINT.version] === FINGERPRINT.format;
}

/**
 * Fourth-power mean of what is left of b's luma cells when they are predicted from a's by one smooth curve, in
 * standard deviations of b; the other way round where that leaves less (clipping is a curve in one direction only). The
 * fourth power weighs one cell that is all different more than a little noise everywhere.
 * @returns in [0, 1]; 1 for pictures that are flat, of other colours, or nothing alike
 */
export function copyDistance(a: FingerprintAt, b: FingerprintAt, turn: Turn): number {
  const turned = LUMA_TURNED[turn] as Uint16Array;
  const sums = lumaSums(a, b, turned);
  if (sums.covariance <= 0 || sums.covariance ** 2 < LEAST_R2 * sums.varianceA * sums.varianceB) return 1;
  const spanA = span(a);
  const spanB = span(b);
  const contrastA = Math.sqrt(sums.varianceA) * spanA;
  const contrastB = Math.sqrt(sums.varianceB) * spanB;
  if (contrastA < LEAST_CONTRAST || contrastB < LEAST_CONTRAST) return 1;
  if (!hasSameColors(a, b, turn, contrastB / contrastA)) return 1;
  const x = new Float64Array(LUMA_CELLS);
  const y = new Float64Array(LUMA_CELLS);
  for (let k = 0; k < LUMA_CELLS; k++) {
    x[k] = (a.bytes[a.at + FINGERPRINT.luma + (turned[k] as number)] as number) - sums.meanA;
    y[k] = (b.bytes[b.at + FINGERPRINT.luma + k] as number) - sums.meanB;
  }
  const forward = leftOver(x, y, -sums.meanA, sums.covariance / sums.varianceA) / Math.sqrt(sums.varianceB);
  const back = leftOver(y, x, -sums.meanB, sums.covariance / sums.varianceB) / Math.sqrt(sums.varianceA);
  return Math.min(1, forward, back);
}

/** False for flat pictures: blank pages and single colours are not near duplicates of each other. */
export function hasContrast(picture: FingerprintAt): boolean {
  const { varianceA } = lumaSums(picture, picture, LUMA_TURNED[UPRIGHT] as Uint16Array);
  return Math.sqrt(varianceA) * span(picture) >= LEAST_CONTRAST;
}

/** Grey levels per step of a stretched luma cell. */
const span = ({ bytes, at }: FingerprintAt): number =>
  ((bytes[at + FINGERPRINT.lightest] as number) - (bytes[at + FINGERPRINT.darkest] as number)) / 255;

interface LumaSums {
  readonly meanA: number;
  readonly meanB: number;
  readonly varianceA: number;
  readonly varianceB: number;
  readonly covariance: number;
}

function lumaSums(a: FingerprintAt, b: FingerprintAt, turned: Uint16Array): LumaSums {
  const fromA = a.at + FINGERPRINT.luma;
  const fromB = b.at + FINGERPRINT.luma;
  let sumA = 0;
  let sumB = 0;
  let squaresA = 0;
  let squaresB = 0;
  let products = 0;
  for (let k = 0; k < LUMA_CELLS; k++) {
    const x = a.bytes[fromA + (turned[k] as number)] as number;
    const y = b.bytes[fromB + k] as number;
    sumA += x;
    sumB += y;
    squaresA += x * x;
    squaresB += y * y;
    products += x * y;
  }
  const meanA = sumA / LUMA_CELLS;
  const meanB = sumB / LUMA_CELLS;
  return {
    meanA,
    meanB,
    varianceA: squaresA / LUMA_CELLS - meanA * meanA,
    varianceB: squaresB / LUMA_CELLS - meanB * meanB,
    covariance: products / LUMA_CELLS - meanA * meanB,
  };
}

const CURVE_BINS = 8;
const BIN_WIDTH = 256 / CURVE_BINS;
/** Pulls the curve towards the straight line where few cells speak for it: a digit's few grey cells would bend it at will. */
const CURVE_PRIOR = 2;

/**
 * Fits y by a line of x bent by the mean residual in eight bins of x.
 * @param darkest value that a cell of 0 has in x
 * @returns fourth-power mean of the residuals
 */
function leftOver(x: Float64Array, y: Float64Array, darkest: number, gain: number): number {
  const bends = new Float64Array(CURVE_BINS);
  const counts = new Float64Array(CURVE_BINS).fill(CURVE_PRIOR);
  for (let k = 0; k < LUMA_CELLS; k++) {
    const bin = Math.floor(((x[k] as number) - darkest) / BIN_WIDTH);
    bends[bin] = (bends[bin] as number) + (y[k] as number) - gain * (x[k] as number);
    counts[bin] = (counts[bin] as number) + 1;
  }
  for (let bin = 0; bin < CURVE_BINS; bin++) bends[bin] = (bends[bin] as number) / (counts[bin] as number);
  let sum = 0;
  for (let k = 0; k < LUMA_CELLS; k++) {
    const place = Math.max(0, Math.min(CURVE_BINS - 1, ((x[k] as number) - darkest) / BIN_WIDTH - 0.5));
    const bin = Math.min(CURVE_BINS - 2, Math.floor(place));
    const bend = (bends[bin] as number) + (place - bin) * ((bends[bin + 1] as number) - (bends[bin] as number));
    const left = (y[k] as number) - gain * (x[k] as number) - bend;
    sum += left ** 4;
  }
  return (sum / LUMA_CELLS) ** 0.25;
}

/**
 * Colour grows with contrast; beyond that one cast over the whole picture may differ, single cells hardly.
 * @param contrastRatio b's contrast over a's
 */
function hasSameColors(a: FingerprintAt, b: FingerprintAt, turn: Turn, contrastRatio: number): boolean {
  const turned = CHROMA_TURNED[turn] as Uint16Array;
  const gainA = Math.min(1, Math.max(LEAST_GAIN, contrastRatio));
  const gainB = Math.min(1, Math.max(LEAST_GAIN, 1 / contrastRatio));
  let shift = 0;
  let change = 0;
  for (const part of [FINGERPRINT.blue, FINGERPRINT.red]) {
    let sum = 0;
    let squares = 0;
    for (let k = 0; k < CHROMA_CELLS; k++) {
      const before = (a.bytes[a.at + part + (turned[k] as number)] as number) - 128;
      const after = (b.bytes[b.at + part + k] as number) - 128;
      const difference = gainB * after - gainA * before;
      sum += difference;
      squares += difference * difference;
    }
    const mean = sum / CHROMA_CELLS;
    shift += mean * mean;
    change += squares / CHROMA_CELLS - mean * mean;
  }
  return shift <= MOST_COLOR_SHIFT ** 2 && change <= MOST_COLOR_CHANGE ** 2;
}
