import {
  type Band,
  type Difference,
  type HashRows,
  isFoundInEarlierPart,
  ones,
  PART_BITS,
  PARTS,
  partOf,
  sortRows,
} from './hash-band.ts';
import type { Steps } from './steps.ts';

/** Takes a pair within the radius: which hashes, in what bits they differ, and in how many. */
export type Found = (first: number, second: number, difference: Difference, bits: number) => void;

/** Two sets of hashes in the order of the same bits; the same object twice for the pairs within one set. */
export interface Join {
  readonly first: Band;
  readonly second: Band;
  /** How many bits they are sorted by. */
  readonly bits: number;
  /** Only pairs whose first item is the lesser one. */
  readonly isOrdered: boolean;
  readonly radius: () => number;
  readonly found: Found;
}

/** Comparisons between two steps: about two milliseconds. */
const STEP = 1 << 20;
/** From here on the rows of two buckets are sorted again rather than compared one by one. */
const CROWDED = 1 << 18;

/**
 * Finds the pairs whose keys differ in one bit at most. Buckets that many hashes share (pictures of one kind are alike in
 * their lowest frequencies) are divided by their other bits, so that the work stays far from quadratic.
 * @param band whose bits the rows are sorted by; null: they are divided already
 */
export function* joinBands(join: Join, band: number | null): Steps<void> {
  const keys = 1 << join.bits;
  let work = 0;
  for (let key = 0; key < keys; key++) {
    if (isEmpty(join.first, key)) continue;
    for (let bit = -1; bit < join.bits; bit++) {
      const other = bit < 0 ? key : key ^ (1 << bit);
      // Within one set, a pair of buckets is visited from the lower key.
      if (join.first === join.second && other < key) continue;
      const size = sizeOf(join.first, key) * sizeOf(join.second, other);
      if (size > CROWDED && band !== null) yield* divide(join, band, key, other);
      else if (size > STEP) yield* compareInSteps(join, key, other);
      else if (size > 0) compare(join, key, other, 0, sizeOf(join.first, key));
      work += Math.min(size, STEP) + 1;
    }
    if (work < STEP) continue;
    work = 0;
    yield key / keys;
  }
}

const sizeOf = ({ starts }: Band, key: number): number => (starts[key + 1] as number) - (starts[key] as number);
const isEmpty = (band: Band, key: number): boolean => sizeOf(band, key) === 0;

function* compareInSteps(join: Join, key: number, other: number): Steps<void> {
  const rows = sizeOf(join.first, key);
  const chunk = Math.ceil(STEP / sizeOf(join.second, other));
  for (let from = 0; from < rows; from += chunk) {
    compare(join, key, other, from, Math.min(rows, from + chunk));
    yield 0;
  }
}

/** Sorts two buckets by each 12 of the 48 bits that did not bring them together: one of the four is equal within a bit. */
function* divide(join: Join, band: number, key: number, other: number): Steps<void> {
  const { radius, isOrdered } = join;
  const isSame = join.first === join.second && key === other;
  for (let part = 0; part < PARTS; part++) {
    const sorted = (side: Band, bucket: number): Band =>
      sortRows(rowsOf(side, bucket), PART_BITS, (ownHalf, otherHalf) => partOf(band, part, ownHalf, otherHalf));
    const first = sorted(join.first, key);
    const second = isSame ? first : sorted(join.second, other);
    const found: Found = (a, b, difference, bits) => {
      if (!isFoundInEarlierPart(band, part, difference)) join.found(a, b, difference, bits);
    };
    yield* joinBands({ first, second, bits: PART_BITS, isOrdered, radius, found }, null);
  }
}

function rowsOf({ starts, rows }: Band, key: number): HashRows {
  const from = starts[key] as number;
  const to = starts[key + 1] as number;
  return {
    items: rows.items.subarray(from, to),
    own: rows.own.subarray(from, to),
    other: rows.other.subarray(from, to),
  };
}

/** Compares rows `from` to `to` of one bucket with all of another; within one bucket each pair once. */
function compare(
  { first, second, isOrdered, radius, found }: Join,
  key: number,
  otherKey: number,
  from: number,
  to: number,
): void {
  const most = radius();
  const isSame = first === second && key === otherKey;
  const start = first.starts[key] as number;
  let secondFrom = second.starts[otherKey] as number;
  const secondTo = second.starts[otherKey + 1] as number;
  const { own, other } = second.rows;
  for (let a = start + from; a < start + to; a++) {
    const item = first.rows.items[a] as number;
    // Items ascend within a bucket.
    if (isOrdered) while (secondFrom < secondTo && (second.rows.items[secondFrom] as number) <= item) secondFrom++;
    const ownHalf = first.rows.own[a] as number;
    const otherHalf = first.rows.other[a] as number;
    for (let b = isSame ? a + 1 : secondFrom; b < secondTo; b++) {
      // The half without the band first: of unlike hashes it differs in sixteen bits.
      const otherDifference = otherHalf ^ (other[b] as number);
      let bits = ones(otherDifference);
      if (bits > most) continue;
      const ownDifference = ownHalf ^ (own[b] as number);
      bits += ones(ownDifference);
      if (bits > most) continue;
      found(item, second.rows.items[b] as number, { own: ownDifference, other: otherDifference }, bits);
    }
  }
}
