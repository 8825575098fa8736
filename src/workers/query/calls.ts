import type { Facets } from '../../shared/facets.ts';
import type { Query, TextField } from '../../shared/query.ts';

/**
 * SQL the query worker runs on its own read-only connection; written in `main/index/columns.ts`, where SQL lives.
 * Every statement yields rows in id order; the `…Of` forms take a JSON array of ids and yield those rows only.
 */
export interface ColumnSources {
  readonly dbFile: string;
  /** `id, <one column per name>`; NULL is missing. */
  readonly numbers: readonly { readonly name: string; readonly all: string; readonly of: string }[];
  readonly texts: readonly { readonly name: string; readonly all: string; readonly of: string }[];
  /** `id, tag`: one row per sample and tag. */
  readonly tags: { readonly all: string; readonly of: string };
  /** `id, path`. */
  readonly paths: { readonly all: string; readonly of: string };
  /** `id` in path order, from the index on path alone. */
  readonly pathOrder: string;
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
