import type { FacetField, Facets, HistogramScale, RangeFacet } from '../../shared/facets.ts';
import type { AnyNumberField, AnyTextField, Claim, NumberField, Query, TextField } from '../../shared/query.ts';

/** What samples of a query have, counted. */
export type FacetCalls = {
  /** See `FacetFields`; what is absent is of FIRST_FIELDS. */
  readonly facets: {
    readonly input: {
      readonly query: Query;
      readonly texts?: readonly AnyTextField[];
      readonly ranges?: readonly AnyNumberField[];
      readonly scales?: Readonly<Record<string, HistogramScale>>;
      readonly claims?: readonly Claim[];
    };
    readonly progress: never;
    readonly output: Facets;
  };
  /** The fields that there are. @param run whose predictions; null: the active one's */
  readonly fields: {
    readonly input: { readonly run: string | null };
    readonly progress: never;
    readonly output: readonly FacetField[];
  };
  readonly histogram: {
    readonly input: { readonly field: NumberField; readonly query: Query | null };
    readonly progress: never;
    readonly output: RangeFacet;
  };
  readonly count: {
    readonly input: { readonly query: Query; readonly by: TextField | null };
    readonly progress: never;
    readonly output: {
      readonly count: number;
      readonly by: readonly { readonly value: string | null; readonly count: number }[] | null;
    };
  };
};
