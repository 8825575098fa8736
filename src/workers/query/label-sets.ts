import type { FacetValue } from '../../shared/facets.ts';
import { countByCode } from './bin-counts.ts';
import { type Bits, bitsWhere, countBits, countShared, intersect, noBits, subtract, unite } from './bits.ts';
import type { ColumnName, ColumnStore } from './column-store.ts';
import type { Checkpoint } from './turns.ts';

/** What a sample's labels are read from: its own class, and those of the boxes that are given. */
export const LABEL_COLUMNS = ['label', 'boxClass'] as const satisfies readonly ColumnName[];

/** Rows with a label: their own, or any box's. */
export async function rowsLabelled(store: ColumnStore, name: string, checkpoint: Checkpoint): Promise<Bits> {
  await store.ready(LABEL_COLUMNS, checkpoint);
  const { label } = store.texts;
  const code = label.codeOf(name);
  const codes = label.values;
  const rows = code === null ? noBits(store.size) : bitsWhere(store.size, (row) => codes[row] === code);
  unite(rows, ofBoxes(store, name));
  return rows;
}

/** Rows with any label. */
export async function rowsWithLabel(store: ColumnStore, checkpoint: Checkpoint): Promise<Bits> {
  await store.ready(LABEL_COLUMNS, checkpoint);
  const codes = store.texts.label.values;
  const rows = bitsWhere(store.size, (row) => codes[row] !== 0);
  unite(rows, store.boxClasses.tagged(store.size));
  return rows;
}

/** How many of the rows have each label, and none. A row with boxes of several classes counts for each. */
export async function countLabels(store: ColumnStore, among: Bits, checkpoint: Checkpoint): Promise<FacetValue[]> {
  await store.ready(LABEL_COLUMNS, checkpoint);
  const { label } = store.texts;
  const ofCodes = countByCode(label.values, label.dictionary.length, among);
  const counts = new Map<string, number>();
  for (const [code, name] of label.dictionary.entries()) if (name !== null) counts.set(name, ofCodes[code] ?? 0);
  for (const [name, rows] of store.boxClasses.sets) {
    await checkpoint();
    const code = label.codeOf(name);
    // Those whose own label it is were counted.
    const own =
      code === null || ofCodes[code] === 0 ? 0 : countByCode(label.values, label.dictionary.length, shared(rows, among))[code];
    counts.set(name, (counts.get(name) ?? 0) + countShared(rows, among) - (own ?? 0));
  }
  const none = among.slice();
  subtract(none, await rowsWithLabel(store, checkpoint));
  return [...Array.from(counts, ([value, count]) => ({ value, count })), { value: null, count: countBits(none) }];
}

/** A set may be shorter than the table, or longer. */
function shared(set: Bits, among: Bits): Bits {
  const rows = among.slice();
  intersect(rows, set);
  return rows;
}

/** Labels by name as sets of rows, to colour by. */
export async function labelSets(store: ColumnStore, checkpoint: Checkpoint): Promise<readonly (readonly [string, Bits])[]> {
  await store.ready(LABEL_COLUMNS, checkpoint);
  const names = new Set([...store.texts.label.dictionary.filter((name) => name !== null), ...store.boxClasses.sets.keys()]);
  const sets: (readonly [string, Bits])[] = [];
  for (const name of names) {
    await checkpoint();
    sets.push([name, await rowsLabelled(store, name, checkpoint)]);
  }
  return sets;
}

/** A set may be shorter than the table, or longer. */
function ofBoxes(store: ColumnStore, name: string): Bits {
  const set = noBits(store.size);
  const found = store.boxClasses.sets.get(name);
  if (found !== undefined) unite(set, found.subarray(0, set.length));
  return set;
}
