import {
  type Band,
  type Difference,
  type HashRows,
  isFoundInEarlierPart,
  ONES_OF_16,
  ones,
  PART_BITS,
  PARTS,
  partOf,
  sortRows,
} from './hash-band.ts';
import type { Steps } from './steps.ts';

/** Takes a pair within the radius: which hashes, in what bits they differ, and in how many. Within one set a pair comes both ways. */
export type Found = (first: number, second: number, difference: Difference, bits: number) => void;

/** Two sets of hashes in the order of the same bits. */
export interface Join {
  readonly first: Band;
  readonly second: Band;
  /** How many bits they are sorted by. */
  readonly bits: number;
  readonly radius: () => number;
  readonly found: Found;
}

/** Comparisons between two steps: a few milliseconds. */
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
  const gathered = new GatheredRows();
  for (let key = 0; key < keys; ) {
    const { next, crowded } = joinKeys(join, key, gathered);
    for (const other of crowded) {
      if (band === null) yield* compareInSteps(join, next - 1, other);
      else yield* divide(join, band, next - 1, other);
    }
    key = next;
    yield key / keys;
  }
}

/**
 * Joins one key after the other, for a few milliseconds. Its own function, since the engine does not optimise loops of generators.
 * @returns the key to go on with, and with which keys the one before it is still to be joined
 */
function joinKeys(
  join: Join,
  from: number,
  gathered: GatheredRows,
): { readonly next: number; readonly crowded: readonly number[] } {
  const keys = 1 << join.bits;
  const crowded: number[] = [];
  let work = 0;
  let key = from;
  for (; key < keys && work < STEP && crowded.length === 0; key++) {
    const size = sizeOf(join.first, key);
    if (size === 0) continue;
    gathered.clear();
    for (let bit = -1; bit < join.bits; bit++) {
      const other = bit < 0 ? key : key ^ (1 << bit);
      if (size * sizeOf(join.second, other) <= CROWDED) gathered.add(join.second, other);
      else crowded.push(other);
    }
    compare(join, key, gathered, { from: 0, to: size });
    work += (size + 1) * (gathered.count + join.bits);
  }
  return { next: key, crowded };
}

const sizeOf = ({ starts }: Band, key: number): number => (starts[key + 1] as number) - (starts[key] as number);

/** Rows of some buckets, one after the other: one long loop over them is faster than many short ones. */
class GatheredRows {
  /** Their halves without the band. */
  other = new Uint32Array(256);
  /** Where they are in the band. */
  places = new Uint32Array(256);
  count = 0;

  clear(): void {
    this.count = 0;
  }

  add({ starts, rows }: Band, key: number): void {
    const to = starts[key + 1] as number;
    const count = this.count + to - (starts[key] as number);
    if (count > this.other.length) this.#grow(count);
    // Locals: writing the count for every row costs as much as copying it.
    const [other, places] = [this.other, this.places];
    let put = this.count;
    for (let at = starts[key] as number; at < to; at++) {
      other[put] = rows.other[at] as number;
      places[put] = at;
      put++;
    }
    this.count = count;
  }

  #grow(count: number): void {
    const [other, places] = [this.other, this.places];
    this.other = new Uint32Array(2 * count);
    this.places = new Uint32Array(2 * count);
    this.other.set(other);
    this.places.set(places);
  }
}

function* compareInSteps(join: Join, key: number, other: number): Steps<void> {
  const gathered = new GatheredRows();
  gathered.add(join.second, other);
  const size = sizeOf(join.first, key);
  const chunk = Math.ceil(STEP / gathered.count);
  for (let from = 0; from < size; from += chunk) {
    compare(join, key, gathered, { from, to: Math.min(size, from + chunk) });
    yield 0;
  }
}

/** Sorts two buckets by each 12 of the 48 bits that did not bring them together: one of the four is equal within a bit. */
function* divide(join: Join, band: number, key: number, other: number): Steps<void> {
  const { radius } = join;
  const isSame = join.first === join.second && key === other;
  for (let part = 0; part < PARTS; part++) {
    const sorted = (side: Band, bucket: number): Band =>
      sortRows(rowsOf(side, bucket), PART_BITS, (ownHalf, otherHalf) => partOf(band, part, ownHalf, otherHalf));
    const first = sorted(join.first, key);
    const second = isSame ? first : sorted(join.second, other);
    const found: Found = (a, b, difference, bits) => {
      if (!isFoundInEarlierPart(band, part, difference)) join.found(a, b, difference, bits);
    };
    yield* joinBands({ first, second, bits: PART_BITS, radius, found }, null);
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

/** Compares some rows of a bucket with all that was gathered. */
function compare(
  { first, second, radius, found }: Join,
  key: number,
  { other, places, count }: GatheredRows,
  some: { readonly from: number; readonly to: number },
): void {
  const most = radius();
  const start = first.starts[key] as number;
  for (let a = start + some.from; a < start + some.to; a++) {
    const half = first.rows.other[a] as number;
    for (let k = 0; k < count; k++) {
      // The half without the band first, folded to 16 bits: unlike ones still differ in twelve.
      const difference = half ^ (other[k] as number);
      if ((ONES_OF_16[(difference | (difference >>> 16)) & 0xffff] as number) > most) continue;
      const otherBits = ones(difference);
      if (otherBits > most) continue;
      const place = places[k] as number;
      const own = (first.rows.own[a] as number) ^ (second.rows.own[place] as number);
      const bits = otherBits + ones(own);
      if (bits > most) continue;
      found(first.rows.items[a] as number, second.rows.items[place] as number, { own, other: difference }, bits);
    }
  }
}
