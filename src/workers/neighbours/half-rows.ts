/** Bytes of one number in a file of vectors. */
export const HALF_BYTES = 2;

/**
 * Rows of half precision as single precision. A row that holds no finite vector (NaN, infinity) becomes zeros: it has no
 * direction, and must not spoil what is computed from all.
 * @param bytes whole rows, little endian
 * @param into n × dimensions from `at` on
 */
export function readHalfRows(bytes: Uint8Array<ArrayBuffer>, dimensions: number, into: Float32Array, at: number): void {
  const count = bytes.byteLength / HALF_BYTES;
  // A view needs an even offset.
  const { buffer, byteOffset } = bytes.byteOffset % HALF_BYTES === 0 ? bytes : bytes.slice();
  into.set(new Float16Array(buffer, byteOffset, count), at);
  for (let from = at; from < at + count; from += dimensions) {
    // Sums of half precision cannot overflow single precision: only what is not finite is not finite as a sum.
    let sum = 0;
    for (let i = from; i < from + dimensions; i++) sum += Math.abs(into[i] as number);
    if (!Number.isFinite(sum)) into.fill(0, from, from + dimensions);
  }
}

/** Makes rows of length 1, in place; zeros stay zeros. */
export function normalizeRows(rows: Float32Array, dimensions: number, from = 0, to = rows.length): void {
  for (let start = from; start < to; start += dimensions) {
    const end = start + dimensions;
    let square = 0;
    for (let i = start; i < end; i++) square += (rows[i] as number) ** 2;
    if (square === 0) continue;
    const scale = 1 / Math.sqrt(square);
    for (let i = start; i < end; i++) rows[i] = (rows[i] as number) * scale;
  }
}
