import type { FacetValue } from '../../shared/facets.ts';
import { type Bits, bitsWhere, countBits, countShared, eachBit, noBits, subtract, unite } from './bits.ts';
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
  const { values, dictionary } = store.texts.label;
  const counts = new Map<string, number>();
  const ofCodes = new Uint32Array(dictionary.length);
  eachBit(among, (row) => {
    const code = values[row] ?? 0;
    ofCodes[code] = (ofCodes[code] ?? 0) + 1;
  });
  for (const [code, name] of dictionary.entries()) if (name !== null) counts.set(name, ofCodes[code] ?? 0);
  for (const name of store.boxClasses.sets.keys()) {
    const rows = ofBoxes(store, name).slice();
    const code = store.texts.label.codeOf(name);
    if (code !== null)
      subtract(
        rows,
        bitsWhere(store.size, (row) => values[row] === code),
      );
    counts.set(name, (counts.get(name) ?? 0) + countShared(rows, among));
  }
  const none = among.slice();
  subtract(none, await rowsWithLabel(store, checkpoint));
  return [...Array.from(counts, ([value, count]) => ({ value, count })), { value: null, count: countBits(none) }];
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
