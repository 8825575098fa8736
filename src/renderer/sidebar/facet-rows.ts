import type { FacetValue } from '../../shared/facets.ts';

export type FacetOrder = 'count' | 'name';

export interface FacetRow extends FacetValue {
  readonly isChecked: boolean;
  readonly isExcluded: boolean;
  /** 0 to 1: its count beside the largest shown. */
  readonly share: number;
}

export interface FacetRows {
  readonly rows: readonly FacetRow[];
  /** Values that match the search but are not among the rows. */
  readonly hidden: number;
  /** Values without the search; those that the query names and no sample has any more count too. */
  readonly total: number;
}

export interface FacetRowOptions {
  readonly checked: readonly (string | null)[];
  readonly excluded: readonly (string | null)[];
  /** Part of a name, any case; empty: all. */
  readonly search: string;
  readonly order: FacetOrder;
  /** Most rows wanted; checked and excluded ones beyond it are kept. */
  readonly limit: number;
}

const BY_NAME = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** What a section of the sidebar shows. Samples without a value (null) come last in both orders. */
export function facetRows(
  values: readonly FacetValue[],
  { checked, excluded, search, order, limit }: FacetRowOptions,
): FacetRows {
  const known = new Set(values.map(({ value }) => value));
  const gone = [...new Set([...checked, ...excluded])]
    .filter((value) => !known.has(value))
    .map((value): FacetValue => ({ value, count: 0 }));
  const all = [...values, ...gone];
  const wanted = search.trim().toLowerCase();
  const found = all.filter(({ value }) => wanted === '' || (value ?? '').toLowerCase().includes(wanted)).sort(comparator(order));
  const [isChecked, isExcluded] = [new Set(checked), new Set(excluded)];
  const shown = found.filter(({ value }, index) => index < limit || isChecked.has(value) || isExcluded.has(value));
  const most = all.reduce((largest, { count }) => Math.max(largest, count), 1);
  return {
    rows: shown.map((each) => ({
      ...each,
      isChecked: isChecked.has(each.value),
      isExcluded: isExcluded.has(each.value),
      share: each.count / most,
    })),
    hidden: found.length - shown.length,
    total: all.length,
  };
}

function comparator(order: FacetOrder): (a: FacetValue, b: FacetValue) => number {
  return (a, b) => {
    if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
    const byName = BY_NAME.compare(a.value, b.value);
    return order === 'name' ? byName : b.count - a.count || byName;
  };
}
