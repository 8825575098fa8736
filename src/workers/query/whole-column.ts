import { ISSUE_KINDS } from '../../shared/issue.ts';
import { isTextField, type NumberField, type TextField } from '../../shared/query.ts';
import { type Bits, eachBit } from './bits.ts';
import type { WholeColumn } from './calls.ts';
import { type Columns, numbersOf } from './columns.ts';
import { extent } from './histogram.ts';
import { LABEL_COLUMNS, labelSets } from './label-sets.ts';
import { shownNumber } from './number-column.ts';
import { compareCodePoints } from './text-column.ts';
import type { Checkpoint } from './turns.ts';

/** Values as places in a list of names; place 0 stands for none. */
interface Coded {
  readonly codes: Uint32Array;
  readonly names: readonly (string | null)[];
}

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

async function codedValues(field: TextField, run: string | null, columns: Columns, checkpoint: Checkpoint): Promise<Coded> {
  const { store, issues, predictions } = columns;
  if (field === 'prediction') {
    const placed = await predictions.placed(run, checkpoint);
    return { codes: placed.codes, names: [null, ...placed.run.classes] };
  }
  if (field === 'issue') {
    const sets: (readonly [name: string, rows: Bits])[] = [];
    for (const kind of ISSUE_KINDS) sets.push([kind, await issues.rows(kind, checkpoint)]);
    return firstOf(sets, store.size);
  }
  if (field === 'label') {
    await store.ready(LABEL_COLUMNS, checkpoint);
    if (store.boxClasses.sets.size > 0) return firstOf(await labelSets(store, checkpoint), store.size);
  }
  await store.ready([field], checkpoint);
  if (field !== 'tag') return { codes: store.texts[field].values, names: store.texts[field].dictionary };
  return firstOf(
    [...store.tags.sets].toSorted(([a], [b]) => compareCodePoints(a, b)),
    store.size,
  );
}

/** The first set that each row is in. Sets may end after the last row. */
function firstOf(sets: readonly (readonly [name: string, rows: Bits])[], size: number): Coded {
  const codes = new Uint32Array(size);
  for (const [k, [, rows]] of sets.entries()) {
    eachBit(rows, (row) => {
      if (codes[row] === 0) codes[row] = k + 1;
    });
  }
  return { codes, names: [null, ...sets.map(([name]) => name)] };
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
