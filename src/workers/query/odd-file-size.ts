import { oddSizeBounds, oddSizeScore, type SizeBounds } from '../quality/odd-size.ts';

/** With fewer files of a format nothing can be said of what is usual. */
const FEWEST = 10;
/** Half the width of the bounds at least: of BMPs, which nearly all have the same bytes a pixel, each other would be odd. */
const LEAST_REACH = 1;

/**
 * Scores of how usual the files' bytes for their pixels are among files of one format, as odd sizes are scored.
 * @param logBytes log2 of bytes per pixel, NaN where not known @returns NaN there, and for all of a handful of files
 */
export function oddFileSizeScores(logBytes: Float64Array): Float64Array {
  const known = logBytes.filter((value) => !Number.isNaN(value));
  if (known.length < FEWEST) return new Float64Array(logBytes.length).fill(Number.NaN);
  const bounds = notTooNarrow(oddSizeBounds(known));
  return logBytes.map((value) => oddSizeScore(value, bounds));
}

function notTooNarrow({ low, high }: SizeBounds): SizeBounds {
  const middle = (low + high) / 2;
  const reach = Math.max(LEAST_REACH, (high - low) / 2);
  return { low: middle - reach, high: middle + reach };
}
