import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openJson, openJsonLines } from '../../../src/main/predictions/read-json.ts';
import { readJsonElements } from '../../../src/main/predictions/read-json-elements.ts';
import { cellsOf, signal, written } from './prediction-fixtures.ts';

async function rowsOf(content: string, open = openJson) {
  const table = await open(written('a.json', content));
  return { columns: table.columns, rows: await cellsOf(table) };
}
const lines = async (content: string) => await rowsOf(content, openJsonLines);

test('a line is a row; keys that come later are columns too', async () => {
  expect(await lines('{"path":"a.png","label":"cat"}\n\n{"path":"b.png","score":0.5}\r\n')).toEqual({
    columns: ['path', 'label', 'score'],
    rows: [
      ['a.png', 'cat', null],
      ['b.png', null, 0.5],
    ],
  });
});

test('nested objects, scored classes and lists', async () => {
  const row = {
    path: 'a.png',
    probs: { cat: 0.9, dog: 0.1 },
    pipeline: [
      { label: 'cat', score: 0.7 },
      { label: 'dog', score: 0.3 },
    ],
    logits: [1, 2.5],
    tags: ['x', 'y'],
  };
  expect(await lines(JSON.stringify(row))).toEqual({
    columns: ['path', 'probs.cat', 'probs.dog', 'pipeline.cat', 'pipeline.dog', 'logits', 'tags'],
    rows: [['a.png', 0.9, 0.1, 0.7, 0.3, [1, 2.5], '["x","y"]']],
  });
});

test('NaN and Infinity, as Python writes them, are missing', async () => {
  expect((await lines('{"path": "NaN, a.png", "score": NaN, "p": [0.5, -Infinity]}')).rows).toEqual([
    ['NaN, a.png', null, [0.5, Number.NaN]],
  ]);
});

test('a list of objects', async () => {
  expect((await rowsOf(' [ {"path": "a,].png"},\n{"path": "b\\"}.png"} ] ')).rows).toEqual([['a,].png'], ['b"}.png']]);
});

test('an object of paths, with a class, numbers or an object each', async () => {
  expect(await rowsOf('{"a.png": "cat", "b.png": "dog"}')).toEqual({
    columns: ['prediction', 'path'],
    rows: [
      ['cat', 'a.png'],
      ['dog', 'b.png'],
    ],
  });
  expect((await rowsOf('{"a.png": [0.5, 0.5]}')).rows).toEqual([[[0.5, 0.5], 'a.png']]);
  expect((await rowsOf('{"a.png": {"label": "cat", "score": 1}}')).columns).toEqual(['label', 'score', 'path']);
});

describe('refused, with the place', () => {
  test.each([
    ['[{"path": "a.png"}, {"path": ', /cut off/],
    ['[{"path": "a.png"},, {}]', /nothing stands between two commas after element 1/],
    ['[{"path": "a.png"}, {"path" "b"}]', /element 2 is no JSON/],
    ['[{"path": "a.png"}, 5]', /element 2 is no object/],
    ['[{"path": "a.png"}] []', /more follows/],
    ['[]', /no rows/],
    ['{"predictions": [{"path": "a.png"}]}', /list of objects under "predictions"/],
  ])('%s', async (content, message) => {
    await expect(rowsOf(content)).rejects.toMatchObject({ code: 'bad_predictions', message: expect.stringMatching(message) });
  });

  test.each([
    ['{"path": "a.png"}\n{"path": "b.png"\n', /line 2 is no JSON/],
    ['{"path": "a.png"}\n["b.png"]\n', /line 2 is no object/],
  ])('%s', async (content, message) => {
    await expect(lines(content)).rejects.toMatchObject({ code: 'bad_predictions', message: expect.stringMatching(message) });
  });
});

test('elements are what JSON.parse gives, however the document is laid out', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue()), fc.constantFrom(undefined, 1, '\t'), async (list, indent) => {
      const file = written('a.json', JSON.stringify(list, null, indent));
      const values: unknown[] = [];
      for await (const { elements } of readJsonElements(file, signal)) values.push(...elements.map(({ value }) => value));
      expect(values).toEqual(JSON.parse(JSON.stringify(list)));
    }),
    { numRuns: 60 },
  );
});

test('lists within an object, element by element, and nothing else of it', async () => {
  const big = 'x'.repeat(100_000);
  const document = {
    info: { a: [1, 2] },
    images: [{ id: 1 }, { id: 2 }],
    licenses: [big, [big]],
    categories: [],
    other: 'images',
  };
  const file = written('a.json', JSON.stringify(document));
  const found: unknown[] = [];
  for await (const { elements } of readJsonElements(file, signal, new Set(['images', 'categories']))) {
    found.push(...elements.map(({ key, place, value }) => [key, place, value]));
  }
  expect(found).toEqual([
    ['images', 1, { id: 1 }],
    ['images', 2, { id: 2 }],
  ]);
});
