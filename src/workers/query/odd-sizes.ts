import { oddSizeBounds, oddSizeCut, oddSizeScore } from '../quality/odd-size.ts';
import { rowsByCode, rowsOfCode } from './rows-by-code.ts';
import type { Checkpoint } from './turns.ts';

/** With fewer pictures of a class nothing can be said of what is usual in it. */
const FEWEST_OF_CLASS = 10;

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
  const defaultCut = scoreAmong(byClass.rows, sizes, scores);
  for (let code = 1; code < classCount; code++) {
    await checkpoint();
    const rows = rowsOfCode(byClass, code);
    if (rows.length >= FEWEST_OF_CLASS) defaultCutOfClass[code] = scoreAmong(rows, sizes, ofClass);
  }
  return { scores, ofClass, defaultCut, defaultCutOfClass };
}

/** Scores the rows among themselves. @returns the default cut */
function scoreAmong(rows: Uint32Array, sizes: Float64Array, into: Float32Array): number {
  if (rows.length === 0) return oddSizeCut({ low: 0, high: 1 });
  const bounds = oddSizeBounds(Float64Array.from(rows, (row) => sizes[row] ?? 0));
  for (const row of rows) into[row] = oddSizeScore(sizes[row] ?? 0, bounds);
  return oddSizeCut(bounds);
}
