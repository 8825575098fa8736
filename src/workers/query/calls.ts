import type { GroupBy } from '../../shared/group-by.ts';
import type { NumberField, Query, SimilaritySort, TextField } from '../../shared/query.ts';
import type { ColumnSources } from './column-sources.ts';
import type { FacetCalls } from './facet-calls.ts';
import type { GroupTable } from './grouped.ts';
import type { IssueCalls } from './issue-calls.ts';
import type { PredictionCalls } from './prediction-calls.ts';
import type { SplitCalls } from './split-calls.ts';

/** The part of some samples that changed, where nothing else did: the rest need not be read again, however many they are. */
export type ChangedPart = 'notes' | 'tags' | 'labels' | 'kept' | 'duplicates' | 'embeddings' | 'predictions' | 'annotations';

/** In the order of ids. */
export type WholeColumn =
  /** `values`: places in `names`, by count, largest first, behind null: none. */
  | {
      readonly kind: 'text';
      readonly names: readonly (string | null)[];
      readonly counts: readonly number[];
      readonly values: Uint32Array<ArrayBuffer>;
    }
  /** `values`: NaN is missing; `min` and `max` of the others. */
  | {
      readonly kind: 'number';
      readonly min: number | null;
      readonly max: number | null;
      readonly values: Float32Array<ArrayBuffer>;
    };

export type QueryCalls = FacetCalls &
  IssueCalls &
  PredictionCalls &
  SplitCalls & {
    readonly open: { readonly input: ColumnSources; readonly progress: never; readonly output: { readonly samples: number } };
    /**
     * Reads changed rows again, adds new ones, drops those gone.
     * @param ids null: everything, or all that can have changed of `only`
     */
    readonly refresh: {
      readonly input: { readonly revision: number; readonly ids: Uint32Array | null; readonly only?: ChangedPart };
      readonly progress: never;
      readonly output: { readonly samples: number };
    };
    /**
     * An order by similarity needs values that another thread works out: it is asked for with them (`similarity`) once they are
     * known. @param groupBy the samples come by group, in each in the query's order
     * @throws {WinnowError} compute_crashed where they are not, or not any more
     */
    readonly query: {
      readonly input: { readonly query: Query; readonly groupBy?: GroupBy };
      readonly progress: never;
      readonly output: {
        /** That of the last `refresh`, 0 before the first. */
        readonly revision: number;
        readonly total: number;
        readonly ids: Uint32Array<ArrayBuffer>;
        /** Where `groupBy` was given. */
        readonly groups: GroupTable | null;
        readonly milliseconds: number;
      };
    };
    /** Whether the values to sort by are there. `generation` rises when vectors may have changed. */
    readonly hasSimilarity: {
      readonly input: { readonly sort: SimilaritySort };
      readonly progress: never;
      readonly output: { readonly isKnown: boolean; readonly generation: number };
    };
    /** Values to sort by, either way, until vectors change; not taken where they did after `generation`. @param ids samples with a vector, ascending */
    readonly similarity: {
      readonly input: {
        readonly sort: SimilaritySort;
        readonly generation: number;
        readonly ids: Uint32Array;
        readonly values: Float32Array;
      };
      readonly progress: never;
      readonly output: null;
    };
    /** A field of every sample, by id: to colour by. Of tags a sample's first by name, of issues the first in the order of kinds. */
    readonly column: {
      /** @param run whose predictions; absent: the active one's */
      readonly input: { readonly field: TextField | NumberField; readonly run?: string };
      readonly progress: never;
      readonly output: { readonly revision: number; readonly ids: Uint32Array<ArrayBuffer> } & WholeColumn;
    };
    /** Numbers of some samples in the order asked, NaN where missing, and the issues they have as bits by ISSUE_KINDS. */
    readonly values: {
      /** @param run whose predictions; absent: the active one's */
      readonly input: { readonly ids: Uint32Array; readonly fields: readonly NumberField[]; readonly run?: string };
      readonly progress: never;
      readonly output: {
        readonly columns: readonly Float64Array<ArrayBuffer>[];
        readonly issues: Uint32Array<ArrayBuffer>;
        /** Severity of each sample's issues, by sample and then by ISSUE_KINDS; NaN where it has none. */
        readonly severities: Float32Array<ArrayBuffer>;
      };
    };
  };
