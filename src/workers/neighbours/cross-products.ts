import type { Steps } from '../duplicates/steps.ts';

/** Multiplications between two yields: a few milliseconds. */
const STEP = 4_000_000;

/**
 * Dot products of all rows of `a` with all rows of `b`: a · bᵀ, row by row. Four rows by two at a time, so that each number
 * read is used in several products: twice as fast as one dot product after the other.
 * @param a, b rows of `dimensions` numbers each
 */
export function* crossProducts(a: Float64Array, b: Float64Array, dimensions: number): Steps<Float64Array> {
  const rowsA = a.length / dimensions;
  const rowsB = b.length / dimensions;
  const products = new Float64Array(rowsA * rowsB);
  let since = 0;
  for (let i = 0; i < rowsA; i += 4) {
    const fours = i + 4 <= rowsA;
    for (let j = 0; j < rowsB; j += 2) {
      if (fours && j + 2 <= rowsB) fourByTwo(a, i, b, j, dimensions, products, rowsB);
      else oneByOne(a, i, Math.min(4, rowsA - i), b, j, Math.min(2, rowsB - j), dimensions, products, rowsB);
      since += 8 * dimensions;
      if (since > STEP) {
        since = 0;
        yield i / rowsA;
      }
    }
  }
  return products;
}

function fourByTwo(
  a: Float64Array,
  row: number,
  b: Float64Array,
  column: number,
  dimensions: number,
  products: Float64Array,
  width: number,
): void {
  let a0 = row * dimensions;
  let a1 = a0 + dimensions;
  let a2 = a1 + dimensions;
  let a3 = a2 + dimensions;
  let b0 = column * dimensions;
  let b1 = b0 + dimensions;
  let s00 = 0;
  let s01 = 0;
  let s10 = 0;
  let s11 = 0;
  let s20 = 0;
  let s21 = 0;
  let s30 = 0;
  let s31 = 0;
  const end = b0 + dimensions;
  while (b0 < end) {
    const left = b[b0++] as number;
    const right = b[b1++] as number;
    const v0 = a[a0++] as number;
    s00 += v0 * left;
    s01 += v0 * right;
    const v1 = a[a1++] as number;
    s10 += v1 * left;
    s11 += v1 * right;
    const v2 = a[a2++] as number;
    s20 += v2 * left;
    s21 += v2 * right;
    const v3 = a[a3++] as number;
    s30 += v3 * left;
    s31 += v3 * right;
  }
  const at = row * width + column;
  products[at] = s00;
  products[at + 1] = s01;
  products[at + width] = s10;
  products[at + width + 1] = s11;
  products[at + 2 * width] = s20;
  products[at + 2 * width + 1] = s21;
  products[at + 3 * width] = s30;
  products[at + 3 * width + 1] = s31;
}

/** What is left at the edges. */
function oneByOne(
  a: Float64Array,
  row: number,
  rows: number,
  b: Float64Array,
  column: number,
  columns: number,
  dimensions: number,
  products: Float64Array,
  width: number,
): void {
  for (let i = row; i < row + rows; i++) {
    for (let j = column; j < column + columns; j++) {
      let sum = 0;
      for (let k = 0; k < dimensions; k++) sum += (a[i * dimensions + k] as number) * (b[j * dimensions + k] as number);
      products[i * width + j] = sum;
    }
  }
}

/** @returns columns × rows of a matrix of rows × columns */
export function transposed(values: Float64Array, columns: number): Float64Array {
  const rows = values.length / columns;
  const turned = new Float64Array(values.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) turned[j * rows + i] = values[i * columns + j] as number;
  return turned;
}
