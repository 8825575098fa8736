import { assertNever } from '../../shared/errors.ts';
import { isIssueKind } from '../../shared/issue.ts';
import { CLAIM_MEANING, type Claim, type Filter, type TextField } from '../../shared/query.ts';
import { MAP_FIELDS } from '../../shared/score.ts';
import { type Bits, bitsWhere, intersect, invert, noBits, unite } from './bits.ts';
import type { ColumnStore } from './column-store.ts';
import { type Columns, numbersOf } from './columns.ts';
import { comparing } from './comparing.ts';
import { rowsWithin } from './lasso.ts';
import type { Checkpoint } from './turns.ts';

type Compare = Extract<Filter, { readonly kind: 'compare' }>;

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
      return rowsEqual(columns, filter.field, filter.value, checkpoint);
    case 'compare':
      return rowsComparing(filter, columns, checkpoint);
    case 'path':
      await store.ready(['path'], checkpoint);
      return store.paths.matching(filter.pattern, checkpoint);
    case 'contains':
      await store.ready(['path'], checkpoint);
      return store.paths.containing(filter.text, checkpoint);
    case 'is':
      return rowsClaiming(columns, filter.claim, checkpoint);
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

async function rowsEqual(columns: Columns, field: TextField, value: string, checkpoint: Checkpoint): Promise<Bits> {
  const { store, issues } = columns;
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

async function rowsComparing({ field, comparison, value }: Compare, columns: Columns, checkpoint: Checkpoint): Promise<Bits> {
  const values = await numbersOf(columns, field, checkpoint);
  const test = comparing(values, comparison, value);
  return bitsWhere(columns.store.size, (row) => test(values[row] ?? Number.NaN));
}

async function rowsClaiming(columns: Columns, claim: Claim, checkpoint: Checkpoint): Promise<Bits> {
  const { field, hasValue } = CLAIM_MEANING[claim];
  const rows = await rowsHaving(columns, field, checkpoint);
  if (!hasValue) invert(rows, columns.store.size);
  return rows;
}

async function rowsHaving({ store, issues }: Columns, field: TextField, checkpoint: Checkpoint): Promise<Bits> {
  if (field === 'issue') return (await issues.flagged(checkpoint)).slice();
  await store.ready([field], checkpoint);
  if (field === 'tag') return store.tags.tagged(store.size);
  const codes = store.texts[field].values;
  return bitsWhere(store.size, (row) => codes[row] !== 0);
}
