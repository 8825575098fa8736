import { assertNever } from '../../shared/errors.ts';
import { CLAIM_MEANING, type Claim, type Filter, type NumberField, type TextField } from '../../shared/query.ts';
import { type Bits, bitsWhere, intersect, invert, noBits, unite } from './bits.ts';
import type { ColumnName, ColumnStore } from './column-store.ts';
import type { Checkpoint } from './turns.ts';

type Compare = Extract<Filter, { readonly kind: 'compare' }>;

/** The rows a filter asks for; null: all. Reads the columns it needs first. */
export async function evaluate(filter: Filter | null, store: ColumnStore, checkpoint: Checkpoint): Promise<Bits> {
  if (filter === null) return everyRow(store);
  await store.ready(columnsOf(filter), checkpoint);
  return rowsOf(filter, store, checkpoint);
}

async function rowsOf(filter: Filter, store: ColumnStore, checkpoint: Checkpoint): Promise<Bits> {
  await checkpoint();
  switch (filter.kind) {
    case 'and': {
      const rows = everyRow(store);
      for (const child of filter.of) intersect(rows, await rowsOf(child, store, checkpoint));
      return rows;
    }
    case 'or': {
      const rows = noBits(store.size);
      for (const child of filter.of) unite(rows, await rowsOf(child, store, checkpoint));
      return rows;
    }
    case 'not': {
      const rows = await rowsOf(filter.of, store, checkpoint);
      invert(rows, store.size);
      return rows;
    }
    case 'equals':
      return rowsEqual(store, filter.field, filter.value);
    case 'compare':
      return rowsComparing(store, filter);
    case 'path':
      return store.paths.matching(filter.pattern, checkpoint);
    case 'contains':
      return store.paths.containing(filter.text, checkpoint);
    case 'is':
      return rowsClaiming(store, filter.claim);
    default:
      return assertNever(filter);
  }
}

function everyRow(store: ColumnStore): Bits {
  const rows = noBits(store.size);
  invert(rows, store.size);
  return rows;
}

function rowsEqual(store: ColumnStore, field: TextField, value: string): Bits {
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

/** Comparisons with NaN, a missing value, are false by themselves; only `!=` is not. */
function rowsComparing(store: ColumnStore, { field, comparison, value }: Compare): Bits {
  const values = store.numberValues(field);
  const where = (test: (found: number) => boolean): Bits => bitsWhere(store.size, (row) => test(values[row] ?? Number.NaN));
  switch (comparison) {
    case '<':
      return where((found) => found < value);
    case '<=':
      return where((found) => found <= value);
    case '>':
      return where((found) => found > value);
    case '>=':
      return where((found) => found >= value);
    case '=':
      return where((found) => found === value);
    case '!=':
      return where((found) => found < value || found > value);
    default:
      return assertNever(comparison);
  }
}

function rowsClaiming(store: ColumnStore, claim: Claim): Bits {
  const { field, hasValue } = CLAIM_MEANING[claim];
  if (field !== 'tag') {
    const codes = store.texts[field].values;
    return bitsWhere(store.size, (row) => (codes[row] !== 0) === hasValue);
  }
  const rows = store.tags.tagged(store.size);
  if (!hasValue) invert(rows, store.size);
  return rows;
}

/** Columns that a filter looks at. */
function columnsOf(filter: Filter): readonly ColumnName[] {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.of.flatMap(columnsOf);
    case 'not':
      return columnsOf(filter.of);
    case 'equals':
      return [filter.field];
    case 'compare':
      return numberColumn(filter.field);
    case 'path':
    case 'contains':
      return ['path'];
    case 'is':
      return [CLAIM_MEANING[filter.claim].field];
    default:
      return assertNever(filter);
  }
}

function numberColumn(field: NumberField): readonly ColumnName[] {
  return field === 'id' ? [] : [field];
}
