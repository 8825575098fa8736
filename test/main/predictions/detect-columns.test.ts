import { describe, expect, test } from 'vitest';
import { detectFormat } from '../../../src/main/predictions/detect-format.ts';
import { previewPredictions } from '../../../src/main/predictions/preview-predictions.ts';
import { goldenFile, lookupOf, signal, written } from './prediction-fixtures.ts';

const lookup = lookupOf(['a/1.png', 'a/2.png', 'b/3.png', 'b/4.png'], ['cat', 'dog', 'sea lion']);

async function mappingOf(csv: string, of = lookup) {
  const { mapping } = await previewPredictions({ file: written('a.csv', csv) }, of, { signal });
  const { path, prediction, confidence, label, values, confidenceValues, rules } = mapping;
  const columns =
    mapping.probabilities?.kind === 'columns' ? mapping.probabilities.columns.map((one) => `${one.column}=${one.className}`) : [];
  const list = mapping.probabilities?.kind === 'list' ? mapping.probabilities.column : null;
  return { path, prediction, confidence, label, values, confidenceValues, rules, columns, list };
}

describe('columns are known by name and values', () => {
  test('path, class, confidence and given label', async () => {
    expect(await mappingOf('image,label,pred,score\na/1.png,cat,dog,0.5\nb/3.png,dog,dog,0.9\n')).toMatchObject({
      ...{
        path: 'image',
        prediction: 'pred',
        confidence: 'score',
        label: 'label',
        columns: [],
        confidenceValues: 'probabilities',
      },
      rules: ['exact', 'normalized', 'absolute', 'suffix'],
    });
  });

  test('a label alone is the prediction', async () => {
    expect(await mappingOf('file,label\na/1.png,cat\n')).toMatchObject({ prediction: 'label', label: null });
  });

  test('a label beside probabilities is not', async () => {
    expect(await mappingOf('file,label,cat,dog,sea lion\na/1.png,cat,.2,.3,.5\n')).toMatchObject({
      prediction: null,
      label: 'label',
    });
  });

  test('by values where names say nothing', async () => {
    expect(await mappingOf('x,y,z\ncat,1,a/1.png\ndog,2,b/3.png\n')).toMatchObject({
      path: 'z',
      prediction: 'x',
      confidence: null,
    });
  });

  test('no header', async () => {
    expect(await mappingOf('a/1.png,cat\nb/3.png,dog\n')).toMatchObject({ path: 'column 1', prediction: 'column 2' });
  });

  test('classes as columns, by their names', async () => {
    expect(await mappingOf('path,Cat,dog,Sea_Lion,width\na/1.png,.1,.2,.7,640\n')).toMatchObject({
      columns: ['Cat=cat', 'dog=dog', 'Sea_Lion=sea lion'],
      values: 'probabilities',
    });
  });

  test.each(['prob_', 'p_', 'logit_', 'probability:', 'score_'])('behind %s', async (prefix) => {
    const names = ['cat', 'dog', 'zebra'].map((name) => prefix + name);
    expect(await mappingOf(`path,${names.join(',')},epoch\na/1.png,.1,.2,.7,3\n`)).toMatchObject({
      columns: ['cat', 'dog', 'zebra'].map((name) => `${prefix}${name}=${name}`),
    });
  });

  test('before _prob', async () => {
    expect(await mappingOf('path,cat_prob,dog_prob\na/1.png,.1,.9\n')).toMatchObject({
      columns: ['cat_prob=cat', 'dog_prob=dog'],
    });
  });

  test('a class that the dataset lacks completes the sum', async () => {
    expect(await mappingOf('path,cat,dog,zebra\na/1.png,.1,.2,.7\nb/3.png,.5,.25,.25\n')).toMatchObject({
      columns: ['cat=cat', 'dog=dog', 'zebra=zebra'],
    });
    expect(await mappingOf('path,cat,dog,speed\na/1.png,.3,.7,.7\nb/3.png,.5,.5,.25\n')).toMatchObject({
      columns: ['cat=cat', 'dog=dog'],
    });
  });

  test('of a dataset without labels', async () => {
    expect(await mappingOf('path,red,blue\na/1.png,.3,.7\n', lookupOf(['a/1.png']))).toMatchObject({
      columns: ['red=red', 'blue=blue'],
    });
  });

  test('a list of numbers in a cell, as JSON or as numpy prints it', async () => {
    expect(await mappingOf('path,probs\na/1.png,"[0.1, 0.2, 0.7]"\n')).toMatchObject({ list: 'probs', values: 'probabilities' });
    expect(await mappingOf('path,bbox,out\na/1.png,"[1, 2, 3]","[ 1.5 -2.\n 0.25]"\n')).toMatchObject({
      list: 'out',
      values: 'logits',
    });
  });
});

