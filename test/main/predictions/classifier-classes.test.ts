import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { classifierClasses } from '../../../src/main/predictions/classifier-classes.ts';
import { classifierOutput } from '../../../src/workers/embed/classifier-output.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';

const { signal } = new AbortController();
const MNIST = '2f06e72de813a8635c9bc0397ac447a601bdbfa7df4bebc278723b958831c9bf';
const other = (width: number) => ({ sha256: 'c0'.repeat(32), width });

function listed(text: string): string {
  const file = join(tempFolder(), 'classes.txt');
  writeFileSync(file, text);
  return file;
}

test('a line of a list is a name, commas and all, spelled as the dataset does; the same name twice is told apart', async () => {
  const file = listed('n01440764 tench, Tinca tinca\nSea_Lion\ncrane\ncrane\n');
  expect(await classifierClasses(file, other(4), ['cat', 'sea lion'], signal)).toEqual({
    names: ['n01440764 tench, Tinca tinca', 'sea lion', 'crane', 'crane (2)'],
    from: 'file',
  });
});

test('without a list names are those of the model, else of the dataset, else numbers', async () => {
  const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
  expect(await classifierClasses(null, { sha256: MNIST, width: 10 }, ['a', 'b'], signal)).toEqual({
    names: digits,
    from: 'model',
  });
  expect(await classifierClasses(null, other(2), ['a', 'b'], signal)).toEqual({ names: ['a', 'b'], from: 'dataset' });
  expect(await classifierClasses(null, other(3), ['a', 'b'], signal)).toEqual({ names: ['0', '1', '2'], from: 'numbers' });
});

test('one number tells two classes apart', async () => {
  expect(await classifierClasses(null, other(1), ['cat', 'dog'], signal)).toEqual({ names: ['cat', 'dog'], from: 'dataset' });
  expect(await classifierClasses(null, other(1), ['cat'], signal)).toEqual({ names: ['0', '1'], from: 'numbers' });
  await expect(classifierClasses(listed('a\n'), other(1), [], signal)).rejects.toMatchObject({
    message:
      'classes.txt: names 1 class; the model gives one number a picture, how likely the second of two classes is. Expected two names.',
  });
});

test('a list of another length is refused', async () => {
  await expect(classifierClasses(listed('a\nb\n'), other(1000), [], signal)).rejects.toMatchObject({
    code: 'bad_predictions',
    message: 'classes.txt: names 2 classes; the model gives 1,000 numbers a picture. Expected one name each.',
  });
});

test.each([
  [
    'by name',
    [
      ['feature', 2],
      ['scores', 2],
    ],
    'scores',
  ],
  [
    'of one row a picture',
    [
      ['maps', 4],
      ['output', 2],
      ['other', 2],
    ],
    'output',
  ],
  ['the only one', [['Plus214_Output_0', 2]], 'Plus214_Output_0'],
  [
    'none that are embeddings by name',
    [
      ['image_embeds', 2],
      ['last_hidden_state', 3],
    ],
    null,
  ],
] as const)('the output of classes: %s', (_, outputs, expected) => {
  const tensors = outputs.map(([name, rank]) => ({ name, type: 'float32', shape: new Array<number>(rank).fill(4) }));
  expect(classifierOutput(tensors)?.name ?? null).toBe(expected);
});

test('numbers that are no floats or bytes are no output of classes', () => {
  expect(classifierOutput([{ name: 'label', type: 'int64', shape: ['n', 1] }])).toBeNull();
});
