import type { GroupBy } from '../../shared/group-by.ts';
import { isTextField } from '../../shared/query.ts';
import type { GroupField } from '../../shared/score.ts';
import { type Coded, codedValues } from './coded-values.ts';
import { type Columns, numbersOf } from './columns.ts';
import { compareCodePoints } from './text-column.ts';
import type { Checkpoint } from './turns.ts';

/** Groups of samples as columns: a million groups are no JSON. */
export interface GroupTable {
  /** Where each group starts in the list of samples; one more entry for the end of the last. No group is empty. */
  readonly starts: Uint32Array<ArrayBuffer>;
  /** Names, UTF-8, one after the other; where each ends. */
  readonly names: Uint8Array<ArrayBuffer>;
  readonly nameEnds: Uint32Array<ArrayBuffer>;
  /** True: the last group has no name, its samples no value. */
  readonly hasRest: boolean;
}

export interface Grouped {
  /** By group, in each in the order they came in. */
  readonly ids: Uint32Array<ArrayBuffer>;
  readonly groups: GroupTable;
}

/** Codes of rows, and the codes of groups in the order they are shown. */
interface OrderedCodes extends Coded {
  readonly order: readonly number[];
}

/**
 * Samples by group, names in the order of code points, kinds of issues from the most severe, duplicate groups by id; those
 * in none last. Two passes over the samples. @param ids in the order wanted within each group
 */
export async function grouped(ids: Uint32Array, groupBy: GroupBy, columns: Columns, checkpoint: Checkpoint): Promise<Grouped> {
  const { codes, names, order } = await orderedCodes(groupBy, columns, checkpoint);
  await checkpoint();
  const codeOf = new Uint32Array(ids.length);
  const places = new Uint32Array(names.length);
  for (let k = 0; k < ids.length; k++) {
    const code = codes[columns.store.ids.rowOf(ids[k] ?? 0)] ?? 0;
    codeOf[k] = code;
    places[code] = (places[code] ?? 0) + 1;
  }
  await checkpoint();
  const shown = [...order, 0].filter((code) => (places[code] ?? 0) > 0);
  let end = 0;
  const starts = new Uint32Array(shown.length + 1);
  for (const [group, code] of shown.entries()) {
    starts[group] = end;
    end += places[code] ?? 0;
    places[code] = starts[group] ?? 0;
  }
  starts[shown.length] = end;
  const sorted = new Uint32Array(ids.length);
  for (let k = 0; k < ids.length; k++) {
    const place = places[codeOf[k] ?? 0] ?? 0;
    sorted[place] = ids[k] ?? 0;
    places[codeOf[k] ?? 0] = place + 1;
  }
  const groups = { starts, ...pooled(shown.map((code) => names[code] ?? '')), hasRest: shown.at(-1) === 0 };
  return { ids: sorted, groups };
}

async function orderedCodes(groupBy: GroupBy, columns: Columns, checkpoint: Checkpoint): Promise<OrderedCodes> {
  if (isTextField(groupBy)) {
    const coded = await codedValues(groupBy, null, columns, checkpoint);
    const inOrder = Array.from(coded.names.keys()).slice(1);
    return { ...coded, order: groupBy === 'issue' ? inOrder : byName(inOrder, coded.names) };
  }
  if (groupBy !== 'folder') return duplicateCodes(groupBy, columns, checkpoint);
  const { values, dictionary } = await columns.store.folders(checkpoint);
  return { codes: values, names: dictionary, order: byName(Array.from(dictionary.keys()).slice(1), dictionary) };
}

function byName(codes: number[], names: readonly (string | null)[]): readonly number[] {
  return codes.sort((a, b) => compareCodePoints(names[a] ?? '', names[b] ?? ''));
}

/** Duplicate groups are named by the least id in them: a place in a table by id is their code. */
async function duplicateCodes(field: GroupField, columns: Columns, checkpoint: Checkpoint): Promise<OrderedCodes> {
  const { store } = columns;
  const values = await numbersOf(columns, field, checkpoint);
  const codeOf = new Uint32Array(store.ids.last + 1);
  for (let row = 0; row < store.size; row++) if ((values[row] ?? 0) > 0) codeOf[values[row] ?? 0] = 1;
  await checkpoint();
  const names: (string | null)[] = [null];
  for (let id = 0; id < codeOf.length; id++) if (codeOf[id] === 1) codeOf[id] = names.push(String(id)) - 1;
  await checkpoint();
  const codes = new Uint32Array(store.size);
  for (let row = 0; row < store.size; row++) codes[row] = codeOf[values[row] ?? 0] ?? 0;
  return { codes, names, order: Array.from(names.keys()).slice(1) };
}

function pooled(names: readonly string[]): Pick<GroupTable, 'names' | 'nameEnds'> {
  const nameEnds = new Uint32Array(names.length);
  let end = 0;
  const pieces = names.map((name, group) => {
    const bytes = Buffer.from(name);
    end += bytes.length;
    nameEnds[group] = end;
    return bytes;
  });
  const pool = new Uint8Array(end);
  for (const [group, bytes] of pieces.entries()) pool.set(bytes, (nameEnds[group] ?? 0) - bytes.length);
  return { names: pool, nameEnds };
}
