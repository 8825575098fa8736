import type { Steps } from '../duplicates/steps.ts';
import { type Assign, createAssign } from './assignment.ts';
import { boxSums } from './box-filter.ts';
import { HOLE } from './calls.ts';
import { seededIntegers } from './random.ts';

/** Cells that change places in one go: more give little and take longer. */
export const MOST_SWAPPED = 9;
/** What counts towards the mean of a window; a hole takes part with what its surroundings were. */
const WEIGHT = 1;
const PINNED_WEIGHT = 100;
const HOLE_WEIGHT = 0.01;

/** A grid of vectors on which cells change places. */
export interface SwappedGrid {
  /** n × dimensions, row by row. */
  readonly vectors: Float32Array;
  readonly dimensions: number;
  readonly columns: number;
  readonly rows: number;
  /** Place in `vectors` by cell, or HOLE; changed in place. */
  readonly cells: Uint32Array;
  /** 1: what is in the cell stays there. */
  readonly pinned: Uint8Array | null;
  readonly seed: number;
}

/** The smoothed grid and the swaps tried on it; nothing is allocated per try. */
export class Swaps {
  readonly #grid: SwappedGrid;
  /** Of a cell: its vector, and one for the weight, 0 in the vectors. */
  readonly #channels: number;
  readonly #vectors: Float32Array;
  /** The mean of each cell's window; its last channel is the weight. */
  readonly #smoothed: Float32Array;
  readonly #scratch: Float32Array;
  readonly #random: (limit: number) => number;
  readonly #assign: Assign = createAssign(MOST_SWAPPED);
  readonly #positions = new Uint32Array(MOST_SWAPPED);
  readonly #samples = new Uint32Array(MOST_SWAPPED);
  /** What a try compares, near each other in memory. */
  readonly #nearVectors: Float64Array;
  readonly #nearMeans: Float64Array;
  readonly #costs = new Float64Array(MOST_SWAPPED * MOST_SWAPPED);
  readonly #assigned = new Uint8Array(MOST_SWAPPED);
  #width = 0;
  #height = 0;
  /** Cells of the window, always the same ones in an order that changes. */
  #window = new Uint32Array(0);

  constructor(grid: SwappedGrid) {
    this.#grid = grid;
    this.#channels = grid.dimensions + 1;
    this.#vectors = padded(grid.vectors, grid.dimensions, this.#channels);
    this.#smoothed = new Float32Array(grid.cells.length * this.#channels);
    this.#scratch = new Float32Array(this.#smoothed.length);
    this.#nearVectors = new Float64Array(MOST_SWAPPED * this.#channels);
    this.#nearMeans = new Float64Array(MOST_SWAPPED * this.#channels);
    this.#random = seededIntegers(grid.seed);
  }

