import { lumaStepSum } from './jpeg-tables.ts';

/** Luma steps of quality 50, in any order. @see ITU-T T.81, table K.1 */
const STEPS = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
  18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112,
  100, 103, 99,
];

/** As libjpeg's jpeg_quality_scaling does, for 8 bit tables. */
function stepSum(quality: number): number {
  const percent = quality < 50 ? Math.floor(5000 / quality) : 200 - 2 * quality;
  return STEPS.reduce((sum, step) => sum + Math.min(255, Math.max(1, Math.floor((step * percent + 50) / 100))), 0);
}

const BEST = 100;
/** Sum of the steps of qualities 1 to 100, falling. */
const SUMS = Array.from({ length: BEST }, (_, index) => stepSum(index + 1));

/** @returns the quality, 1-100, whose steps sum up nearest to `sum`; of other encoders' tables about the same loss */
function qualityOf(sum: number): number {
  let best = 0;
  for (let index = 1; index < BEST; index++) {
    if (Math.abs((SUMS[index] as number) - sum) < Math.abs((SUMS[best] as number) - sum)) best = index;
  }
  return best + 1;
}

/**
 * How a picture was compressed when it was saved last: the JPEG quality on the scale of the Independent JPEG Group, read
 * from the quantisation tables, by 100.
 * @returns in [.01, 1]; null for other formats, and where no table is found
 */
export function strongCompressionScore(bytes: Uint8Array, format: string): number | null {
  const sum = format === 'jpeg' ? lumaStepSum(bytes) : null;
  return sum === null ? null : qualityOf(sum) / BEST;
}
