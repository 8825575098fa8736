import type { ClaimedField, Filter, TextField } from '../../shared/query.ts';

type Equals = Extract<Filter, { readonly kind: 'equals' }>;

/** Has one of these values of a text field. */
export interface Among {
  readonly kind: 'among';
  readonly field: TextField;
  readonly values: readonly string[];
  /** Null: the active one, or a field of no run. */
  readonly run: string | null;
}

/** Has any value of a field: what a claim says, or the opposite of it. */
export interface Has {
  readonly kind: 'has';
  readonly field: ClaimedField;
  readonly run: string | null;
}

/** What filters are put together from: the rows of one are found in one go. */
export type Term =
  | Among
  | Has
  | Extract<Filter, { readonly kind: 'compare' | 'field' | 'path' | 'contains' | 'match' | 'agrees' | 'lasso' }>;

/** Any of these: values of one field make one term, since one pass finds them all. */
export function anyAmong(filters: readonly Equals[]): readonly Among[] {
  const byField = new Map<string, Among>();
  for (const { field, value, run = null } of filters) {
    const key = JSON.stringify([field, run]);
    byField.set(key, { kind: 'among', field, run, values: [...(byField.get(key)?.values ?? []), value] });
  }
  return [...byField.values()];
}
