import type { Curve } from './curve.ts';

/** Bits of the mantissa of d² that choose an entry: neighbouring entries are 1.6% of d² apart. */
const MANTISSA_BITS = 6;
/** How far the bits of d² as a 32-bit float are shifted to be the place of its entry. */
export const TABLE_SHIFT = 23 - MANTISSA_BITS;
/** All floats without a sign, infinity and NaN too: no distance needs to be compared with the ends of the table. */
export const TABLE_ENTRIES = 256 << MANTISSA_BITS;
/** A point never goes farther by one force than 4 times the learning rate, as in umap-learn. */
const FARTHEST = 4;
/** Beyond it a force is none: nothing is so far apart, and powers of it would be infinite. */
const FARTHEST_SQUARED = 1e18;
/** So that points that all but lie on each other are not thrown apart. */
const SOFTENING = 1e-3;

/**
 * Factors by which the way between two points becomes a force, by the leading bits of their squared distance as a 32-bit
 * float: a look-up costs a tenth of the two powers it stands for. Each entry holds for the middle of its stretch.
 */
export interface ForceTables {
  /** Of two neighbours, towards each other: negative. */
  readonly attraction: Float32Array;
  /** Away from a random other. */
  readonly repulsion: Float32Array;
}

/** The gradient of the fuzzy cross entropy for the curve of the map [McInnes et al. 2018, section 3.2; umap-learn layouts.py]. */
export function forceTables({ a, b }: Curve): ForceTables {
  const attraction = new Float32Array(TABLE_ENTRIES);
  const repulsion = new Float32Array(TABLE_ENTRIES);
  const bits = Uint32Array.from({ length: TABLE_ENTRIES }, (_, entry) => (entry + 0.5) * 2 ** TABLE_SHIFT);
  new Float32Array(bits.buffer).forEach((squared, entry) => {
    // Points that lie on each other are drawn nowhere and pushed nowhere: there is no direction.
    if (entry === 0 || !(squared < FARTHEST_SQUARED)) return;
    const farthest = FARTHEST / Math.sqrt(squared);
    const near = 1 + a * squared ** b;
    attraction[entry] = -Math.min((2 * a * b * squared ** (b - 1)) / near, farthest);
    repulsion[entry] = Math.min((2 * b) / ((SOFTENING + squared) * near), farthest);
  });
  return { attraction, repulsion };
}
