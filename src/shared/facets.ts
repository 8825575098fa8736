import type { AnyNumberField, AnyTextField, Claim } from './query.ts';
import { isDateField } from './query-numbers.ts';
import { BOX_FIELDS, isAnyScoreField, isRunNumber } from './score.ts';

export interface FacetValue {
  /** Null: samples without a value. */
  readonly value: string | null;
  readonly count: number;
}

/** Counts of the samples that match the query without its own top-level clauses on this field. */
export interface TextFacet {
  readonly field: AnyTextField;
  /** Most frequent first, then by name. */
  readonly values: readonly FacetValue[];
  /** Values left out, each rarer than those listed; absent: none. */
  readonly left?: number;
}

export const HISTOGRAM_SCALES = ['linear', 'log'] as const;
export type HistogramScale = (typeof HISTOGRAM_SCALES)[number];

/** What the bins of a histogram of times are, one each or several. */
export const CALENDAR_UNITS = ['minute', 'hour', 'day', 'month', 'year'] as const;
export type CalendarUnit = (typeof CALENDAR_UNITS)[number];

export interface RangeFacet {
  readonly field: AnyNumberField;
  /** Over all samples with a value; null when none has one. */
  readonly min: number | null;
  readonly max: number | null;
  /**
   * Upper edges are exclusive but for the last. Spaced evenly in `scale`; of a log scale that starts at 0, from 1 on; of times at
   * starts of `unit`s, from at most `min` to above `max`.
   */
  readonly edges: readonly number[];
  /** `edges.length - 1` counts of the samples that match the query without its own clauses on this field. */
  readonly counts: readonly number[];
  readonly scale: HistogramScale;
  /** Of times only. */
  readonly unit?: CalendarUnit;
}

/** How many samples a claim holds for, of those that match the query without its own clauses on what the claim is about. */
export interface ClaimCount {
  readonly claim: Claim;
  readonly count: number;
}

export interface Facets {
  readonly revision: number;
  readonly total: number;
  readonly matching: number;
  readonly text: readonly TextFacet[];
  readonly ranges: readonly RangeFacet[];
  /** In the order asked; absent where none was asked for. Claims that no run can make are left out. */
  readonly claims?: readonly ClaimCount[];
}

/** A field that a dataset has, and how it is looked through. */
export type FacetField = (
  | { readonly field: AnyTextField; readonly kind: 'text' }
  | { readonly field: AnyNumberField; readonly kind: 'number' }
) & {
  /** Tells no samples apart: one value for all of them, or data rather than names. */
  readonly isNoise: boolean;
};

const COUNTS: readonly AnyNumberField[] = ['sizeBytes', 'boxes', ...BOX_FIELDS.filter((field) => field !== 'score.iou')];
const WHOLE: readonly AnyNumberField[] = [
  ...COUNTS,
  ...(['id', 'width', 'height', 'channels', 'frames', 'orientation', 'modified', 'capturedAt'] as const),
];

/** Whether a field holds whole numbers: what lies below one ends at the number before it. */
export function isWhole(field: AnyNumberField): boolean {
  return WHOLE.includes(field);
}

/** Whether a field's histogram can have a log scale: that has no place below 0, and for 0 only where 1 is its neighbour. */
export function canBeLog(field: AnyNumberField, min: number | null, max: number | null): boolean {
  if (min === null || max === null || isDateField(field)) return false;
  const isCount = COUNTS.includes(field);
  // Shares lie between 0 and 1, on the same bins for all of them.
  if (!isCount && (isAnyScoreField(field) || isRunNumber(field))) return false;
  if (min === 0 && isCount) return max > 4;
  return min > 0 && max > 4 * min;
}
