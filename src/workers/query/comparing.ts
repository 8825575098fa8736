import { assertNever } from '../../shared/errors.ts';
import type { Comparison } from '../../shared/query.ts';
import { type NumberArray, shownNumber } from './number-column.ts';

/**
 * Whether a held number compares so with another. Singles compare as the numbers they are shown as: a held 0.3 equals 0.3.
 * Comparisons with NaN, a missing value, are false.
 */
export function comparing(values: NumberArray | Uint32Array, comparison: Comparison, value: number): (found: number) => boolean {
  const bound = boundAmong(values, comparison, value);
  const limit = bound.value;
  switch (bound.comparison) {
    case '<':
      return (found) => found < limit;
    case '<=':
      return (found) => found <= limit;
    case '>':
      return (found) => found > limit;
    case '>=':
      return (found) => found >= limit;
    case '=':
      return (found) => found === limit;
    case '!=':
      return (found) => found < limit || found > limit;
    default:
      return assertNever(bound.comparison);
  }
}

interface Bound {
  readonly comparison: Comparison;
  readonly value: number;
}

/** The same comparison with a number that the values can hold. */
function boundAmong(values: NumberArray | Uint32Array, comparison: Comparison, value: number): Bound {
  if (!(values instanceof Float32Array)) return { comparison, value };
  const nearest = Math.fround(value);
  const shown = shownNumber(values, nearest);
  if (shown === value) return { comparison, value: nearest };
  if (comparison === '=') return { comparison, value: Number.NaN };
  if (comparison === '!=') return { comparison, value: Number.POSITIVE_INFINITY };
  const isUpper = comparison === '<' || comparison === '<=';
  if (isUpper) return { comparison: shown < value ? '<=' : '<', value: nearest };
  return { comparison: shown < value ? '>' : '>=', value: nearest };
}
