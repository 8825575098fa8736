import type { Steps } from '../duplicates/steps.ts';

/** Values filtered between two steps: a few milliseconds. */
const STEP_VALUES = 1 << 18;

/** A grid of vectors, row by row, `channels` values a cell. */
export interface VectorGrid {
  readonly columns: number;
  readonly rows: number;
  readonly channels: number;
  readonly values: Float32Array;
}

/**
 * Sums over windows of (2r + 1)² cells, cut off at the edges, by running sums: its cost does not depend on the radius. Sums along
 * rows lie in `scratch` on the way; the result replaces the values.
 */
export function* boxSums({ columns, rows, channels, values }: VectorGrid, radius: number, scratch: Float32Array): Steps<void> {
  const width = columns * channels;
  const rowsAStep = Math.max(1, Math.floor(STEP_VALUES / width));
  const sums = new Float64Array(Math.max(width, channels));
  for (let row = 0; row < rows; row++) {
    sumAlongRow(values, scratch, row * width, { columns, channels, radius, sums });
    if (row % rowsAStep === rowsAStep - 1) yield row / (2 * rows);
  }
  sums.fill(0);
  for (let row = 0; row < Math.min(radius, rows); row++) addCell(sums, scratch, row * width, width, 1);
  for (let row = 0; row < rows; row++) {
    if (row + radius < rows) addCell(sums, scratch, (row + radius) * width, width, 1);
    if (row - radius > 0) addCell(sums, scratch, (row - radius - 1) * width, width, -1);
    for (let k = 0, at = row * width; k < width; k++) values[at + k] = sums[k] as number;
    if (row % rowsAStep === rowsAStep - 1) yield (rows + row) / (2 * rows);
  }
}

interface Running {
  readonly columns: number;
  readonly channels: number;
  readonly radius: number;
  readonly sums: Float64Array;
}

function sumAlongRow(from: Float32Array, to: Float32Array, start: number, { columns, channels, radius, sums }: Running): void {
  for (let channel = 0; channel < channels; channel++) sums[channel] = 0;
  for (let column = 0; column < Math.min(radius, columns); column++) addCell(sums, from, start + column * channels, channels, 1);
  for (let column = 0; column < columns; column++) {
    const at = start + column * channels;
    if (column + radius < columns) addCell(sums, from, at + radius * channels, channels, 1);
    if (column - radius > 0) addCell(sums, from, at - (radius + 1) * channels, channels, -1);
    for (let channel = 0; channel < channels; channel++) to[at + channel] = sums[channel] as number;
  }
}

function addCell(sums: Float64Array, from: Float32Array, at: number, length: number, sign: 1 | -1): void {
  for (let k = 0; k < length; k++) sums[k] = (sums[k] as number) + sign * (from[at + k] as number);
}
