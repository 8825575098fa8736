import { assertNever } from '../../shared/errors.ts';
import { isIssueKind } from '../../shared/issue.ts';
import { CLAIM_MEANING, type ClaimedField, type Filter } from '../../shared/query.ts';
import { MAP_FIELDS } from '../../shared/score.ts';
import { rowsAgreeing } from './agreeing.ts';
import { type Bits, bitsWhere, intersect, invert, noBits, unite } from './bits.ts';
import { carriedTest } from './carried-filter.ts';
import type { ColumnStore } from './column-store.ts';
import { type Columns, numbersOf } from './columns.ts';
import { comparing } from './comparing.ts';
import { rowsLabelled, rowsWithLabel } from './label-sets.ts';
import { rowsWithin } from './lasso.ts';
import { classPlace } from './predictions.ts';
import type { Checkpoint } from './turns.ts';

type Compare = Extract<Filter, { readonly kind: 'compare' }>;
type Equals = Extract<Filter, { readonly kind: 'equals' }>;
type Carries = Extract<Filter, { readonly kind: 'field' }>;
type Claims = Extract<Filter, { readonly kind: 'is' }>;

/** The rows a filter asks for, as a set of the caller's own; null: all. Reads the columns it needs as it meets them. */
export async function evaluate(filter: Filter | null, columns: Columns, checkpoint: Checkpoint): Promise<Bits> {
  const { store } = columns;
  if (filter === null) return everyRow(store);
  await checkpoint();
  switch (filter.kind) {
    case 'and': {
      const rows = everyRow(store);
      for (const child of filter.of) intersect(rows, await evaluate(child, columns, checkpoint));
      return rows;
    }
    case 'or': {
      const rows = noBits(store.size);
      for (const child of filter.of) unite(rows, await evaluate(child, columns, checkpoint));
      return rows;
    }
    case 'not': {
      const rows = await evaluate(filter.of, columns, checkpoint);
      invert(rows, store.size);
      return rows;
    }
    case 'equals':
      return rowsEqual(filter, columns, checkpoint);
    case 'compare':
      return rowsComparing(filter, columns, checkpoint);
    case 'field':
      return rowsCarrying(filter, columns, checkpoint);
    case 'path':
      await store.ready(['path'], checkpoint);
      return store.paths.matching(filter.pattern, checkpoint);
    case 'contains':
      await store.ready(['path'], checkpoint);
      return store.paths.containing(filter.text, checkpoint);
    case 'is':
      return rowsClaiming(filter, columns, checkpoint);
    case 'run':
      return rowsPredicted(columns, filter.run, checkpoint);
    case 'match':
      return columns.detections.matching(filter, filter.run ?? null, checkpoint);
    case 'agrees':
      return rowsAgreeing(filter, columns, checkpoint);
    case 'lasso':
      await store.ready(MAP_FIELDS, checkpoint);
      return rowsWithin(filter.polygon, store.numbers('map.x'), store.numbers('map.y'), store.size, checkpoint);
    default:
      return assertNever(filter);
  }
}

function everyRow(store: ColumnStore): Bits {
  const rows = noBits(store.size);
  invert(rows, store.size);
  return rows;
}

async function rowsEqual({ field, value, run }: Equals, columns: Columns, checkpoint: Checkpoint): Promise<Bits> {
  const { store, issues, predictions, detections } = columns;
  if (field === 'label') return rowsLabelled(store, value, checkpoint);
  if (field === 'prediction') {
    const placed = await predictions.placed(run ?? null, checkpoint);
    const code = classPlace(placed.run, value) + 1;
    if (placed.run.boxes !== null)
      return ((await detections.predictedClasses(placed, checkpoint)).get(value) ?? noBits(store.size)).slice();
    return bitsWhere(store.size, (row) => placed.codes[row] === code);
  }
  if (field === 'issue') return isIssueKind(value) ? (await issues.rows(value, checkpoint)).slice() : noBits(store.size);
  await store.ready([field], checkpoint);
  const rows = noBits(store.size);
  if (field === 'tag') {
    unite(rows, (store.tags.sets.get(value) ?? noBits(0)).subarray(0, rows.length));
    return rows;
  }
  const column = store.texts[field];
  const code = column.codeOf(value);
  if (code === null) return rows;
  const codes = column.values;
  return bitsWhere(store.size, (row) => codes[row] === code);
}

async function rowsCarrying(filter: Carries, { store }: Columns, checkpoint: Checkpoint): Promise<Bits> {
  const { values, dictionary } = await store.carried(filter.field, checkpoint);
  const test = carriedTest(filter);
  const isMeant = Uint8Array.from(dictionary, (value) => Number(value !== null && test(value)));
  return bitsWhere(store.size, (row) => isMeant[values[row] ?? 0] === 1);
}

async function rowsComparing(
  { field, comparison, value, run }: Compare,
  columns: Columns,
  checkpoint: Checkpoint,
): Promise<Bits> {
  const values = await numbersOf(columns, field, checkpoint, run ?? null);
  const test = comparing(values, comparison, value);
  return bitsWhere(columns.store.size, (row) => test(values[row] ?? Number.NaN));
}

async function rowsClaiming({ claim, run }: Claims, columns: Columns, checkpoint: Checkpoint): Promise<Bits> {
  const { field, hasValue } = CLAIM_MEANING[claim];
  const rows = await rowsHaving(columns, field, run ?? null, checkpoint);
  if (!hasValue) invert(rows, columns.store.size);
  return rows;
}

async function rowsHaving(columns: Columns, field: ClaimedField, run: string | null, checkpoint: Checkpoint): Promise<Bits> {
  const { store, issues, predictions, detections } = columns;
  if (field === 'prediction') return rowsPredicted(columns, run, checkpoint);
  if (field === 'correct' || field === 'wrong') {
    const judge = predictions.find(run).boxes === null ? predictions : detections;
    return judge.agreeing(run, field === 'correct', checkpoint);
  }
  if (field === 'label') return rowsWithLabel(store, checkpoint);
  if (field === 'issue') return (await issues.flagged(checkpoint)).slice();
  if (field === 'disagreed') {
    await store.ready(['score.agreement'], checkpoint);
    const agreement = store.numbers('score.agreement');
    return bitsWhere(store.size, (row) => (agreement[row] ?? Number.NaN) < 1);
  }
  await store.ready([field], checkpoint);
  if (field === 'tag') return store.tags.tagged(store.size);
  if (field === 'relabeled') {
    const values = store.numbers(field);
    return bitsWhere(store.size, (row) => values[row] === 1);
  }
  const codes = store.texts[field].values;
  return bitsWhere(store.size, (row) => codes[row] !== 0);
}

/** @param run null: the active one */
async function rowsPredicted({ store, predictions }: Columns, run: string | null, checkpoint: Checkpoint): Promise<Bits> {
  const { codes } = await predictions.placed(run, checkpoint);
  return bitsWhere(store.size, (row) => codes[row] !== 0);
}
