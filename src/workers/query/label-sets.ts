import type { FacetValue } from '../../shared/facets.ts';
import { countByCode } from './bin-counts.ts';
import { type Bits, countShared, intersect, unite } from './bits.ts';
import type { ColumnName, ColumnStore } from './column-store.ts';
import { anyCode, rowsWithCodes, someCodes } from './rows-with-codes.ts';
import type { Checkpoint } from './turns.ts';

/** What a sample's labels are read from: its own class, and those of the boxes that are given. */
export const LABEL_COLUMNS = ['label', 'boxClass'] as const satisfies readonly ColumnName[];

/** Rows with one of these labels: their own, or any box's. The columns are there. */
export function rowsLabelled({ texts: { label }, boxClasses, size }: ColumnStore, names: readonly string[]): Bits {
  const codes = names.map((name) => label.codeOf(name));
  const rows = rowsWithCodes(label.values, someCodes(label.dictionary.length, codes), size);
  for (const name of names) unite(rows, boxClasses.sets.get(name) ?? NOBODY);
  return rows;
}

/** Rows with any label. The columns are there. */
export function rowsWithLabel({ texts: { label }, boxClasses, size }: ColumnStore): Bits {
  const rows = rowsWithCodes(label.values, anyCode(label.dictionary.length), size);
  unite(rows, boxClasses.tagged(size));
  return rows;
}

/** How many of the rows have each label, and none. A row with boxes of several classes counts for each. */
export async function countLabels(store: ColumnStore, among: Bits, checkpoint: Checkpoint): Promise<FacetValue[]> {
  await store.ready(LABEL_COLUMNS, checkpoint);
  const { label } = store.texts;
  const ofCodes = (rows: Bits): Uint32Array => countByCode(label.values, label.dictionary.length, rows);
  const own = ofCodes(among);
  const counts = new Map<string, number>();
  for (const [code, name] of label.dictionary.entries()) if (name !== null) counts.set(name, own[code] ?? 0);
  for (const [name, rows] of store.boxClasses.sets) {
    await checkpoint();
    const code = label.codeOf(name);
    // Those whose own label it is were counted.
    const counted = code === null || own[code] === 0 ? 0 : ofCodes(shared(rows, among))[code];
    counts.set(name, (counts.get(name) ?? 0) + countShared(rows, among) - (counted ?? 0));
  }
  const onlyOfBoxes = ofCodes(shared(store.boxClasses.tagged(store.size), among))[0] ?? 0;
  return [...Array.from(counts, ([value, count]) => ({ value, count })), { value: null, count: (own[0] ?? 0) - onlyOfBoxes }];
}

/** A set may be shorter than the table, or longer. */
function shared(set: Bits, among: Bits): Bits {
  const rows = among.slice();
  intersect(rows, set);
  return rows;
}

const NOBODY: Bits = new Uint32Array(0);

/** Labels by name as sets of rows, to colour by. */
export async function labelSets(store: ColumnStore, checkpoint: Checkpoint): Promise<readonly (readonly [string, Bits])[]> {
  await store.ready(LABEL_COLUMNS, checkpoint);
  const names = new Set([...store.texts.label.dictionary.filter((name) => name !== null), ...store.boxClasses.sets.keys()]);
  const sets: (readonly [string, Bits])[] = [];
  for (const name of names) {
    await checkpoint();
    sets.push([name, rowsLabelled(store, [name])]);
  }
  return sets;
}
