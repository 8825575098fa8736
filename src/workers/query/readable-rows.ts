import type { Query } from '../../shared/query.ts';
import { hasBit } from './bits.ts';
import type { Columns } from './columns.ts';
import { evaluate } from './evaluate.ts';
import { compareCodePoints, type TextColumn } from './text-column.ts';
import type { Checkpoint } from './turns.ts';

/** Rows of a query whose files could be read, in path order. */
export async function readableRows(
  query: Pick<Query, 'filter'>,
  columns: Columns,
  checkpoint: Checkpoint,
): Promise<Uint32Array<ArrayBuffer>> {
  const { store, orders } = columns;
  await store.ready(['status'], checkpoint);
  const order = await orders.of({ field: 'path', descending: false }, checkpoint);
  const asked = await evaluate(query.filter, columns, checkpoint);
  const { status } = store.texts;
  const ok = status.codeOf('ok');
  const rows = new Uint32Array(order.length);
  let count = 0;
  for (const row of order) if (status.values[row] === ok && hasBit(asked, row)) rows[count++] = row;
  return rows.subarray(0, count);
}

export interface NamedCodes {
  readonly names: readonly string[];
  /** By sample: place in `names` + 1, 0 = none. */
  readonly codes: Uint32Array<ArrayBuffer>;
}

/** Values that some of the rows have, by code point. */
export function namedCodes({ dictionary, values }: TextColumn, rows: Uint32Array): NamedCodes {
  const isUsed = new Uint8Array(dictionary.length);
  for (const row of rows) isUsed[values[row] ?? 0] = 1;
  const used = dictionary.flatMap((name, code) => (name === null || isUsed[code] === 0 ? [] : [{ name, code }]));
  used.sort((a, b) => compareCodePoints(a.name, b.name));
  const places = new Uint32Array(dictionary.length);
  for (const [place, { code }] of used.entries()) places[code] = place + 1;
  const codes = new Uint32Array(rows.length);
  for (let at = 0; at < rows.length; at++) codes[at] = places[values[rows[at] ?? 0] ?? 0] ?? 0;
  return { names: used.map(({ name }) => name), codes };
}
