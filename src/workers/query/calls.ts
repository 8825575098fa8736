import type { Facets } from '../../shared/facets.ts';
import type { NumberField, Query, TextField } from '../../shared/query.ts';

/**
 * Two statements that read one column for some samples, in id order: `range` takes `(after, upto)`, the samples with
 * `after < id <= upto`; `of` takes a JSON array of ids. Each answers one row: a JSON array costs a third of as many
 * rows, and a slice of 20,000 samples holds the thread, and a read transaction, for 5-10 ms.
 */
export interface ColumnStatements {
  readonly range: string;
  readonly of: string;
}

/** SQL the query worker runs on its own read-only connection; written in `main/index/columns.ts`, where SQL lives. */
export interface ColumnSources {
  readonly dbFile: string;
  /** `first`, `last` and `count` of all ids: without holes they need not be read. */
  readonly idExtent: string;
  /** `ids`: JSON array. `range` takes `(after, limit)` here, since this is what finds the samples. */
  readonly ids: ColumnStatements;
  /** `value`: JSON array, one entry a sample, null is missing. */
  readonly numbers: Readonly<Record<Exclude<NumberField, 'id'>, ColumnStatements>>;
  readonly texts: Readonly<Record<Exclude<TextField, 'tag'>, ColumnStatements>>;
  /** `ids` and `tags`: two JSON arrays of the same length, one entry per sample and tag. */
  readonly tags: ColumnStatements;
  /** `paths`: blob, UTF-8, one path a sample, a zero byte between two. */
  readonly paths: ColumnStatements;
  readonly pathOrder: {
    /** Takes `(path, limit)`, the samples with a greater path: `ids`, JSON array in path order, and `last`, the last path. */
    readonly after: string;
    /** Takes a JSON array of ids: `ids` and `before`, JSON arrays; who stands before each in path order, null for the first. */
    readonly before: string;
  };
}

export type QueryCalls = {
  readonly open: { readonly input: ColumnSources; readonly progress: never; readonly output: { readonly samples: number } };
  /** Reads changed rows again, adds new ones, drops those gone. Null: everything. */
  readonly refresh: {
    readonly input: { readonly revision: number; readonly ids: Uint32Array | null };
    readonly progress: never;
    readonly output: { readonly samples: number };
  };
  readonly query: {
    readonly input: { readonly query: Query };
    readonly progress: never;
    readonly output: {
      /** That of the last `refresh`, 0 before the first. */
      readonly revision: number;
      readonly total: number;
      readonly ids: Uint32Array<ArrayBuffer>;
      readonly milliseconds: number;
    };
  };
  readonly facets: { readonly input: { readonly query: Query }; readonly progress: never; readonly output: Facets };
  readonly count: {
    readonly input: { readonly query: Query; readonly by: TextField | null };
    readonly progress: never;
    readonly output: {
      readonly count: number;
      readonly by: readonly { readonly value: string | null; readonly count: number }[] | null;
    };
  };
};
