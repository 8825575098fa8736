import { WinnowError } from '../../shared/errors.ts';
import { createMemory, createSharedMemory, instantiate, isKnownModule, pagesFor, type WasmMemory } from '../wasm/instantiate.ts';
import { KERNEL_FUNCTIONS, type KernelShape, softmaxKernel, TILE_CLASSES } from './softmax-kernel.ts';

/** Rows multiplied in one go; they stay in the processor's cache with all the coefficients of a few classes. */
export const BLOCK_ROWS = 32;
/** A WebAssembly memory holds 4 GB. */
const MOST_BYTES = 2 ** 32 - 2 ** 20;
const CACHE_LINE_FLOATS = 16;

/** Where arrays begin in the memory, bytes. Threads share features, labels and weights; each has the rest for itself. */
export interface MemoryPlan {
  readonly rows: number;
  readonly dimensions: number;
  /** Numbers of a row of features: the dimensions, 1 for the intercept, zeros. */
  readonly stride: number;
  readonly classes: number;
  /** With those that fill up the kernel's tiles. */
  readonly paddedClasses: number;
  readonly threads: number;
  readonly features: number;
  readonly labels: number;
  readonly weights: number;
  readonly firstThread: number;
  readonly threadBytes: number;
  readonly bytes: number;
}

/** @param rows a multiple of TILE_ROWS @throws {WinnowError} bad_request, where 4 GB do not hold it */
export function planMemory(rows: number, dimensions: number, classes: number, threads: number): MemoryPlan {
  const stride = strideFor(dimensions);
  const paddedClasses = roundUp(classes, TILE_CLASSES);
  const features = 0;
  const labels = features + 4 * rows * stride;
  const weights = labels + 4 * rows;
  const firstThread = roundUp(weights + 4 * rows, 64);
  const ofThread = places(stride, paddedClasses);
  const bytes = firstThread + threads * ofThread.bytes;
  if (bytes > MOST_BYTES) {
    const gigabytes = (bytes / 1e9).toFixed(1);
    throw new WinnowError(
      'bad_request',
      `A regression on ${rows} samples of ${dimensions} numbers needs ${gigabytes} GB; 4 GB is the most it can have.`,
    );
  }
  const shape = { rows, dimensions, stride, classes, paddedClasses, threads };
  return { ...shape, features, labels, weights, firstThread, threadBytes: ofThread.bytes, bytes };
}

/** An odd number of cache lines: with an even one the rows of a column would push each other out of the cache. */
function strideFor(dimensions: number): number {
  const lines = Math.ceil((dimensions + 1) / CACHE_LINE_FLOATS);
  return (lines % 2 === 0 ? lines + 1 : lines) * CACHE_LINE_FLOATS;
}

function places(stride: number, paddedClasses: number) {
  let bytes = 0;
  const place = (floats: number): number => {
    const start = bytes;
    bytes += roundUp(4 * floats, 64);
    return start;
  };
  const coefficients = place(paddedClasses * stride);
  const gradient = place(paddedClasses * stride);
  const logits = place(BLOCK_ROWS * paddedClasses);
  const sums = place(2 * BLOCK_ROWS);
  const ones = place(BLOCK_ROWS);
  const square = place(stride * stride);
  return { coefficients, gradient, logits, sums, ones, square, bytes };
}

export const roundUp = (value: number, multiple: number): number => Math.ceil(value / multiple) * multiple;

/** What threads share. */
export interface SharedRegression {
  readonly plan: MemoryPlan;
  readonly memory: WasmMemory<ArrayBuffer | SharedArrayBuffer>;
}

export function createRegressionMemory(plan: MemoryPlan): SharedRegression {
  return { plan, memory: plan.threads > 1 ? createSharedMemory(plan.bytes) : createMemory(plan.bytes) };
}

type Floats = Float32Array<ArrayBuffer | SharedArrayBuffer>;

/** What all threads read: features row by row, place of the class and weight by row. */
export interface RegressionRows {
  readonly features: Floats;
  readonly labels: Int32Array<ArrayBuffer | SharedArrayBuffer>;
  readonly weights: Floats;
}

