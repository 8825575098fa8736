import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { message, number, text } from '../../../scripts/built-in-model/protobuf-writer.ts';
import type { ModelInspection } from '../../../src/shared/embedding.ts';
import { WinnowError } from '../../../src/shared/errors.ts';
import { inspectModel } from '../../../src/workers/embed/inspect-model.ts';
import { type MadeModel, madeModel, madeWithWeights, PICTURES, quarters, VECTORS } from '../../fixtures/made-models.ts';
import { tempFolder, writeFiles } from '../../fixtures/temp-folder.ts';
import { hasTestData, testData } from '../../fixtures/test-data.ts';

function write(content: Uint8Array | string, name = 'some.onnx'): string {
  const file = join(tempFolder(), name);
  writeFileSync(file, content);
  return file;
}

const inspect = (model: MadeModel, name?: string): Promise<ModelInspection> => inspectModel(write(madeModel(model), name));

async function refusal(file: string): Promise<string> {
  const error = await inspectModel(file).then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof WinnowError ? `${error.code}: ${error.message}` : `no refusal: ${error}`;
}

const pictures = (shape: (number | string)[], type: 'float32' | 'uint8' | 'int64' = 'float32') => [{ ...PICTURES, shape, type }];

describe('of a model it does not know', () => {
  test('takes sizes, order and kind of the input from the file', async () => {
    const nchw = (await inspect({ ...quarters, inputs: pictures(['n', 3, 224, 224]) })).suggested;
    expect(nchw.input).toEqual({ name: 'pictures', layout: 'nchw', type: 'float32', width: 224, height: 224, batch: null });
    expect(nchw.preprocessing).toMatchObject({ resize: 'center-crop', resizeTo: 256, kernel: 'cubic', color: 'rgb', range: 1 });
    expect(nchw.preprocessing.mean).toEqual([0.485, 0.456, 0.406]);

    const nhwc = (await inspect({ ...quarters, inputs: pictures([1, 160, 128, 3]) })).suggested;
    expect(nhwc.input).toMatchObject({ layout: 'nhwc', width: 128, height: 160, batch: 1 });
    expect(nhwc.preprocessing).toMatchObject({ resize: 'fill', mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] });

    const bytes = (await inspect({ ...quarters, inputs: pictures(['n', 'h', 'w', 3], 'uint8') })).suggested;
    expect(bytes.input).toMatchObject({ layout: 'nhwc', type: 'uint8', width: 224, height: 224 });
    expect(bytes.preprocessing).toMatchObject({ range: 255, mean: [0, 0, 0] });

    const grey = (await inspect({ ...quarters, inputs: pictures([1, 1, 28, 28]) })).suggested;
    expect(grey.preprocessing).toMatchObject({ color: 'grey', resize: 'fill', mean: [0], std: [1] });
  });

  test('makes a name of the file that a command line takes', async () => {
    const { suggested } = await inspect(quarters, 'Mein Modell (v2).ONNX');
    expect([suggested.name, suggested.title]).toEqual(['mein-modell-v2', 'Mein Modell (v2)']);
  });

  test('takes what the last linear layer of a classifier is given', async () => {
    const gemm = await inspect({
      build: (graph) => {
        const pooled = graph.add('GlobalAveragePool', ['pictures']);
        const features = graph.add('Flatten', [pooled], {}, 'features');
        const logits = graph.add('Gemm', [features, graph.floats([1, 2, 3, 4, 5, 6], [3, 2]), graph.floats([0, 0], [2])]);
        graph.add('Softmax', [logits], { axis: 1 }, 'vectors');
      },
    });
    expect(gemm.suggested.output).toEqual({ name: 'features', isInner: true, dimensions: null });
    expect(gemm.inner.map(({ name }) => name)).toEqual(['features', 'GlobalAveragePool_1', 'Gemm_4']);

    const quantised = await inspect({
      build: (graph) => {
        const features = graph.add('Flatten', ['pictures'], {}, 'features');
        const whole = graph.add('DynamicQuantizeLinear', [features]);
        const product = graph.add('MatMulInteger', [whole, graph.floats([1], [1, 1])]);
        graph.add('Add', [graph.add('Cast', [product], { to: 1 }), graph.floats([0])], {}, 'vectors');
      },
    });
    expect(quantised.suggested.output.name).toBe('features');
  });

  test('takes the output of a model that is no classifier', async () => {
    const projected = await inspect({
      outputs: [{ ...VECTORS, name: 'image_embeds', shape: ['n', 4] }],
      build: (graph) => {
        const features = graph.add('Flatten', [graph.add('GlobalAveragePool', ['pictures'])]);
        graph.add('MatMul', [features, graph.floats(new Array(12).fill(1), [3, 4])], {}, 'image_embeds');
      },
    });
    expect(projected.suggested.output).toEqual({ name: 'image_embeds', isInner: false, dimensions: 4 });

    const several = await inspect({
      outputs: [
        { ...VECTORS, name: 'last_hidden_state', shape: ['n', 50, 4] },
        { ...VECTORS, name: 'pooler_output', shape: ['n', 4] },
      ],
      build: (graph) => {
        graph.add('Identity', ['pictures'], {}, 'last_hidden_state');
        graph.add('Identity', ['pictures'], {}, 'pooler_output');
      },
    });
    expect(several.suggested.output.name).toBe('pooler_output');
  });

  test('offers no tensor that is computed of shapes alone', async () => {
    const { inner } = await inspect({
      build: (graph) => {
        const shape = graph.add('Shape', ['pictures']);
        const batch = graph.add('Gather', [shape, graph.integers([0])]);
        const rows = graph.add('Concat', [batch, graph.integers([192])], { axis: 0 });
        const flat = graph.add('Reshape', ['pictures', rows], {}, 'flat');
        graph.add('Identity', [flat], {}, 'vectors');
      },
    });
    expect(inner.map(({ name }) => name)).toEqual(['flat']);
  });
});

