/** Rows of one model, in its directory. */
export const VECTORS_FILE = 'vectors.f16';

const BYTES_OF_HALF = 2;

/** Length of a row in the file. */
export function rowBytes(dimensions: number): number {
  return dimensions * BYTES_OF_HALF;
}
