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
/** From so many comparisons on, the rows around a key are sorted again rather than compared one by one. */
const CROWDED = 1 << 17;

/**
 * Finds the pairs whose keys differ in one bit at most. Where many hashes share a key (pictures of one kind are alike in
 * their lowest frequencies) they are divided by their other bits, so that the work stays far from quadratic.
 * @param band whose bits the rows are sorted by; null: they are divided already
 */
export function* joinBands(join: Join, band: number | null): Steps<void> {
  const keys = 1 << join.bits;
  const gathered = new GatheredRows();
  for (let from = 0; from < keys; ) {
    const { next, isCrowded } = joinKeys(join, from, gathered);
    if (isCrowded && band === null) yield* compareInSteps(join, next - 1, gathered);
    else if (isCrowded && band !== null) yield* divide(join, band, next - 1, gathered);
    from = next;
    yield from / keys;
  }
}

/**
 * Joins one key after the other, for a few milliseconds. Its own function, since the engine does not optimise loops of generators.
 * @returns the key to go on with; the one before it is only gathered where it is crowded
 */
function joinKeys(join: Join, from: number, gathered: GatheredRows): { readonly next: number; readonly isCrowded: boolean } {
  const keys = 1 << join.bits;
  let work = 0;
  let key = from;
  for (; key < keys && work < STEP; key++) {
    const size = sizeOf(join.first, key);
    if (size === 0) continue;
    gathered.clear();
    for (let bit = -1; bit < join.bits; bit++) gathered.add(join.second, bit < 0 ? key : key ^ (1 << bit));
    if (size * gathered.count > CROWDED) return { next: key + 1, isCrowded: true };
    compare(join, key, gathered, { from: 0, to: size });
    work += (size + 1) * (gathered.count + join.bits);
  }
  return { next: key, isCrowded: false };
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

function* compareInSteps(join: Join, key: number, gathered: GatheredRows): Steps<void> {
  const size = sizeOf(join.first, key);
  const chunk = Math.ceil(STEP / gathered.count);
  for (let from = 0; from < size; from += chunk) {
    compare(join, key, gathered, { from, to: Math.min(size, from + chunk) });
    yield 0;
  }
}

/** Sorts both sides by each 12 of the 48 bits that did not bring them together: one of the four is equal within a bit. */
function* divide({ first, second, radius, found }: Join, band: number, key: number, gathered: GatheredRows): Steps<void> {
  const firstRows = rowsAt(
    first,
    Uint32Array.from({ length: sizeOf(first, key) }, (_, k) => (first.starts[key] as number) + k),
  );
  const secondRows = rowsAt(second, gathered.places.subarray(0, gathered.count));
  for (let part = 0; part < PARTS; part++) {
    const sorted = (rows: HashRows): Band => sortRows(rows, PART_BITS, (own, other) => partOf(band, part, own, other));
    const foundInPart: Found = (a, b, difference, bits) => {
      if (!isFoundInEarlierPart(band, part, difference)) found(a, b, difference, bits);
    };
    yield* joinBands({ first: sorted(firstRows), second: sorted(secondRows), bits: PART_BITS, radius, found: foundInPart }, null);
  }
}

function rowsAt({ rows }: Band, places: Uint32Array): HashRows {
  return {
    items: places.map((place) => rows.items[place] as number),
    own: places.map((place) => rows.own[place] as number),
    other: places.map((place) => rows.other[place] as number),
  };
}

/** Compares some rows of a bucket with all that was gathered. */
function compare(
  { first, second, radius, found }: Join,
  key: number,
  gathered: GatheredRows,
  some: { readonly from: number; readonly to: number },
): void {
  const most = radius();
  const start = first.starts[key] as number;
  for (let a = start + some.from; a < start + some.to; a++) {
    const half = first.rows.other[a] as number;
    for (let k = 0; ; k++) {
      k = nextClose(gathered.other, k, gathered.count, half, most);
      if (k < 0) break;
      const place = gathered.places[k] as number;
      const other = half ^ (gathered.other[k] as number);
      const own = (first.rows.own[a] as number) ^ (second.rows.own[place] as number);
      const bits = ones(other) + ones(own);
      if (bits <= most) found(first.rows.items[a] as number, second.rows.items[place] as number, { own, other }, bits);
    }
  }
}

/**
 * The innermost loop, alone for speed: the first of the halves that differs from this one in few enough bits, or -1. They
 * are folded to 16 bits and looked up before all 32 are counted: unlike ones still differ in twelve.
 */
function nextClose(halves: Uint32Array, from: number, to: number, half: number, most: number): number {
  for (let k = from; k < to; k++) {
    const difference = half ^ (halves[k] as number);
    const folded = (difference | (difference >>> 16)) & 0xffff;
    if ((ONES_OF_16[folded] as number) <= most && ones(difference) <= most) return k;
  }
  return -1;
}
