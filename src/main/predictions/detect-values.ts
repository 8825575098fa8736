import type { ValueKind } from '../../shared/prediction-file.ts';

/** How far a row's sum may be from 1: probabilities written with two digits, or as float16. */
export const SUM_TOLERANCE = 0.01;
/** Rounding beyond 0 and 1. */
export const RANGE_TOLERANCE = 1e-5;

/**
 * What some rows of class values are. Rows that sum to 1 are probabilities, to 100 percentages; values in [0, 1] that do not are
 * scores of each class by itself, taken as probabilities; all else are logits.
 */
export function detectValueKind(rows: readonly ArrayLike<number>[]): ValueKind {
  let [isUnit, isPercent, sums100, looked] = [true, true, 0, 0];
  for (const row of rows) {
    let sum = 0;
    for (let i = 0; i < row.length; i++) {
      const value = row[i] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      if (value < -RANGE_TOLERANCE || value > 1 + RANGE_TOLERANCE) isUnit = false;
      if (value < -RANGE_TOLERANCE * 100 || value > 100 * (1 + RANGE_TOLERANCE)) isPercent = false;
      sum += value;
    }
    looked += 1;
    if (Math.abs(sum / 100 - 1) <= SUM_TOLERANCE) sums100 += 1;
  }
  if (isUnit) return 'probabilities';
  return isPercent && sums100 * 2 > looked ? 'percentages' : 'logits';
}

/** @returns how many of the rows sum to 1 or to 100 */
export function countWholeSums(rows: readonly (readonly number[])[]): number {
  return rows.filter((row) => {
    const sum = row.reduce((total, value) => total + value, 0);
    return Math.abs(sum - 1) <= SUM_TOLERANCE || Math.abs(sum / 100 - 1) <= SUM_TOLERANCE;
  }).length;
}

/** What confidences are: percentages where some are beyond 1 and all within 100. */
export function detectConfidenceKind(values: readonly number[]): Exclude<ValueKind, 'logits'> {
  const known = values.filter((value) => !Number.isNaN(value));
  const isPercent = known.some((value) => value > 1 + RANGE_TOLERANCE) && known.every((value) => value >= 0 && value <= 100);
  return isPercent ? 'percentages' : 'probabilities';
}
