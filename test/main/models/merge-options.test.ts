import { describe, expect, test } from 'vitest';
import { mergeOptions } from '../../../src/main/models/merge-options.ts';
import type { ModelInspection } from '../../../src/shared/embedding.ts';
import type { AddModelRequest } from '../../../src/shared/embedding-api.ts';

const INSPECTION: ModelInspection = {
  file: '/models/m.onnx',
  sizeBytes: 10,
  sha256: 'a'.repeat(64),
  inputs: [{ name: 'input', type: 'float32', shape: ['batch', 3, 224, 192] }],
  outputs: [{ name: 'logits', type: 'float32', shape: ['batch', 1000] }],
  inner: [
    { name: 'pool', type: 'float32', shape: ['batch', 512] },
    { name: 'tokens', type: 'float32', shape: ['batch', 257, 384] },
  ],
  suggested: {
    name: 'm',
    title: 'm',
    sha256: 'a'.repeat(64),
    sizeBytes: 10,
    input: { name: 'input', layout: 'nchw', type: 'float32', width: 192, height: 224, batch: null },
    preprocessing: {
      resize: 'center-crop',
      resizeTo: 219,
      kernel: 'cubic',
      color: 'rgb',
      range: 1,
      mean: [0.4, 0.5, 0.6],
      std: [0.2, 0.2, 0.2],
    },
    output: { name: 'pool', isInner: true, dimensions: 512 },
    projection: 'centred',
    licence: null,
    source: null,
  },
  isKnown: false,
};

const merge = (options: Omit<AddModelRequest, 'file'>) => mergeOptions(INSPECTION, { file: '/models/m.onnx', ...options });

test('nothing asked for is the suggestion', () => {
  expect(merge({})).toEqual(INSPECTION.suggested);
});

describe('what depends on a change follows it', () => {
  test('another size is resized to in proportion', () => {
    const { input, preprocessing } = merge({ input: { width: 112, height: 112 } });
    expect([input.width, input.height, preprocessing.resizeTo]).toEqual([112, 112, 128]);
  });

  test('another layout reads width and height of the file anew', () => {
    const { input } = merge({ layout: 'nhwc' });
    expect([input.layout, input.height, input.width]).toEqual(['nhwc', 3, 224]);
  });

  test('nothing is cut off: to the short side', () => {
    expect(merge({ preprocessing: { resize: 'fill' } }).preprocessing).toMatchObject({ resize: 'fill', resizeTo: 192 });
    const cover = { resize: 'center-crop', resizeTo: 192 };
    expect(merge({ preprocessing: { resize: 'cover' } }).preprocessing).toMatchObject(cover);
    expect(merge({ input: { width: 64, height: 96 }, preprocessing: { resize: 'cover' } }).preprocessing).toMatchObject({
      ...cover,
      resizeTo: 64,
    });
  });

  test('another range takes values as they are, unless mean and std are said', () => {
    expect(merge({ preprocessing: { range: 255 } }).preprocessing).toMatchObject({ mean: [0, 0, 0], std: [1, 1, 1] });
    const asked = merge({ preprocessing: { range: 255, mean: [127.5], std: [127.5] } }).preprocessing;
    expect(asked).toMatchObject({ mean: [127.5, 127.5, 127.5], std: [127.5, 127.5, 127.5] });
  });

  test('grey has one channel', () => {
    const { mean, std } = merge({ preprocessing: { color: 'grey' } }).preprocessing;
    expect([mean.length, std]).toEqual([1, [expect.closeTo(0.2)]]);
    expect(mean[0]).toBeCloseTo(0.5);
  });
});

describe('outputs', () => {
  test.each([
    ['logits', { name: 'logits', isInner: false, dimensions: 1000 }],
    ['pool', { name: 'pool', isInner: true, dimensions: 512 }],
    ['tokens', { name: 'tokens', isInner: true, dimensions: null }],
    ['not listed', { name: 'not listed', isInner: true, dimensions: null }],
  ])('%s', (output, expected) => {
    expect(merge({ output }).output).toEqual(expected);
  });
});

describe('contradictions', () => {
  test('a middle larger than the picture', () => {
    expect(() => merge({ preprocessing: { resizeTo: 100 } })).toThrow('has no middle of 192 px');
  });

  test('two numbers for three channels', () => {
    expect(() => merge({ preprocessing: { mean: [1, 2] } })).toThrow('"mean" has 2 numbers; expected 3');
    expect(() => merge({ preprocessing: { color: 'grey', std: [1, 2, 3] } })).toThrow('"std" has 3 numbers; expected 1');
  });
});
