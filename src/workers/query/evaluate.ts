import { assertNever } from '../../shared/errors.ts';
import { CLAIM_MEANING, type Filter } from '../../shared/query.ts';
import { type Bits, intersect, invert, noBits, unite } from './bits.ts';
import type { ColumnStore } from './column-store.ts';
import type { Columns } from './columns.ts';
import { rowsOf } from './term-rows.ts';
import { anyAmong, type Term } from './terms.ts';
import type { Checkpoint } from './turns.ts';

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
      const equal = filter.of.filter((child) => child.kind === 'equals');
      const rows = await rowsOfAny(anyAmong(equal), columns, checkpoint);
      for (const child of filter.of) if (child.kind !== 'equals') unite(rows, await evaluate(child, columns, checkpoint));
      return rows;
    }
    case 'not': {
      const rows = await evaluate(filter.of, columns, checkpoint);
      invert(rows, store.size);
      return rows;
    }
    case 'equals':
      return rowsOfAny(anyAmong([filter]), columns, checkpoint);
    case 'is': {
      const { field, hasValue } = CLAIM_MEANING[filter.claim];
      const rows = await rowsOfAny([{ kind: 'has', field, run: filter.run ?? null }], columns, checkpoint);
      if (!hasValue) invert(rows, store.size);
      return rows;
    }
    case 'run':
      return rowsOfAny([{ kind: 'has', field: 'prediction', run: filter.run }], columns, checkpoint);
    case 'compare':
    case 'field':
    case 'path':
    case 'contains':
    case 'match':
    case 'agrees':
    case 'lasso':
      return rowsOfAny([filter], columns, checkpoint);
    default:
      return assertNever(filter);
  }
}

function everyRow(store: ColumnStore): Bits {
  const rows = noBits(store.size);
  invert(rows, store.size);
  return rows;
}

async function rowsOfAny(terms: readonly Term[], columns: Columns, checkpoint: Checkpoint): Promise<Bits> {
  const rows = noBits(columns.store.size);
  for (const term of terms) unite(rows, await rowsOf(term, columns, checkpoint));
  return rows;
}