describe('refuses with the reason', () => {
  test.each<[string, MadeModel, string]>([
    [
      'two dimensions',
      { ...quarters, inputs: pictures(['n', 3]) },
      'float32 [n, 3]: 2 dimensions, where a model of pictures has 4',
    ],
    [
      'five channels',
      { ...quarters, inputs: pictures(['n', 5, 8, 8]) },
      'neither its second nor its last size is 3 (colour) or 1',
    ],
    ['a size of 0', { ...quarters, inputs: pictures(['n', 3, 0, 8]) }, 'one of its sizes is 0'],
    ['whole numbers', { ...quarters, inputs: pictures(['n', 3, 8, 8], 'int64') }, 'its type should be float32 or uint8'],
    [
      'several inputs',
      { ...quarters, inputs: [PICTURES, { ...PICTURES, name: 'mask' }] },
      'it has 2 inputs (pictures, mask), where a model of pictures has one',
    ],
    ['no input', { ...quarters, inputs: [] }, 'it has no input'],
    ['no output', { ...quarters, outputs: [] }, 'it has no output'],
  ])('%s', async (_, model, because) => {
    expect(await refusal(write(madeModel(model)))).toContain(`bad_model: some.onnx cannot be used: `);
    expect(await refusal(write(madeModel(model)))).toContain(because);
  });

  test.each<[string, Uint8Array | string, string]>([
    ['an empty file', '', 'it is empty (0 bytes)'],
    ['text', 'path,size\na,1\n', 'it is a text file that begins with "path,size"'],
    ['an archive', 'PK\x03\x04\x00\x00rest', 'it is a ZIP archive, such as PyTorch and Keras write'],
    ['weights alone', '\x10\x00\x00\x00\x00\x00\x00\x00{"weight":{}}', 'it is a safetensors file'],
    ['other bytes', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1, 2, 3), 'it is no whole ONNX model'],
    ['a model without graph', number(1, 8), 'it holds no graph of operations'],
  ])('%s', async (_, content, because) => {
    expect(await refusal(write(content))).toContain(because);
  });

  test('a file that is cut short', async () => {
    const file = madeModel(quarters);
    expect(await refusal(write(file.subarray(0, file.length - 30)))).toMatch(/it is cut short: \d+ bytes are missing at its end/);
  });

  test('weights that are not beside it, and takes them where they are', async () => {
    const location = message(13, text(1, 'location'), text(2, 'some.onnx.data'));
    const weight = message(7, message(5, text(8, 'outside'), location));
    const file = write(Buffer.concat([madeModel(quarters), weight]));
    expect(await refusal(file)).toContain('its weights are in some.onnx.data, which is not beside it. Put it into');
    writeFileSync(`${file}.data`, '');
    expect((await inspectModel(file)).inputs).toHaveLength(1);
  });

  test('operations that ONNX Runtime does not have, but not functions of the file itself', async () => {
    const node = message(7, message(1, text(1, 'pictures'), text(2, 'x'), text(4, 'Sharpen'), text(7, 'my.own')));
    const custom = Buffer.concat([madeModel(quarters), node]);
    expect(await refusal(write(custom))).toContain('it needs operations that ONNX Runtime does not bring: Sharpen (my.own)');
    const defined = Buffer.concat([custom, message(25, text(1, 'Sharpen'), text(10, 'my.own'))]);
    expect((await inspectModel(write(defined))).inputs).toHaveLength(1);
  });

  test('a file that is not there, and a folder', async () => {
    expect(await refusal('/nowhere/model.onnx')).toBe('model_missing: The model file /nowhere/model.onnx is not there.');
    expect(await refusal(tempFolder())).toContain('it is no file');
  });
});

