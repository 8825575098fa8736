import { type ClassSets, oneClassEach } from '../splits/class-sets.ts';
import { hasBit } from './bits.ts';
import type { ColumnStore } from './column-store.ts';
import { LABEL_COLUMNS } from './label-sets.ts';
import { namedCodes } from './readable-rows.ts';
import { compareCodePoints } from './text-column.ts';
import type { Checkpoint } from './turns.ts';

/** The classes that samples count for. */
export interface SampleClasses {
  /** By code point; the last class of `sets`, that of samples without any, has none. */
  readonly names: readonly string[];
  readonly sets: ClassSets;
  /** Samples that have no label but boxes, and count for each class they have a box of. */
  readonly boxed: number;
}

/** Of each row its label; without one, the classes of its boxes; without either, that of samples without any. */
export async function sampleClasses(rows: Uint32Array, store: ColumnStore, checkpoint: Checkpoint): Promise<SampleClasses> {
  await store.ready(LABEL_COLUMNS, checkpoint);
  const labels = namedCodes(store.texts.label, rows);
  const boxes = await boxClasses(rows, labels.codes, store, checkpoint);
  if (boxes.length === 0) {
    const count = labels.names.length + 1;
    const classes = labels.codes.map((code) => (code === 0 ? count - 1 : code - 1));
    return { names: labels.names, sets: oneClassEach(classes, count), boxed: 0 };
  }
  const names = [...new Set([...labels.names, ...boxes.map(({ name }) => name)])].sort(compareCodePoints);
  const placeOf = new Map(names.map((name, place) => [name, place]));
  const ofLabels = Uint32Array.from(labels.names, (name) => placeOf.get(name) ?? names.length);
  const members = boxes.map(({ name, places }) => ({ place: placeOf.get(name) ?? names.length, places }));
  members.sort((a, b) => a.place - b.place);
  const alone = labels.codes.map((code) => (code === 0 ? names.length : (ofLabels[code - 1] ?? names.length)));
  return { names, ...united(alone, names.length, members) };
}

/** @param alone the one class of each sample that is in none of the members, which are by class, ascending */
function united(
  alone: Uint32Array,
  none: number,
  members: readonly { readonly place: number; readonly places: readonly number[] }[],
): Pick<SampleClasses, 'sets' | 'boxed'> {
  const sizes = new Uint32Array(alone.length);
  for (const { places } of members) for (const at of places) sizes[at] = (sizes[at] ?? 0) + 1;
  const starts = new Uint32Array(alone.length + 1);
  for (const [at, size] of sizes.entries()) starts[at + 1] = (starts[at] ?? 0) + Math.max(size, 1);
  const values = new Uint32Array(starts.at(-1) ?? 0);
  for (const [at, size] of sizes.entries()) if (size === 0) values[starts[at] ?? 0] = alone[at] ?? none;
  const next = starts.slice();
  for (const { place, places } of members) {
    for (const at of places) {
      const to = next[at] ?? 0;
      values[to] = place;
      next[at] = to + 1;
    }
  }
  return { sets: { count: none + 1, starts, values }, boxed: sizes.reduce((sum, size) => sum + Math.min(size, 1), 0) };
}

interface BoxClass {
  readonly name: string;
  /** Of the samples without a label that have a box of it, ascending. */
  readonly places: readonly number[];
}

async function boxClasses(
  rows: Uint32Array,
  labels: Uint32Array,
  { boxClasses: { sets } }: ColumnStore,
  checkpoint: Checkpoint,
): Promise<readonly BoxClass[]> {
  const found: BoxClass[] = [];
  for (const [name, bits] of sets) {
    const places: number[] = [];
    for (let at = 0; at < rows.length; at++) if (labels[at] === 0 && hasBit(bits, rows[at] ?? 0)) places.push(at);
    if (places.length > 0) found.push({ name, places });
    await checkpoint();
  }
  return found;
}
