import { expect, test } from 'vitest';
import { outputRows, vectorProblem } from '../../../src/workers/embed/output-rows.ts';

const range = (length: number): Float32Array => Float32Array.from({ length }, (_, at) => at);

test('takes rows as they are', () => {
  const { vectors, dimensions } = outputRows({ type: 'float32', dims: [2, 3], data: range(6) }, 2, 'nchw');
  expect([dimensions, [...vectors]]).toEqual([3, [0, 1, 2, 3, 4, 5]]);
  expect(outputRows({ type: 'uint8', dims: [1, 3], data: Uint8Array.of(0, 7, 255) }, 1, 'nchw').vectors).toEqual(
    Float32Array.of(0, 7, 255),
  );
});

test('takes the mean of maps of features, wherever the channels are', () => {
  const planes = { type: 'float32', dims: [2, 2, 1, 2], data: range(8) };
  expect([...outputRows(planes, 2, 'nchw').vectors]).toEqual([0.5, 2.5, 4.5, 6.5]);
  const sideBySide = { type: 'float32', dims: [1, 2, 2, 2], data: range(8) };
  expect([...outputRows(sideBySide, 1, 'nhwc').vectors]).toEqual([3, 4]);
});

test('takes the first token, which stands for the picture', () => {
  const tokens = { type: 'float32', dims: [2, 3, 2], data: range(12) };
  expect([...outputRows(tokens, 2, 'nchw').vectors]).toEqual([0, 1, 6, 7]);
  expect(outputRows({ type: 'float32', dims: [1, 4, 1], data: range(4) }, 1, 'nchw').dimensions).toBe(4);
});

test('reads numbers of half precision', () => {
  const halves = new Float16Array([0.5, -2]);
  const asBits = new Uint16Array(halves.buffer);
  for (const data of [halves, asBits]) {
    expect([...outputRows({ type: 'float16', dims: [1, 2], data }, 1, 'nchw').vectors]).toEqual([0.5, -2]);
  }
});

test('refuses what is no vector a picture, saying what it is', () => {
  const refusal = (dims: readonly number[], count: number, type = 'float32', data: unknown = range(64)) => {
    try {
      return outputRows({ type, dims, data }, count, 'nchw').dimensions;
    } catch (error) {
      return error instanceof Error ? error.message : error;
    }
  };
  expect(refusal([1, 8], 2)).toBe('gives float32 [1, 8] for 2 pictures, where one vector a picture was expected');
  expect(refusal([2, 1], 2)).toBe('gives float32 [2, 1] for 2 pictures: one number says too little of a picture');
  expect(refusal([4], 1)).toContain('where one vector a picture was expected');
  expect(refusal([1, 20_000], 1)).toContain('over 16,384 numbers a picture are no embedding');
  expect(refusal([1, 2], 1, 'int64', BigInt64Array.of(1n, 2n))).toContain('where numbers such as float32 were expected');
});

test('says of a vector why it cannot be used', () => {
  expect(vectorProblem(Float32Array.of(0, 1))).toBeNull();
  expect(vectorProblem(Float32Array.of(0, 0))).toContain('nothing but zeros');
  expect(vectorProblem(Float32Array.of(1, Number.NaN))).toContain('NaN');
  expect(vectorProblem(Float32Array.of(1, Number.POSITIVE_INFINITY))).toContain('infinite');
});
