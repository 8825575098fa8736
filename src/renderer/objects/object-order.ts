import { BOX_OUTCOMES, type BoxOutcome } from '../../shared/detection.ts';
import { OBJECT_KINDS, type ObjectColumns, type ObjectKind } from '../../shared/object.ts';

/** What boxes can be ordered by; `sample`: as their samples come. */
export const OBJECT_SORTS = ['sample', 'size', 'confidence', 'overlap'] as const;
export type ObjectSort = (typeof OBJECT_SORTS)[number];

export interface ObjectChoice {
  readonly sort: ObjectSort;
  readonly isDescending: boolean;
  /** Null: whichever. */
  readonly kind: ObjectKind | null;
  readonly outcome: BoxOutcome | null;
  /** Place in the list of classes; null: all. */
  readonly class: number | null;
  readonly isGrouped: boolean;
}

/** Boxes of one class, or all of them. */
export interface ObjectGroup {
  /** Place in the list of classes; -1: none that is known; null: classes are not told apart. */
  readonly class: number | null;
  /** In `order`. */
  readonly start: number;
  readonly count: number;
}

export interface OrderedObjects {
  /** Places of boxes in the columns. */
  readonly order: Uint32Array;
  readonly groups: readonly ObjectGroup[];
}

/** Boxes that are chosen, in the order wanted, those without the number last; by class where they are grouped. */
export function orderObjects(columns: ObjectColumns, classes: readonly string[], choice: ObjectChoice): OrderedObjects {
  const sorted = inOrder(columns, chosenBoxes(columns, choice), choice);
  if (!choice.isGrouped) return { order: sorted, groups: [{ class: null, start: 0, count: sorted.length }] };
  return grouped(columns, sorted, classes);
}

function chosenBoxes({ kinds, outcomes, classes }: ObjectColumns, choice: ObjectChoice): Uint32Array {
  const kind = choice.kind === null ? -1 : OBJECT_KINDS.indexOf(choice.kind);
  const outcome = choice.outcome === null ? -1 : BOX_OUTCOMES.indexOf(choice.outcome);
  const chosen = new Uint32Array(kinds.length);
  let count = 0;
  for (let box = 0; box < kinds.length; box++) {
    if (kind >= 0 && kinds[box] !== kind) continue;
    if (outcome >= 0 && outcomes[box] !== outcome) continue;
    if (choice.class !== null && classes[box] !== choice.class) continue;
    chosen[count++] = box;
  }
  return chosen.slice(0, count);
}

/** Numbers are sorted as they are, without a call a comparison: the place of a box is in the lowest bits of its number. */
function inOrder(columns: ObjectColumns, boxes: Uint32Array, { sort, isDescending }: ObjectChoice): Uint32Array {
  if (sort === 'sample') return isDescending ? boxes.slice().reverse() : boxes;
  const numberOf = numberReader(columns, sort);
  const keys = Float64Array.from(boxes, (box, place) => sortableBits(numberOf(box), isDescending) * PLACES + place);
  if (boxes.length > PLACES) return boxes.slice().sort((a, b) => numberOf(a) - numberOf(b));
  keys.sort();
  return Uint32Array.from(keys, (key) => boxes[key % PLACES] as number);
}

/** 2²¹: with 32 bits of the number these are the 53 that a float64 holds exactly. */
const PLACES = 2 ** 21;
const LAST = 2 ** 32 - 1;
const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** The bits of a float32 as a whole number that sorts as it does; NaN comes last either way. */
function sortableBits(value: number, isDescending: boolean): number {
  if (Number.isNaN(value)) return LAST;
  float[0] = value;
  const raw = bits[0] as number;
  const ascending = raw >= 2 ** 31 ? LAST - raw : raw + 2 ** 31;
  return isDescending ? LAST - ascending : ascending;
}

function numberReader({ places, scores, overlaps }: ObjectColumns, sort: Exclude<ObjectSort, 'sample'>): (box: number) => number {
  if (sort === 'confidence') return (box) => scores[box] ?? Number.NaN;
  if (sort === 'overlap') return (box) => overlaps[box] ?? Number.NaN;
  return (box) => (places[4 * box + 2] ?? 0) * (places[4 * box + 3] ?? 0);
}

/** Classes by name, what has none last; the order within each stays. */
function grouped({ classes: of }: ObjectColumns, sorted: Uint32Array, classes: readonly string[]): OrderedObjects {
  const byName = classes.map((_, place) => place).sort((a, b) => compareNames(classes[a] ?? '', classes[b] ?? ''));
  const rank = new Map([...byName, -1].map((place, at) => [place, at]));
  const counts = new Uint32Array(byName.length + 1);
  const rankOf = (box: number): number => rank.get(of[box] as number) ?? byName.length;
  for (const box of sorted) counts[rankOf(box)] = (counts[rankOf(box)] as number) + 1;
  const groups: ObjectGroup[] = [];
  const next = new Uint32Array(counts.length);
  let start = 0;
  for (const [at, count] of counts.entries()) {
    next[at] = start;
    if (count > 0) groups.push({ class: byName[at] ?? -1, start, count });
    start += count;
  }
  const order = new Uint32Array(sorted.length);
  for (const box of sorted) {
    const at = rankOf(box);
    order[next[at] as number] = box;
    next[at] = (next[at] as number) + 1;
  }
  return { order, groups };
}

const compareNames = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
