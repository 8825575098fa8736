import type { Facets, FacetValue, RangeFacet, TextFacet } from '../../shared/facets.ts';
import { type Filter, type NumberField, type Query, TEXT_FIELDS, type TextField } from '../../shared/query.ts';
import { checkedValues, speaksOnlyOf } from '../../shared/query-edit.ts';
import { clausesOf } from '../../shared/query-normal.ts';
import { type Bits, countBits, countShared, eachBit, intersect, invert } from './bits.ts';
import type { ColumnStore } from './column-store.ts';
import { evaluate } from './evaluate.ts';
import { binOf, extent, histogramEdges } from './histogram.ts';
import { compareCodePoints } from './text-column.ts';
import type { Checkpoint } from './turns.ts';

const RANGE_FIELDS = ['sizeBytes', 'width', 'height'] as const satisfies readonly NumberField[];

/** Counts per value and histograms; each facet counts what matches the query without the clauses on its own field. */
export async function facetsOf(query: Query, store: ColumnStore, revision: number, checkpoint: Checkpoint): Promise<Facets> {
  await store.ready([...TEXT_FIELDS, ...RANGE_FIELDS], checkpoint);
  const every = await evaluate(null, store, checkpoint);
  const clauses: { readonly clause: Filter; readonly rows: Bits }[] = [];
  for (const clause of clausesOf(query.filter)) clauses.push({ clause, rows: await evaluate(clause, store, checkpoint) });
  const rowsOf = (kept: typeof clauses): Bits => {
    const rows = every.slice();
    for (const clause of kept) intersect(rows, clause.rows);
    return rows;
  };
  const all = rowsOf(clauses);
  const without = (field: TextField | NumberField): Bits => {
    const others = clauses.filter(({ clause }) => !speaksOnlyOf(clause, field));
    return others.length === clauses.length ? all : rowsOf(others);
  };

  const text: TextFacet[] = [];
  for (const field of TEXT_FIELDS) {
    await checkpoint();
    const counted = countValues(store, field, without(field));
    text.push({ field, values: withChecked(counted, checkedValues(query, field)) });
  }
  const ranges: RangeFacet[] = [];
  for (const field of RANGE_FIELDS) {
    await checkpoint();
    ranges.push(rangeFacet(store, field, without(field)));
  }
  return { revision, total: store.size, matching: countBits(all), text, ranges };
}

/** How many of the rows have each value, and none (null): most frequent first, then by name. Needs the column. */
export function countValues(store: ColumnStore, field: TextField, rows: Bits): readonly FacetValue[] {
  const values = field === 'tag' ? countTags(store, rows) : countTexts(store, field, rows);
  return values.filter(({ count }) => count > 0).sort(byCountThenName);
}

function countTags(store: ColumnStore, rows: Bits): FacetValue[] {
  const values: FacetValue[] = [...store.tags.sets].map(([value, set]) => ({ value, count: countShared(set, rows) }));
  const untagged = store.tags.tagged(store.size);
  invert(untagged, store.size);
  return [...values, { value: null, count: countShared(untagged, rows) }];
}

function countTexts(store: ColumnStore, field: Exclude<TextField, 'tag'>, rows: Bits): FacetValue[] {
  const { values: codes, dictionary } = store.texts[field];
  const counts = new Uint32Array(dictionary.length);
  eachBit(rows, (row) => {
    const code = codes[row] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  });
  return dictionary.map((value, code) => ({ value, count: counts[code] ?? 0 }));
}

function byCountThenName(a: FacetValue, b: FacetValue): number {
  return (
    b.count - a.count || Number(a.value === null) - Number(b.value === null) || compareCodePoints(a.value ?? '', b.value ?? '')
  );
}

/** A value that is asked for stays in the list, so that it can be taken back, though nothing has it now. */
function withChecked(values: readonly FacetValue[], checked: readonly (string | null)[]): readonly FacetValue[] {
  const absent = new Set(checked.filter((value) => !values.some((listed) => listed.value === value)));
  return [...values, ...[...absent].map((value) => ({ value, count: 0 }))];
}

function rangeFacet(store: ColumnStore, field: (typeof RANGE_FIELDS)[number], rows: Bits): RangeFacet {
  const { values } = store.numbers[field];
  const span = extent(values, store.size);
  if (span === null) return { field, min: null, max: null, edges: [], counts: [], scale: 'linear' };
  const { edges, scale } = histogramEdges(span.min, span.max);
  const counts = new Uint32Array(edges.length - 1);
  eachBit(rows, (row) => {
    const value = values[row] ?? Number.NaN;
    if (Number.isNaN(value)) return;
    const bin = binOf(value, edges);
    counts[bin] = (counts[bin] ?? 0) + 1;
  });
  return { field, ...span, edges, counts: [...counts], scale };
}
