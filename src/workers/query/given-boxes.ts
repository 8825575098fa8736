import type { LabelBoxes } from '../detection/boxes.ts';
import type { ColumnStore } from './column-store.ts';
import type { Checkpoint } from './turns.ts';

/** Boxes that annotations give; `images` are rows, ascending. */
export interface GivenBoxes extends LabelBoxes {
  readonly isCrowd: Uint8Array;
  readonly areas: Float64Array;
  /** By place in `classes`. */
  readonly names: readonly string[];
}

/** Samples read in one go: 5-10 ms where each has a dozen boxes. */
const SLICE = 1000;

/** Reads all given boxes; of a million that takes some seconds, with turns for others in between. */
export async function readGivenBoxes({ reader, ids }: ColumnStore, checkpoint: Checkpoint): Promise<GivenBoxes> {
  const names: string[] = [];
  const places = new Map<number, number>();
  for (const { id, name } of reader.classes()) places.set(id, names.push(name) - 1);
  const found = {
    images: [] as number[],
    classes: [] as number[],
    places: [] as number[],
    isCrowd: [] as number[],
    areas: [] as number[],
  };
  for (let at = 0; at < ids.length; at += SLICE) {
    const rows = reader.givenBoxes(ids.at(at) - 1, ids.at(Math.min(at + SLICE, ids.length) - 1));
    for (const [id, classId, left, top, width, height, isCrowd, area] of rows) {
      const row = ids.rowOf(id);
      if (row < 0) continue;
      found.images.push(row);
      found.classes.push(places.get(classId) ?? -1);
      found.places.push(left, top, width, height);
      found.isCrowd.push(isCrowd);
      found.areas.push(area ?? width * height);
    }
    await checkpoint();
  }
  return {
    names,
    images: Uint32Array.from(found.images),
    classes: Int32Array.from(found.classes),
    places: Float64Array.from(found.places),
    isCrowd: Uint8Array.from(found.isCrowd),
    areas: Float64Array.from(found.areas),
  };
}

/** Places of the boxes of one row, from the first to behind the last. @param images ascending */
export function boxesOfRow(images: Uint32Array, row: number): readonly [from: number, to: number] {
  return [lowerBound(images, row), lowerBound(images, row + 1)];
}

function lowerBound(values: Uint32Array, wanted: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