describe('numbers are told apart', () => {
  test.each([
    ['.1,.2,.7', 'probabilities'],
    ['10,20,70', 'percentages'],
    ['-1.5,2,3', 'logits'],
    ['1.2,5,30', 'logits'],
    ['.9,.8,.7', 'probabilities'],
    ['-2.3,-1.6,-.36', 'logits'],
  ])('%s are %s', async (numbers, values) => {
    expect(await mappingOf(`path,cat,dog,sea lion\na/1.png,${numbers}\n`)).toMatchObject({ values });
  });

  test('confidences of a hundred', async () => {
    expect(await mappingOf('path,pred,conf\na/1.png,cat,98.5\na/2.png,dog,.7\n')).toMatchObject({
      confidenceValues: 'percentages',
    });
  });
});

describe('rules widen only where most rows need it', () => {
  test('names alone', async () => {
    expect((await mappingOf('path,pred\n1.png,cat\n4.png,dog\n')).rules).toEqual([
      'exact',
      'normalized',
      'absolute',
      'suffix',
      'name',
    ]);
  });
  test('without extension', async () => {
    expect((await mappingOf('image_id,pred\n1,cat\n4,dog\n')).rules).toContain('stem');
  });
  test('not for the rows of another split', async () => {
    expect((await mappingOf('path,pred\na/1.png,cat\na/2.png,cat\nother/4.png,dog\n')).rules).not.toContain('name');
  });
});

describe('formats are told by content', () => {
  test.each([
    ['path,label\na.png,cat\n', 'csv'],
    ['{"path": "a.png"}\n{"path": "b.png"}\n', 'jsonl'],
    ['{"path": "a.png"}', 'jsonl'],
    ['{"a.png": "cat", "b.png": "dog"}', 'json'],
    ['{\n "a.png": "cat"\n}', 'json'],
    ['[{"path": "a.png"}]', 'json'],
    ['[{"image_id": 1, "category_id": 2, "bbox": [1, 2, 3, 4], "score": 0.5}]', 'coco'],
    ['[id] of,things\n1,2\n', 'csv'],
  ])('%s', async (content, format) => {
    expect(await detectFormat(written('a.txt', content))).toBe(format);
  });

  test.each([
    ['whole-i4.npy', 'npy'],
    ['stored.npz', 'npz'],
    ['gzip.parquet', 'parquet'],
  ])('%s', async (name, format) => {
    expect(await detectFormat(goldenFile(name))).toBe(format);
  });

  test.each([
    ['', /an empty file/],
    ['\x80\x04\x95abc', /a pickle/],
    ['\x1f\x8b\x08\x00', /compressed with gzip/],
    ['\x89HDF\r\n', /HDF5/],
    ['\x00\x01\x02\x03', /neither text/],
  ])('%j is refused', async (content, message) => {
    await expect(detectFormat(written('a.bin', Buffer.from(content, 'latin1')))).rejects.toMatchObject({
      code: 'bad_predictions',
      message: expect.stringMatching(message),
    });
  });

  test('a file that is not there, and a folder', async () => {
    await expect(detectFormat('/nowhere/a.csv')).rejects.toMatchObject({ code: 'not_found' });
    await expect(detectFormat(import.meta.dirname)).rejects.toMatchObject({ code: 'bad_predictions' });
  });
});
