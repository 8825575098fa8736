/** Side of the grey square that is hashed. */
export const HASH_SIDE = 32;
const LOW = 8;
/** Luma sums below this are rounding, not content: without it, flat pictures would differ by noise. */
const ROUNDING = 1 / 1024;

/** DCT-II basis: row u holds cos(π·u·(2x+1) / 2N) for x in 0…N-1. Scale factors do not change which side of the median a value is on. */
const BASIS = Float64Array.from({ length: LOW * HASH_SIDE }, (_, index) => {
  const u = Math.floor(index / HASH_SIDE);
  const x = index % HASH_SIDE;
  return Math.cos((Math.PI * u * (2 * x + 1)) / (2 * HASH_SIDE));
});

/** @param grey 32 × 32 luma values, row by row @returns lowest 8×8 frequencies of the 2-D DCT-II, row by row */
export function lowFrequencies(grey: Float64Array): Float64Array {
  const alongRows = new Float64Array(HASH_SIDE * LOW);
  for (let y = 0; y < HASH_SIDE; y++) {
    for (let u = 0; u < LOW; u++) {
      let sum = 0;
      for (let x = 0; x < HASH_SIDE; x++) sum += (grey[y * HASH_SIDE + x] as number) * (BASIS[u * HASH_SIDE + x] as number);
      alongRows[y * LOW + u] = sum;
    }
  }
  const low = new Float64Array(LOW * LOW);
  for (let v = 0; v < LOW; v++) {
    for (let u = 0; u < LOW; u++) {
      let sum = 0;
      for (let y = 0; y < HASH_SIDE; y++) sum += (alongRows[y * LOW + u] as number) * (BASIS[v * HASH_SIDE + y] as number);
      low[v * LOW + u] = Math.round(sum / ROUNDING);
    }
  }
  return low;
}

/**
 * 64-bit DCT hash: one bit per low frequency, set where it lies above the median of the others than DC.
 * @param low 8 × 8 frequencies
 * @returns 8 bytes, frequency (0, 0) in the most significant bit of the first, a flat square has no other bit set
 * @see Zauner, Implementation and Benchmarking of Perceptual Image Hash Functions, 2010
 */
export function hashOfFrequencies(low: Float64Array): Uint8Array<ArrayBuffer> {
  const median = low.slice(1).sort()[(LOW * LOW - 2) / 2] as number;
  const hash = new Uint8Array(LOW);
  for (let bit = 0; bit < LOW * LOW; bit++) {
    if ((low[bit] as number) > median) hash[bit >> 3] = (hash[bit >> 3] as number) | (0x80 >> (bit & 7));
  }
  return hash;
}

/** The hash of 32 × 32 luma values, row by row. */
export function perceptualHash(grey: Float64Array): Uint8Array<ArrayBuffer> {
  return hashOfFrequencies(lowFrequencies(grey));
}
