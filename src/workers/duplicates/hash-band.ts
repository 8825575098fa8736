/** 64-bit hashes as two halves: `high` holds the first four bytes, most significant first. */
export interface Hashes {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
}

/** How many parts of 16 bits a hash has: of two hashes within 7 bits, one part at least differs in one bit at most. */
export const BANDS = 4;
export const BAND_BITS = 16;

/** Hashes in the order of one band, so that those with similar bands lie together: random access is what costs. */
export interface Band {
  /** Those whose band is k lie from `starts[k]` to `starts[k + 1]`. */
  readonly starts: Uint32Array;
  readonly rows: HashRows;
}

/** Hashes with their numbers. */
export interface HashRows {
  readonly items: Uint32Array;
  /** The half that has the band. */
  readonly own: Uint32Array;
  /** The half that has not. */
  readonly other: Uint32Array;
}

/** Bits that two hashes differ in, in the same halves. */
export interface Difference {
  readonly own: number;
  readonly other: number;
}

/** How many bits of 32 are set. */
export function ones(bits: number): number {
  let count = bits - ((bits >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** How many bits of a number below 65,536 are set. */
export const ONES_OF_16 = Uint8Array.from({ length: 1 << 16 }, (_, bits) => ones(bits));

/** Sorts by counting. @param band 0 to 3, from the most significant bits on */
export function sortByBand({ high, low }: Hashes, band: number): Band {
  const [own, other] = band < 2 ? [high, low] : [low, high];
  const shift = band % 2 === 0 ? 16 : 0;
  const items = new Uint32Array(own.length);
  for (let k = 0; k < items.length; k++) items[k] = k;
  return sortRows({ items, own, other }, BAND_BITS, (half) => (half >>> shift) & 0xffff);
}

/** @param keyOf gives a number below 2^`bits` for the halves of a hash */
export function sortRows(rows: HashRows, bits: number, keyOf: (own: number, other: number) => number): Band {
  const count = rows.items.length;
  const keys = new Uint16Array(count);
  const starts = new Uint32Array((1 << bits) + 1);
  for (let k = 0; k < count; k++) {
    const key = keyOf(rows.own[k] as number, rows.other[k] as number);
    keys[k] = key;
    starts[key + 1] = (starts[key + 1] as number) + 1;
  }
  for (let key = 1; key < starts.length; key++) starts[key] = (starts[key] as number) + (starts[key - 1] as number);
  const next = starts.slice();
  const sorted = { items: new Uint32Array(count), own: new Uint32Array(count), other: new Uint32Array(count) };
  for (let k = 0; k < count; k++) {
    const key = keys[k] as number;
    const at = next[key] as number;
    next[key] = at + 1;
    sorted.items[at] = rows.items[k] as number;
    sorted.own[at] = rows.own[k] as number;
    sorted.other[at] = rows.other[k] as number;
  }
  return { starts, rows: sorted };
}

/** Whether a pair that this band brings together was brought together by an earlier one. */
export function isFoundEarlier(band: number, { own, other }: Difference): boolean {
  const [high, low] = band < 2 ? [own, other] : [other, own];
  if (band > 0 && ones(high >>> 16) <= 1) return true;
  if (band > 1 && ones(high & 0xffff) <= 1) return true;
  return band > 2 && ones(low >>> 16) <= 1;
}

/** How many parts of 12 bits the 48 bits outside a band have. */
export const PARTS = 4;
export const PART_BITS = 12;

/** A part of the bits outside a band, by which the rows of a crowded bucket are sorted again. @param part 0 to 3 */
export function partOf(band: number, part: number, own: number, other: number): number {
  const rest = band % 2 === 0 ? own & 0xffff : own >>> 16;
  if (part === 0) return rest >>> 4;
  if (part === 1) return ((rest & 15) << 8) | (other >>> 24);
  return part === 2 ? (other >>> 12) & 0xfff : other & 0xfff;
}

/** The same as `isFoundEarlier`, among the parts outside a band. */
export function isFoundInEarlierPart(band: number, part: number, { own, other }: Difference): boolean {
  for (let earlier = 0; earlier < part; earlier++) if (ones(partOf(band, earlier, own, other)) <= 1) return true;
  return false;
}
