import { isCarriedField } from '../../shared/carried-field.ts';
import type { ClaimCount, Facets, FacetValue, HistogramScale, RangeFacet, TextFacet } from '../../shared/facets.ts';
import { type AnyNumberField, type AnyTextField, type Claim, isTextField, type Query, TEXT_FIELDS } from '../../shared/query.ts';
import { choiceOf } from '../../shared/query-choice.ts';
import { runFor } from '../../shared/query-edit.ts';
import { countBits } from './bits.ts';
import { carriedCounts, fewValuedCarried } from './carried-facets.ts';
import { claimCounts } from './claim-counts.ts';
import { ClauseRows } from './clause-rows.ts';
import type { Columns } from './columns.ts';
import { hasConsensus, hasPredictions } from './facet-fields.ts';
import { rangeFacet } from './range-facet.ts';
import { countValues } from './text-counts.ts';
import type { Checkpoint } from './turns.ts';

/** Which facets to make. */
export interface FacetFields {
  /** Null: all but `issue`, for which everything must have been read, and what annotation files carry in few values. */
  readonly texts: readonly AnyTextField[] | null;
  readonly ranges: readonly AnyNumberField[];
  /** By field; of others the one that suits them. */
  readonly scales: Readonly<Record<string, HistogramScale>>;
  readonly claims: readonly Claim[];
}

/** Those that need few columns. */
export const FIRST_FIELDS: FacetFields = { texts: null, ranges: ['sizeBytes', 'width', 'height'], scales: {}, claims: [] };
const FIRST_TEXTS = TEXT_FIELDS.filter((field) => field !== 'issue');

/** Counts per value and histograms; each facet counts what matches the query without the clauses on its own field. */
export async function facetsOf(
  query: Query,
  fields: FacetFields,
  columns: Columns,
  checkpoint: Checkpoint,
): Promise<Omit<Facets, 'revision'>> {
  const rows = await ClauseRows.of(query, columns, checkpoint);
  const asking: Asking = { query, columns, rows, checkpoint };
  const text: TextFacet[] = [];
  for (const field of fields.texts ?? [...FIRST_TEXTS, ...(await fewValuedCarried(columns, query, checkpoint))]) {
    await checkpoint();
    const facet = await textFacet(field, asking);
    if (facet !== null) text.push(facet);
  }
  const ranges: RangeFacet[] = [];
  for (const field of fields.ranges) {
    await checkpoint();
    const options = { rows: rows.without(field), run: runFor(query, field), scale: fields.scales[field] ?? null };
    ranges.push(await rangeFacet(columns, field, options, checkpoint));
  }
  const claims: readonly ClaimCount[] = await claimCounts(fields.claims, query, columns, rows, checkpoint);
  const found = { total: columns.store.size, matching: countBits(rows.all), text, ranges };
  return fields.claims.length === 0 ? found : { ...found, claims };
}

interface Asking {
  readonly query: Query;
  readonly columns: Columns;
  readonly rows: ClauseRows;
  readonly checkpoint: Checkpoint;
}

/** Null of a field that the dataset does not have. */
async function textFacet(field: AnyTextField, { query, columns, rows, checkpoint }: Asking): Promise<TextFacet | null> {
  const run = runFor(query, field);
  if (field === 'prediction' && !(await hasPredictions(columns, run, checkpoint))) return null;
  if (field === 'consensus' && !hasConsensus(columns)) return null;
  const { checked, excluded } = choiceOf(query, field);
  const chosen = [...checked, ...excluded];
  if (isCarriedField(field)) {
    const { values, left } = await carriedCounts(columns, field, rows.without(field), checkpoint);
    return { field, values: withChosen(values, chosen), ...(left === 0 ? {} : { left }) };
  }
  if (!isTextField(field)) return null;
  const counted = await countValues(columns, field, rows.without(field), checkpoint, run);
  return { field, values: withChosen(counted, chosen) };
}

/** A value that the query names stays in the list, so that it can be taken back, though nothing has it now. */
function withChosen(values: readonly FacetValue[], chosen: readonly (string | null)[]): readonly FacetValue[] {
  const listed = new Set(values.map(({ value }) => value));
  const absent = [...new Set(chosen)].filter((value) => !listed.has(value));
  return [...values, ...absent.map((value) => ({ value, count: 0 }))];
}
