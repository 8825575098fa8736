import { createContext, Script } from 'node:vm';
import { isCarriedField } from '../../shared/carried-field.ts';
import { WinnowError } from '../../shared/errors.ts';
import { isTextField } from '../../shared/query.ts';
import type { SplitGrouping } from '../../shared/split.ts';
import { bursts } from '../splits/bursts.ts';
import { type Columns, numbersOf } from './columns.ts';
import { startOf } from './groups.ts';
import type { Checkpoint } from './turns.ts';
import { wholeColumn } from './whole-column.ts';

/** Paths read, and names matched, without a pause: some milliseconds. */
const PATHS_AT_ONCE = 10_000;
/** A pattern that takes longer than this for so many names goes through all ways of matching one, which may be endless. */
const MOST_MATCHING_MS = 1000;

/** What keeps some rows together: one entry a row asked for, small whole numbers, 0 = nothing. */
export interface SplitKey {
  readonly by: string;
  readonly values: Uint32Array;
}

/** Copies of each other, of whatever kind: the widest group that each row is in. */
export async function duplicateKey(rows: Uint32Array, { store, issues }: Columns, checkpoint: Checkpoint): Promise<SplitKey> {
  const groups = await issues.duplicates.of('family', checkpoint);
  const byRow = new Uint32Array(store.size);
  for (let group = 0; group < groups.ids.length; group++) {
    for (let at = startOf(groups, group); at < (groups.ends[group] ?? 0); at++) byRow[groups.rows[at] ?? 0] = group + 1;
  }
  const values = new Uint32Array(rows.length);
  for (let at = 0; at < rows.length; at++) values[at] = byRow[rows[at] ?? 0] ?? 0;
  return { by: 'duplicates', values };
}

/** @throws {WinnowError} bad_request for a pattern that takes for ever; what a field of predictions throws */
export async function splitKey(
  grouping: SplitGrouping,
  rows: Uint32Array,
  columns: Columns,
  checkpoint: Checkpoint,
): Promise<SplitKey> {
  switch (grouping.by) {
    case 'folder':
      return { by: 'folder', values: await folderKey(rows, columns, checkpoint) };
    case 'name':
      return { by: 'name', values: await nameKey(grouping.pattern, rows, columns, checkpoint) };
    case 'time':
      return { by: 'time', values: await timeKey(grouping, rows, columns, checkpoint) };
    case 'field': {
      const { field } = grouping;
      if (isCarriedField(field)) {
        const { values } = await columns.store.carried(field, checkpoint);
        return { by: field, values: rows.map((row) => values[row] ?? 0) };
      }
      if (!isTextField(field)) {
        const numbers = await numbersOf(columns, field, checkpoint);
        return {
          by: field,
          values: coded(rows, (row) => (Number.isNaN(numbers[row] ?? Number.NaN) ? null : (numbers[row] ?? null))),
        };
      }
      const { values } = await wholeColumn(field, null, columns, checkpoint);
      return { by: field, values: rows.map((row) => values[row] ?? 0) };
    }
  }
}

async function folderKey(rows: Uint32Array, columns: Columns, checkpoint: Checkpoint): Promise<Uint32Array> {
  return coded(await pathsOf(rows, columns, checkpoint), (path) => path.slice(0, path.lastIndexOf('/') + 1));
}

async function timeKey(
  { seconds, isPerFolder }: Extract<SplitGrouping, { readonly by: 'time' }>,
  rows: Uint32Array,
  columns: Columns,
  checkpoint: Checkpoint,
): Promise<Uint32Array> {
  const taken = await numbersOf(columns, 'capturedAt', checkpoint);
  const places = isPerFolder ? await folderKey(rows, columns, checkpoint) : null;
  return bursts(
    Float64Array.from(rows, (row) => taken[row] ?? Number.NaN),
    places,
    seconds * 1000,
  );
}

/** Case-folded, in the order of rows. */
async function pathsOf(rows: Uint32Array, { store }: Columns, checkpoint: Checkpoint): Promise<readonly string[]> {
  await store.ready(['path'], checkpoint);
  const paths: string[] = [];
  for (let at = 0; at < rows.length; at++) {
    paths.push(store.paths.at(rows[at] ?? 0));
    if (at % PATHS_AT_ONCE === 0) await checkpoint();
  }
  return paths;
}

async function nameKey(pattern: string, rows: Uint32Array, columns: Columns, checkpoint: Checkpoint): Promise<Uint32Array> {
  const names = (await pathsOf(rows, columns, checkpoint)).map((path) => path.slice(path.lastIndexOf('/') + 1));
  const match = matcher(pattern);
  const found: (string | null)[] = [];
  for (let at = 0; at < names.length; at += PATHS_AT_ONCE) {
    for (const key of match(names.slice(at, at + PATHS_AT_ONCE))) found.push(key);
    await checkpoint();
  }
  return coded(found, (key) => key);
}

/** Of each name the first group of the pattern, else all that matches, else null. In a context of its own, since only that can be stopped. */
function matcher(pattern: string): (names: readonly string[]) => Iterable<string | null> {
  const script = new Script('names.map((name) => { const match = pattern.exec(name); return match && (match[1] ?? match[0]); })');
  const inside = { names: [] as readonly string[], pattern: new RegExp(pattern, 'iu') };
  const context = createContext(inside);
  return (names) => {
    inside.names = names;
    try {
      return script.runInContext(context, { timeout: MOST_MATCHING_MS }) as Iterable<string | null>;
    } catch (error) {
      // It may be an error of the other context: no instance of this one's Error.
      const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
      if (code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
      const advice = 'Avoid repetitions within repetitions, such as (a+)+.';
      throw new WinnowError('bad_request', `“${pattern}” takes too long to match file names with. ${advice}`, { cause: error });
    }
  };
}

/** Each value as a number of its own from 1, null as 0. */
function coded<T>(items: ArrayLike<T>, keyOf: (item: T) => string | number | null): Uint32Array {
  const codes = new Map<string | number, number>();
  return Uint32Array.from(items, (item) => {
    const value = keyOf(item);
    if (value === null) return 0;
    const known = codes.get(value);
    if (known !== undefined) return known;
    codes.set(value, codes.size + 1);
    return codes.size;
  });
}
