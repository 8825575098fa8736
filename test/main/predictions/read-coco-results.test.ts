import { describe, expect, test } from 'vitest';
import { previewPredictions } from '../../../src/main/predictions/preview-predictions.ts';
import { readCocoResults } from '../../../src/main/predictions/read-coco-results.ts';
import { MATCH_RULES } from '../../../src/shared/prediction-file.ts';
import { lookupOf, signal, written } from './prediction-fixtures.ts';

const lookup = lookupOf(['val/000000000139.jpg', 'val/000000000285.jpg', 'train/7.png'], ['bear', 'person']);
const RESULTS = [
  { image_id: 285, category_id: 1, bbox: [1, 2, 3, 4], score: 0.25 },
  { image_id: 139, category_id: 23, bbox: [5.5, 6, 7, 8], score: 0.5 },
  { image_id: 285, category_id: 23, bbox: [9, 10, 11, 12], score: 0.75 },
  { image_id: 4, category_id: 1, bbox: [0, 0, 1, 1], score: 2 },
];
const file = (results: unknown = RESULTS) => written('results.json', JSON.stringify(results));
const annotations = {
  info: {},
  images: [
    { id: 139, file_name: '000000000139.jpg' },
    { id: 285, file_name: 'val/000000000285.jpg' },
  ],
  annotations: [{ id: 1, image_id: 139, bbox: [1, 2, 3, 4] }],
  categories: [
    { id: 1, name: 'Person' },
    { id: 23, name: 'bear' },
  ],
};

test('boxes by sample and confidence, named by the annotations', async () => {
  const source = { file: file(), annotationsFile: written('instances.json', JSON.stringify(annotations)) };
  const read = await readCocoResults(source, MATCH_RULES, lookup, { signal });
  expect(read).toEqual({
    classes: ['person', 'bear'],
    boxes: {
      ids: Uint32Array.of(10, 20, 20),
      classes: Int32Array.of(1, 1, 0),
      scores: Float64Array.of(0.5, 0.75, 0.25),
      places: Float64Array.of(5.5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3, 4),
    },
    counts: {
      rows: 4,
      samples: 2,
      matchedBy: { exact: 2, normalized: 0, absolute: 0, suffix: 0, name: 1, stem: 0 },
      problems: [{ kind: 'unknown-image', count: 1, examples: [{ row: 4, text: 'image 4 is not in the annotations' }] }],
    },
  });
});

test('without annotations an image is its number, a category too', async () => {
  const read = await readCocoResults({ file: file() }, MATCH_RULES, lookup, { signal });
  expect([...read.boxes.ids]).toEqual([10, 20, 20]);
  expect(read.classes).toEqual(['1', '23']);
  expect(read.counts.problems.map(({ kind, count }) => [kind, count])).toEqual([
    ['unmatched-path', 1],
    ['unknown-class', 2],
  ]);
});

test('the preview tells boxes', async () => {
  expect(await previewPredictions({ file: file() }, lookup, { signal })).toMatchObject({ format: 'coco', boxes: 3, needs: [] });
});

describe('refused', () => {
  test('an element that is no box, with its place', async () => {
    const source = { file: file([...RESULTS, { image_id: 1, category_id: 1, bbox: [1, 2], score: 1 }]) };
    await expect(readCocoResults(source, MATCH_RULES, lookup, { signal })).rejects.toMatchObject({
      code: 'bad_predictions',
      message: expect.stringContaining('results.json: element 5 is no box.'),
    });
  });

  test('annotations that name no images', async () => {
    const source = { file: file(), annotationsFile: written('instances.json', '{"categories": []}') };
    await expect(readCocoResults(source, MATCH_RULES, lookup, { signal })).rejects.toMatchObject({ code: 'bad_predictions' });
  });
});
