import { oddSizeBounds, oddSizeCut, oddSizeScore, type SizeBounds } from '../quality/odd-size.ts';
import { rowsByCode, rowsOfCode } from './rows-by-code.ts';
import type { Checkpoint } from './turns.ts';

/** With fewer pictures of a class nothing can be said of what is usual in it. */
const FEWEST_OF_CLASS = 10;

/**
 * Half the width of the bounds at least, as a share of their middle. Photos scaled to one width have nearly one size, and
 * the bounds shrink to a few pixels: of 713 such photos 265 were odd (docs/decisions/0007).
 */
const LEAST_REACH = 0.25;

/** How odd sizes are, among all pictures and among those of their class; NaN where there is no score. */
export interface OddSizes {
  readonly scores: Float32Array<ArrayBuffer>;
  readonly ofClass: Float32Array<ArrayBuffer>;
  /** The cut for `scores` that nobody moved. */
  readonly defaultCut: number;
  /** The same for `ofClass`, by code of the class. */
  readonly defaultCutOfClass: Float32Array;
}

/**
 * @param sizes √(width·height) by row, NaN where not known
 * @param classes codes by row, 0: none
 */
export async function oddSizes(
  sizes: Float64Array,
  classes: Uint32Array,
  classCount: number,
  checkpoint: Checkpoint,
): Promise<OddSizes> {
  const length = sizes.length;
  const scores = new Float32Array(length).fill(Number.NaN);
  const ofClass = new Float32Array(length).fill(Number.NaN);
  const defaultCutOfClass = new Float32Array(classCount).fill(Number.NaN);
  const isKnown = (row: number): boolean => !Number.isNaN(sizes[row] ?? Number.NaN);
  const byClass = rowsByCode(classes, length, classCount, isKnown);
  await checkpoint();
  const bounds = byClass.rows.length === 0 ? null : oddSizeBounds(sizesOf(byClass.rows, sizes));
  const isOneSize = bounds !== null && bounds.high === bounds.low;
  const defaultCut = bounds === null ? 0.5 : score(byClass.rows, sizes, isOneSize ? bounds : notTooNarrow(bounds), scores);
  for (let code = 1; code < classCount; code++) {
    await checkpoint();
    const rows = rowsOfCode(byClass, code);
    if (rows.length < FEWEST_OF_CLASS) continue;
    defaultCutOfClass[code] = score(rows, sizes, notTooNarrow(oddSizeBounds(sizesOf(rows, sizes))), ofClass);
  }
  return { scores, ofClass, defaultCut, defaultCutOfClass };
}

const sizesOf = (rows: Uint32Array, sizes: Float64Array): Float64Array => Float64Array.from(rows, (row) => sizes[row] ?? 0);

function notTooNarrow({ low, high }: SizeBounds): SizeBounds {
  const middle = (low + high) / 2;
  const reach = Math.max(LEAST_REACH * middle, (high - low) / 2);
  return { low: middle - reach, high: middle + reach };
}

/** Scores the rows by what is usual among them. @returns the default cut */
function score(rows: Uint32Array, sizes: Float64Array, bounds: SizeBounds, into: Float32Array): number {
  for (const row of rows) into[row] = oddSizeScore(sizes[row] ?? 0, bounds);
  return oddSizeCut(bounds);
}
