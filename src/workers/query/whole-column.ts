import { isTextField, type NumberField, type TextField } from '../../shared/query.ts';
import type { WholeColumn } from './calls.ts';
import { type Coded, codedValues } from './coded-values.ts';
import { type Columns, numbersOf } from './columns.ts';
import { extent } from './histogram.ts';
import { shownNumber } from './number-column.ts';
import { compareCodePoints } from './text-column.ts';
import type { Checkpoint } from './turns.ts';

/** One field of all rows: to colour by. @param run whose predictions; null: the active one's */
export async function wholeColumn(
  field: TextField | NumberField,
  run: string | null,
  columns: Columns,
  checkpoint: Checkpoint,
): Promise<WholeColumn> {
  if (isTextField(field)) return byCount(await codedValues(field, run, columns, checkpoint), columns.store.size);
  const { size } = columns.store;
  const held = await numbersOf(columns, field, checkpoint, run);
  const values = new Float32Array(size).fill(Number.NaN);
  values.set(held.subarray(0, size));
  const span = extent(held, size);
  const [min, max] = span === null ? [null, null] : [shownNumber(held, span.min), shownNumber(held, span.max)];
  return { kind: 'number', min, max, values };
}

/** The same values with the most frequent name first, then by name; names that no row has left out. */
function byCount({ codes, names }: Coded, size: number): WholeColumn {
  const counts = new Uint32Array(names.length);
  for (let row = 0; row < size; row++) counts[codes[row] ?? 0] = (counts[codes[row] ?? 0] ?? 0) + 1;
  const used = names.flatMap((name, code) =>
    name === null || counts[code] === 0 ? [] : [{ name, code, count: counts[code] ?? 0 }],
  );
  used.sort((a, b) => b.count - a.count || compareCodePoints(a.name, b.name));
  const places = new Uint32Array(names.length);
  for (const [k, { code }] of used.entries()) places[code] = k + 1;
  const values = new Uint32Array(size);
  for (let row = 0; row < size; row++) values[row] = places[codes[row] ?? 0] ?? 0;
  return {
    kind: 'text',
    names: [null, ...used.map(({ name }) => name)],
    counts: [counts[0] ?? 0, ...used.map(({ count }) => count)],
    values,
  };
}