  *smooth(radius: number): Steps<void> {
    const { columns, rows } = this.#grid;
    const channels = this.#channels;
    const values = this.#smoothed;
    const cells = rows * columns;
    for (let cell = 0; cell < cells; cell++) {
      this.#takeIn(cell);
      if (cell % 65_536 === 65_535) yield cell / cells / 4;
    }
    for (const share of boxSums({ columns, rows, channels, values }, radius, this.#scratch)) yield 1 / 4 + share / 2;
    for (let cell = 0; cell < cells; cell++) {
      const at = cell * channels;
      const last = at + channels - 1;
      const scale = 1 / (values[last] as number);
      for (let k = at; k < last; k++) values[k] = (values[k] as number) * scale;
      if (cell % 65_536 === 65_535) yield 3 / 4 + cell / cells / 4;
    }
  }

  #takeIn(cell: number): void {
    const { cells, pinned } = this.#grid;
    const vectors = this.#vectors;
    const channels = this.#channels;
    const values = this.#smoothed;
    const sample = cells[cell] as number;
    const to = cell * channels;
    const last = channels - 1;
    if (sample === HOLE) {
      for (let k = 0; k < last; k++) values[to + k] = (values[to + k] as number) * HOLE_WEIGHT;
      values[to + last] = HOLE_WEIGHT;
      return;
    }
    const weight = pinned === null || pinned[cell] === 0 ? WEIGHT : PINNED_WEIGHT;
    const from = sample * channels;
    for (let k = 0; k < last; k++) values[to + k] = (vectors[from + k] as number) * weight;
    values[to + last] = weight;
  }

  /** A window of the radius, larger where the grid is so narrow that it would hold too few cells. */
  setWindow(radius: number): void {
    const { columns, rows } = this.#grid;
    this.#height = Math.min(rows, 2 * radius + 1);
    this.#width = Math.min(columns, Math.max(2 * radius + 1, Math.ceil(MOST_SWAPPED / this.#height)));
    this.#height = Math.min(rows, Math.max(this.#height, Math.ceil(MOST_SWAPPED / this.#width)));
    this.#window = Uint32Array.from(
      { length: this.#width * this.#height },
      (_, k) => Math.floor(k / this.#width) * columns + (k % this.#width),
    );
  }

  tryOnce(): void {
    const { cells } = this.#grid;
    const positions = this.#positions;
    const samples = this.#samples;
    const size = this.#choose();
    if (size < 2) return;
    for (let k = 0; k < size; k++) samples[k] = cells[positions[k] as number] as number;
    this.#fillCosts(size);
    this.#assign(this.#costs, size, this.#assigned);
    for (let k = 0; k < size; k++) cells[positions[this.#assigned[k] as number] as number] = samples[k] as number;
  }

  /** Puts random cells of a random window into `positions`. @returns how many, fewer where some are pinned */
  #choose(): number {
    const { columns, rows, pinned } = this.#grid;
    const random = this.#random;
    const window = this.#window;
    const left = Math.min(columns - this.#width, Math.max(0, random(columns) - (this.#width >> 1)));
    const top = Math.min(rows - this.#height, Math.max(0, random(rows) - (this.#height >> 1)));
    const corner = top * columns + left;
    const wanted = Math.min(MOST_SWAPPED, window.length);
    let size = 0;
    for (let k = 0; k < wanted; k++) {
      const other = k + random(window.length - k);
      const offset = window[other] as number;
      window[other] = window[k] as number;
      window[k] = offset;
      const cell = corner + offset;
      if (pinned === null || pinned[cell] === 0) this.#positions[size++] = cell;
    }
    return size;
  }

  /**
   * What each sample (row) costs at each position (column): their dot product, negative. The sum of squared distances is that
   * twice over and numbers that are the same however the samples are placed.
   */
  #fillCosts(size: number): void {
    const channels = this.#channels;
    const vectors = this.#nearVectors;
    const means = this.#nearMeans;
    for (let k = 0; k < size; k++) {
      const sample = this.#samples[k] as number;
      copyTo(means, k * channels, this.#smoothed, (this.#positions[k] as number) * channels, channels);
      if (sample !== HOLE) copyTo(vectors, k * channels, this.#vectors, sample * channels, channels);
    }
    fillProducts(this.#costs, vectors, means, channels);
    for (let row = 0; row < size; row++) {
      if (this.#samples[row] !== HOLE) continue;
      for (let column = 0; column < size; column++) this.#costs[row * MOST_SWAPPED + column] = this.#holeCost(column);
    }
  }

  /** A hole may be anywhere: its distance is none, in the same terms. */
  #holeCost(column: number): number {
    const means = this.#nearMeans;
    const weight = (column + 1) * this.#channels - 1;
    let sum = 0;
    for (let k = column * this.#channels; k < weight; k++) sum += (means[k] as number) ** 2;
    return -sum / 2;
  }
}

function copyTo(to: Float64Array, at: number, from: Float32Array, start: number, length: number): void {
  for (let k = 0; k < length; k++) to[at + k] = from[start + k] as number;
}

/** All products of nine rows with nine, negative; three by three, since then each number read serves three of them. */
function fillProducts(products: Float64Array, a: Float64Array, b: Float64Array, length: number): void {
  for (let row = 0; row < MOST_SWAPPED; row += 3) {
    for (let column = 0; column < MOST_SWAPPED; column += 3) {
      const at = row * MOST_SWAPPED + column;
      let p00 = 0;
      let p01 = 0;
      let p02 = 0;
      let p10 = 0;
      let p11 = 0;
      let p12 = 0;
      let p20 = 0;
      let p21 = 0;
      let p22 = 0;
      for (let k = 0, i = row * length, j = column * length; k < length; k++, i++, j++) {
        const x = a[i] as number;
        const y = a[i + length] as number;
        const z = a[i + 2 * length] as number;
        const u = b[j] as number;
        const v = b[j + length] as number;
        const w = b[j + 2 * length] as number;
        p00 -= x * u;
        p01 -= x * v;
        p02 -= x * w;
        p10 -= y * u;
        p11 -= y * v;
        p12 -= y * w;
        p20 -= z * u;
        p21 -= z * v;
        p22 -= z * w;
      }
      products[at] = p00;
      products[at + 1] = p01;
      products[at + 2] = p02;
      products[at + MOST_SWAPPED] = p10;
      products[at + MOST_SWAPPED + 1] = p11;
      products[at + MOST_SWAPPED + 2] = p12;
      products[at + 2 * MOST_SWAPPED] = p20;
      products[at + 2 * MOST_SWAPPED + 1] = p21;
      products[at + 2 * MOST_SWAPPED + 2] = p22;
    }
  }
}

/** In rows of `channels` values, and less their mean: small products are exact ones. */
function padded(vectors: Float32Array, dimensions: number, channels: number): Float32Array {
  const count = vectors.length / dimensions;
  const means = new Float64Array(dimensions);
  for (let place = 0; place < count; place++) {
    for (let k = 0; k < dimensions; k++) means[k] = (means[k] as number) + (vectors[place * dimensions + k] as number) / count;
  }
  const wide = new Float32Array(count * channels);
  for (let place = 0; place < count; place++) {
    for (let k = 0; k < dimensions; k++) {
      wide[place * channels + k] = (vectors[place * dimensions + k] as number) - (means[k] as number);
    }
  }
  return wide;
}
