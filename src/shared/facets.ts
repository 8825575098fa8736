import type { AnyTextField, NumberField } from './query.ts';

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
}

export interface RangeFacet {
  readonly field: NumberField;
  /** Over all samples with a value; null when none has one. */
  readonly min: number | null;
  readonly max: number | null;
  /** Upper edges are exclusive but for the last. Spaced evenly in `scale`. */
  readonly edges: readonly number[];
  /** `edges.length - 1` counts of the samples that match the query without its own clauses on this field. */
  readonly counts: readonly number[];
  readonly scale: 'linear' | 'log';
}

export interface Facets {
  readonly revision: number;
  readonly total: number;
  readonly matching: number;
  readonly text: readonly TextFacet[];
  readonly ranges: readonly RangeFacet[];
}
