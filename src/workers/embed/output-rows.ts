import type { ModelLayout } from '../../shared/embedding.ts';

/** What a run gave, as ONNX Runtime hands it over. */
export interface OutputTensor {
  readonly type: string;
  readonly dims: readonly number[];
  readonly data: unknown;
}

/** More numbers a picture than any embedding has: a tensor of pixels was chosen. */
const MOST_DIMENSIONS = 16_384;
/** Of a vector: pictures that differ in one number alone have no neighbours worth the name. */
const LEAST_DIMENSIONS = 2;

function numbersOf({ type, data }: OutputTensor): ArrayLike<number> | null {
  if (data instanceof Float32Array || data instanceof Float64Array || data instanceof Uint8Array || data instanceof Int8Array) {
    return data;
  }
  if (type !== 'float16') return null;
  if (data instanceof Uint16Array) return new Float16Array(data.buffer, data.byteOffset, data.length);
  return data instanceof Float16Array ? data : null;
}

/** How the numbers of one picture become its vector: `values` of them, each the mean of `positions` that lie `step` apart. */
interface Pooling {
  readonly values: number;
  readonly positions: number;
  readonly step: number;
  /** Between one value and the next. */
  readonly stride: number;
}

/** Of [n] one; of [n, d] all; of [n, tokens, d] the first token, which stands for the picture; of maps of features the mean of each. */
function poolingOf(dims: readonly number[], layout: ModelLayout): Pooling | null {
  const [, a = 1, b = 1, c = 1] = dims;
  if (dims.length === 1) return { values: 1, positions: 1, step: 0, stride: 1 };
  if (dims.length === 2) return { values: a, positions: 1, step: 0, stride: 1 };
  if (dims.length === 3) return { values: b === 1 ? a : b, positions: 1, step: 0, stride: 1 };
  if (dims.length !== 4) return null;
  if (layout === 'nchw') return { values: a, positions: b * c, step: 1, stride: b * c };
  return { values: c, positions: a * b, step: c, stride: 1 };
}

/** Why an output is no embedding, in words for a person. */
export class UnusableOutput extends Error {}

/**
 * Makes one vector a picture of what a model gave.
 * @param count pictures it was given @param least numbers of a picture that are enough @returns count × dimensions
 * @throws {UnusableOutput}
 */
export function outputRows(
  tensor: OutputTensor,
  count: number,
  layout: ModelLayout,
  least = LEAST_DIMENSIONS,
): { readonly vectors: Float32Array<ArrayBuffer>; readonly dimensions: number } {
  const { dims, type } = tensor;
  const what = `${type} [${dims.join(', ')}] for ${count === 1 ? 'one picture' : `${count} pictures`}`;
  const data = numbersOf(tensor);
  if (data === null) throw new UnusableOutput(`gives ${what}, where numbers such as float32 were expected`);
  const pooling = poolingOf(dims, layout);
  if (pooling === null || dims[0] !== count) throw new UnusableOutput(`gives ${what}, where one vector a picture was expected`);
  const { values, positions, step, stride } = pooling;
  if (values < least) throw new UnusableOutput(`gives ${what}: one number says too little of a picture`);
  if (values > MOST_DIMENSIONS) {
    throw new UnusableOutput(`gives ${what}: over ${MOST_DIMENSIONS.toLocaleString('en')} numbers a picture are no embedding`);
  }
  const perPicture = data.length / count;
  if (perPicture === values) return { vectors: new Float32Array(data), dimensions: values };
  const vectors = new Float32Array(count * values);
  for (let picture = 0; picture < count; picture++) {
    for (let value = 0; value < values; value++) {
      const start = picture * perPicture + value * stride;
      let sum = 0;
      for (let position = 0; position < positions; position++) sum += data[start + position * step] as number;
      vectors[picture * values + value] = sum / positions;
    }
  }
  return { vectors, dimensions: values };
}

/** @returns why a vector cannot be used; null where it can */
export function vectorProblem(vector: Float32Array): string | null {
  let isZero = true;
  for (const value of vector) {
    if (!Number.isFinite(value)) return 'the model gives numbers that are none (NaN or infinite) for this picture';
    if (value !== 0) isZero = false;
  }
  // A single number may be zero: that of a class.
  return isZero && vector.length > 1 ? 'the model gives nothing but zeros for this picture' : null;
}
