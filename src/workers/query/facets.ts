import { type CarriedField, carriedField } from '../../shared/carried-field.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { Facets, FacetValue, RangeFacet, TextFacet } from '../../shared/facets.ts';
import { ISSUE_KINDS } from '../../shared/issue.ts';
import { type AnyTextField, type Filter, type NumberField, type Query, TEXT_FIELDS, type TextField } from '../../shared/query.ts';
import { checkedValues, runFor, speaksOnlyOf } from '../../shared/query-edit.ts';
import { clausesOf } from '../../shared/query-normal.ts';
import { isAnyScoreField, isRunNumber } from '../../shared/score.ts';
import { type Bits, countBits, countShared, eachBit, intersect, invert, subtract } from './bits.ts';
import type { StoredText } from './calls.ts';
import type { ColumnStore } from './column-store.ts';
import { type Columns, numbersOf } from './columns.ts';
import { evaluate } from './evaluate.ts';
import { binOf, extent, histogramEdges, SCORE_EDGES } from './histogram.ts';
import { countLabels } from './label-sets.ts';
import { inPrecisionOf, shownNumber } from './number-column.ts';
import type { PlacedRun } from './predictions.ts';
import { compareCodePoints } from './text-column.ts';
import type { Checkpoint } from './turns.ts';

/** Fields of annotation files that are looked at, and values that one in the sidebar has. */
const MOST_CARRIED = 40;
const MOST_VALUES = 50;

/** Which facets to make. */
export interface FacetFields {
  readonly texts: readonly TextField[];
  readonly ranges: readonly NumberField[];
}

/** Those of the sidebar: they need few columns. */
export const SIDEBAR_FIELDS: FacetFields = {
  texts: TEXT_FIELDS.filter((field) => field !== 'issue'),
  ranges: ['sizeBytes', 'width', 'height'],
};

/** Counts per value and histograms; each facet counts what matches the query without the clauses on its own field. */
export async function facetsOf(
  query: Query,
  fields: FacetFields,
  columns: Columns,
  checkpoint: Checkpoint,
): Promise<Omit<Facets, 'revision'>> {
  const { store } = columns;
  const every = await evaluate(null, columns, checkpoint);
  const clauses: { readonly clause: Filter; readonly rows: Bits }[] = [];
  for (const clause of clausesOf(query.filter)) clauses.push({ clause, rows: await evaluate(clause, columns, checkpoint) });
  const rowsOf = (kept: typeof clauses): Bits => {
    const rows = every.slice();
    for (const clause of kept) intersect(rows, clause.rows);
    return rows;
  };
  const all = rowsOf(clauses);
  const without = (field: AnyTextField | NumberField): Bits => {
    const run = runFor(query, field);
    const others = clauses.filter(({ clause }) => !speaksOnlyOf(clause, field, run));
    return others.length === clauses.length ? all : rowsOf(others);
  };

  const text: TextFacet[] = [];
  for (const field of fields.texts) {
    await checkpoint();
    const run = runFor(query, field);
    if (field === 'prediction' && !(await hasPredictions(columns, run, checkpoint))) continue;
    if (field === 'consensus' && !store.reader.hasAnnotations()) continue;
    const counted = await countValues(columns, field, without(field), checkpoint, run);
    text.push({ field, values: withChecked(counted, checkedValues(query, field)) });
  }
  text.push(...(await carriedFacets(query, fields, columns, without, checkpoint)));
  const ranges: RangeFacet[] = [];
  for (const field of fields.ranges) {
    await checkpoint();
    ranges.push(await rangeFacet(columns, field, without(field), checkpoint, runFor(query, field)));
  }
  return { total: store.size, matching: countBits(all), text, ranges };
}

/** Of what annotation files carry, the fields of few values; those that a query names too. */
async function carriedFacets(
  query: Query,
  { texts }: FacetFields,
  { store }: Columns,
  without: (field: CarriedField) => Bits,
  checkpoint: Checkpoint,
): Promise<TextFacet[]> {
  const found: TextFacet[] = [];
  if (!texts.includes('label')) return found;
  for (const name of [...store.reader.carriedFields().keys()].slice(0, MOST_CARRIED)) {
    const field = carriedField(name);
    const checked = checkedValues(query, field);
    if (!(await store.isOfFew(field, MOST_VALUES, checkpoint)) && checked.length === 0) continue;
    const { values, dictionary } = await store.carried(field, checkpoint);
    const names = dictionary.map((value) => (value === null ? null : String(value)));
    const counted = countCodes(values, names, without(field)).filter(({ count }) => count > 0);
    found.push({ field, values: withChecked(counted.sort(byCountThenName), checked) });
  }
  return found;
}