export function rowsOf({ plan, memory: { buffer } }: SharedRegression): RegressionRows {
  return {
    features: new Float32Array(buffer, plan.features, plan.rows * plan.stride),
    labels: new Int32Array(buffer, plan.labels, plan.rows),
    weights: new Float32Array(buffer, plan.weights, plan.rows),
  };
}

/** The memory as one thread sees it, with its kernel. Rows of blocks are at most BLOCK_ROWS, and a multiple of TILE_ROWS. */
export interface RegressionThread extends RegressionRows {
  readonly plan: MemoryPlan;
  /** paddedClasses × stride. */
  readonly coefficients: Floats;
  readonly gradient: Floats;
  /** Of a block of rows: BLOCK_ROWS × paddedClasses; logits, then probabilities. */
  readonly logits: Floats;
  /** Largest logit and sum of exp(logit - largest) by row of the block. */
  readonly sums: Floats;
  fillLogits(from: number, upto: number): void;
  /** Probabilities times the row's weight; unweighted: times 1. */
  turnToProbabilities(from: number, upto: number, isWeighted: boolean): void;
  /** `logits` holds residuals. */
  addToGradient(from: number, upto: number): void;
  /** stride × stride. */
  readonly square: Floats;
  /** Adds products of the columns of features over these rows to `square`. */
  addToSquare(from: number, upto: number): void;
  /** Multiplies the rows of `coefficients` with those of `square`; the products are left in `gradient`. */
  multiplyBySquare(): void;
}

/** @param thread its number, from 0 */
export function openThread(shared: SharedRegression, thread: number): RegressionThread {
  const { plan, memory } = shared;
  const { stride, paddedClasses, features, weights } = plan;
  const start = plan.firstThread + thread * plan.threadBytes;
  const at = places(stride, paddedClasses);
  const floats = (place: number, count: number): Floats => new Float32Array(memory.buffer, start + place, count);
  const shape = { stride, classes: paddedClasses, sharedPages: plan.threads > 1 ? pagesFor(plan.bytes) : null };
  const { logits, softmax, gradient } = instantiate(kernelFor(shape), memory, KERNEL_FUNCTIONS);
  const ofSquare = instantiate(kernelFor({ ...shape, classes: stride }), memory, ['logits', 'gradient']);
  const logitsEnd = (rows: number): number => start + at.logits + 4 * rows * paddedClasses;
  const rowAt = (row: number): number => features + 4 * row * stride;
  floats(at.ones, BLOCK_ROWS).fill(1);
  return {
    ...{ plan, ...rowsOf(shared) },
    coefficients: floats(at.coefficients, paddedClasses * stride),
    gradient: floats(at.gradient, paddedClasses * stride),
    logits: floats(at.logits, BLOCK_ROWS * paddedClasses),
    sums: floats(at.sums, 2 * BLOCK_ROWS),
    fillLogits: (from, upto) => logits(rowAt(from), start + at.coefficients, start + at.logits, rowAt(upto)),
    turnToProbabilities: (from, upto, isWeighted) =>
      softmax(start + at.logits, isWeighted ? weights + 4 * from : start + at.ones, start + at.sums, logitsEnd(upto - from)),
    addToGradient: (from, upto) => gradient(start + at.logits, rowAt(from), start + at.gradient, logitsEnd(upto - from)),
    square: floats(at.square, stride * stride),
    addToSquare: (from, upto) => ofSquare.gradient(rowAt(from), rowAt(from), start + at.square, rowAt(upto)),
    multiplyBySquare: () =>
      ofSquare.logits(
        start + at.coefficients,
        start + at.square,
        start + at.gradient,
        start + at.coefficients + 4 * paddedClasses * stride,
      ),
  };
}

/** With instructions that add products in one go, where this platform knows them. */
function kernelFor(shape: Omit<KernelShape, 'isRelaxed'>): Uint8Array<ArrayBuffer> {
  const relaxed = softmaxKernel({ ...shape, isRelaxed: true });
  return isKnownModule(relaxed) ? relaxed : softmaxKernel({ ...shape, isRelaxed: false });
}