test.skipIf(process.platform === 'win32')('says that weights which are links to another folder are not read', async () => {
  const folder = tempFolder();
  writeFiles(folder, { 'blobs/2d3c': Buffer.alloc(4), 'snapshots/linked.onnx': madeWithWeights() });
  symlinkSync('../blobs/2d3c', join(folder, 'snapshots/made.data'));
  expect(await refusal(join(folder, 'snapshots/linked.onnx'))).toContain(
    'its weights in made.data lie in another folder, where ONNX Runtime does not read them. Copy the model and its weights',
  );
});

test.skipIf(process.platform === 'win32')('does not wait for somebody to write to a FIFO', async () => {
  const fifo = join(tempFolder(), 'pipe.onnx');
  execFileSync('mkfifo', [fifo]);
  expect(await refusal(fifo)).toContain('it is no file');
});

describe.runIf(hasTestData)('of real files', () => {
  test.each([
    ['mobilenetv2-12-int8', '472_quantized', 1280, null],
    ['mobilenetv2-12-dynamic-int8', '472', 1280, null],
    ['mnist-8', 'Pooling160_Output_0_reshape0', 256, 1],
  ])('%s is known', async (name, output, dimensions, batch) => {
    const { suggested, isKnown, inner } = await inspectModel(testData(`models/${name}.onnx`));
    expect(isKnown).toBe(true);
    expect(suggested).toMatchObject({ name, output: { name: output, isInner: true, dimensions }, input: { batch } });
    // What would be taken of it if it were not known.
    expect(inner[0]?.name).toBe(output);
  });

  test.each([
    ['lfs-pointer-squeezenet1.1-7.onnx', 'it is a Git LFS pointer'],
    ['mobilenet_v2_fp32_missing_external_data.onnx', 'its weights are in mobilenet_v2_fp32.onnx.data, which is not beside it'],
    ['superresolution_custom_ops.onnx', 'DecodeImage (com.microsoft.extensions)'],
    ['tiny_model_external_data.onnx', 'its input "input" is float32 [batch, 3]: 2 dimensions'],
  ])('%s is refused', async (name, because) => {
    expect(await refusal(testData(`models/negative/${name}`))).toContain(because);
  });

  test('any beginning of a model is refused as one that is cut short', async () => {
    const whole = readFileSync(testData('models/mnist-8.onnx'));
    for (let length = 300; length < whole.length; length += 1777) {
      expect(await refusal(write(whole.subarray(0, length)))).toMatch(/^bad_model: .*(cut short|ends in the middle|no graph)/);
    }
  });
});