/** False where nobody asked for predictions and there are none to show. */
async function hasPredictions({ predictions }: Columns, run: string | null, checkpoint: Checkpoint): Promise<boolean> {
  if (run === null && predictions.active() === null) return false;
  try {
    await predictions.placed(run, checkpoint);
    return true;
  } catch (error) {
    // Of a run whose files are gone; the list of runs says so.
    if (error instanceof WinnowError && error.code === 'no_predictions') return false;
    throw error;
  }
}

/**
 * How many of the rows have each value, and none (null): most frequent first, then by name.
 * @param run whose predictions; null: the active one's
 */
export async function countValues(
  columns: Columns,
  field: TextField,
  rows: Bits,
  checkpoint: Checkpoint,
  run: string | null = null,
): Promise<readonly FacetValue[]> {
  const values = await countAll(columns, field, rows, run, checkpoint);
  return values.filter(({ count }) => count > 0).sort(byCountThenName);
}

async function countAll(
  columns: Columns,
  field: TextField,
  rows: Bits,
  run: string | null,
  checkpoint: Checkpoint,
): Promise<FacetValue[]> {
  if (field === 'issue') return countIssues(columns, rows, checkpoint);
  if (field === 'prediction') {
    const placed = await columns.predictions.placed(run, checkpoint);
    if (placed.run.boxes !== null) return countPredictedBoxes(columns, placed, rows, checkpoint);
    return countCodes(placed.codes, [null, ...placed.run.classes], rows);
  }
  if (field === 'label') return countLabels(columns.store, rows, checkpoint);
  await columns.store.ready([field], checkpoint);
  return field === 'tag' ? countTags(columns.store, rows) : countTexts(columns.store, field, rows);
}

async function countIssues({ issues }: Columns, rows: Bits, checkpoint: Checkpoint): Promise<FacetValue[]> {
  const values: FacetValue[] = [];
  for (const kind of ISSUE_KINDS) values.push({ value: kind, count: countShared(await issues.rows(kind, checkpoint), rows) });
  const flagged = countShared(await issues.flagged(checkpoint), rows);
  return [...values, { value: null, count: countBits(rows) - flagged }];
}

/** A sample counts for each class that the run found in it. */
async function countPredictedBoxes(
  { detections }: Columns,
  placed: PlacedRun,
  rows: Bits,
  checkpoint: Checkpoint,
): Promise<FacetValue[]> {
  const none = rows.slice();
  const values: FacetValue[] = [];
  for (const [value, set] of await detections.predictedClasses(placed, checkpoint)) {
    values.push({ value, count: countShared(set, rows) });
    subtract(none, set);
  }
  return [...values, { value: null, count: countBits(none) }];
}

function countTags(store: ColumnStore, rows: Bits): FacetValue[] {
  const values: FacetValue[] = [...store.tags.sets].map(([value, set]) => ({ value, count: countShared(set, rows) }));
  const untagged = store.tags.tagged(store.size);
  invert(untagged, store.size);
  return [...values, { value: null, count: countShared(untagged, rows) }];
}

function countTexts(store: ColumnStore, field: StoredText, rows: Bits): FacetValue[] {
  const { values, dictionary } = store.texts[field];
  return countCodes(values, dictionary, rows);
}

/** @param dictionary by code */
function countCodes(codes: Uint32Array, dictionary: readonly (string | null)[], rows: Bits): FacetValue[] {
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

/** The histogram of a field over some rows; its edges are those of all rows. @param run whose predictions; null: the active one's */
export async function rangeFacet(
  columns: Columns,
  field: NumberField,
  rows: Bits,
  checkpoint: Checkpoint,
  run: string | null = null,
): Promise<RangeFacet> {
  const values = await numbersOf(columns, field, checkpoint, run);
  const span = extent(values, columns.store.size);
  if (span === null) return { field, min: null, max: null, edges: [], counts: [], scale: 'linear' };
  const isShare = isAnyScoreField(field) || (isRunNumber(field) && field !== 'score.hardness' && span.min >= 0 && span.max <= 1);
  const { edges, scale } = isShare ? SCORE_EDGES : histogramEdges(span.min, span.max);
  const held = edges.map((edge) => inPrecisionOf(values, edge));
  const counts = new Uint32Array(edges.length - 1);
  eachBit(rows, (row) => {
    const value = values[row] ?? Number.NaN;
    if (Number.isNaN(value)) return;
    const bin = binOf(value, held);
    counts[bin] = (counts[bin] ?? 0) + 1;
  });
  return { field, min: shownNumber(values, span.min), max: shownNumber(values, span.max), edges, counts: [...counts], scale };
}
