import { ISSUE_KINDS } from '../../shared/issue.ts';
import type { TextField } from '../../shared/query.ts';
import { type Bits, eachBit } from './bits.ts';
import type { Columns } from './columns.ts';
import { LABEL_COLUMNS, labelSets } from './label-sets.ts';
import { compareCodePoints } from './text-column.ts';
import type { Checkpoint } from './turns.ts';

/** Values as places in a list of names; place 0 stands for none. */
export interface Coded {
  readonly codes: Uint32Array;
  readonly names: readonly (string | null)[];
}

/**
 * One value of each row: of several tags the first by name, of several issues the first in the order of kinds.
 * @param run whose predictions; null: the active one's
 */
export async function codedValues(
  field: TextField,
  run: string | null,
  columns: Columns,
  checkpoint: Checkpoint,
): Promise<Coded> {
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
