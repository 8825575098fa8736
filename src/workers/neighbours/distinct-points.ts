import type { Steps } from '../duplicates/steps.ts';

/** Points between two yields. */
const STEP = 2000;

/** Points that are the same, number for number, put together. */
export interface DistinctPoints {
  /** Place of one point of each: the first that was given. */
  readonly places: Uint32Array<ArrayBuffer>;
  /** For each of the places given: which of the distinct points it is. */
  readonly of: Uint32Array<ArrayBuffer>;
}

/**
 * Equal points crowd a neighbour graph: k of them are nearest to each other and lead nowhere else. So the graph is made of
 * distinct ones. Points of zeros are all one.
 * @param rows points by place @param places in the order that decides which of equal ones is first
 */
export function* distinctPoints(rows: Float32Array, dimensions: number, places: Uint32Array): Steps<DistinctPoints> {
  const bits = new Uint32Array(rows.buffer, rows.byteOffset, rows.length);
  let slots = 16;
  while (slots < 2 * places.length) slots *= 2;
  const table = new Int32Array(slots).fill(-1);
  const firsts: number[] = [];
  const of = new Uint32Array(places.length);
  for (let i = 0; i < places.length; i++) {
    const at = (places[i] as number) * dimensions;
    let slot = hashOf(bits, at, dimensions) & (slots - 1);
    while (table[slot] !== -1 && !areEqual(bits, (firsts[table[slot] as number] as number) * dimensions, at, dimensions)) {
      slot = (slot + 1) & (slots - 1);
    }
    if (table[slot] === -1) {
      table[slot] = firsts.length;
      firsts.push(places[i] as number);
    }
    of[i] = table[slot] as number;
    if (i % STEP === 0) yield i / places.length;
  }
  return { places: Uint32Array.from(firsts), of };
}

/** Of the numbers' bits without their signs, which tell zeros apart that are equal. */
function hashOf(bits: Uint32Array, at: number, dimensions: number): number {
  let hash = 0x811c9dc5;
  for (let i = at; i < at + dimensions; i++) hash = Math.imul(hash ^ ((bits[i] as number) & 0x7fffffff), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

function areEqual(bits: Uint32Array, a: number, b: number, dimensions: number): boolean {
  for (let i = 0; i < dimensions; i++) {
    const left = bits[a + i] as number;
    const right = bits[b + i] as number;
    if (left !== right && ((left | right) & 0x7fffffff) !== 0) return false;
  }
  return true;
}
