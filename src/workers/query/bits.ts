/** A set of row positions, one bit each; bits past the last row are zero. */
export type Bits = Uint32Array<ArrayBuffer>;

/** @param length rows */
export function noBits(length: number): Bits {
  return new Uint32Array((length + 31) >>> 5);
}

/** The rows for which `test` holds. */
export function bitsWhere(length: number, test: (row: number) => boolean): Bits {
  const bits = noBits(length);
  for (let word = 0, row = 0; word < bits.length; word++) {
    const end = Math.min(row + 32, length);
    let value = 0;
    for (let bit = 1; row < end; row++, bit <<= 1) if (test(row)) value |= bit;
    bits[word] = value;
  }
  return bits;
}

/** False for rows past the end, so that a set need not grow with the table. */
export function hasBit(bits: Bits, row: number): boolean {
  return (((bits[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;
}

/** @param row must lie within the set */
export function setBit(bits: Bits, row: number): void {
  bits[row >>> 5] = (bits[row >>> 5] ?? 0) | (1 << (row & 31));
}

export function clearBit(bits: Bits, row: number): void {
  if (row >>> 5 < bits.length) bits[row >>> 5] = (bits[row >>> 5] ?? 0) & ~(1 << (row & 31));
}

/** Keeps in `into` what `other` has too; `other` may be shorter. */
export function intersect(into: Bits, other: Bits): void {
  for (let word = 0; word < into.length; word++) into[word] = (into[word] ?? 0) & (other[word] ?? 0);
}

/** Adds to `into` what `other` has; either may be longer: rows past the end of `into` are left out. */
export function unite(into: Bits, other: Bits): void {
  const words = Math.min(into.length, other.length);
  for (let word = 0; word < words; word++) into[word] = (into[word] ?? 0) | (other[word] ?? 0);
}

/** Takes out of `from` what `other` has; either may be longer. */
export function subtract(from: Bits, other: Bits): void {
  const words = Math.min(from.length, other.length);
  for (let word = 0; word < words; word++) from[word] = (from[word] ?? 0) & ~(other[word] ?? 0);
}

/** Turns the set into all other rows of `length`. */
export function invert(bits: Bits, length: number): void {
  for (let word = 0; word < bits.length; word++) bits[word] = ~(bits[word] ?? 0);
  if ((length & 31) !== 0) bits[bits.length - 1] = (bits[bits.length - 1] ?? 0) & ((1 << (length & 31)) - 1);
}

export function countBits(bits: Bits): number {
  let count = 0;
  for (const word of bits) count += ones(word);
  return count;
}

/** Rows in both sets, without making a third. */
export function countShared(a: Bits, b: Bits): number {
  const words = Math.min(a.length, b.length);
  let count = 0;
  for (let word = 0; word < words; word++) count += ones((a[word] ?? 0) & (b[word] ?? 0));
  return count;
}

/** Visits the rows of the set in ascending order. */
export function eachBit(bits: Bits, visit: (row: number) => void): void {
  for (let word = 0; word < bits.length; word++) {
    for (let left = bits[word] ?? 0; left !== 0; left &= left - 1) visit((word << 5) + 31 - Math.clz32(left & -left));
  }
}

/** Ones in 32 bits (Warren, Hacker's Delight, 5-1). */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
