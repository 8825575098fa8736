import { expect, it } from 'vitest';
import { lineageLines } from '../../../src/renderer/inspector/lineage-lines.ts';
import type { SampleLineage } from '../../../src/shared/sample-lineage.ts';

const at = '2026-05-01T12:00:00.000Z';
const NOTHING: SampleLineage = { indexed: null, annotation: null, annotators: [], decisions: [], predictions: [] };
const decision = { id: 1, at, by: 'ada', query: null };

it('says each step in words: what, by whom or what, when', () => {
  const lines = lineageLines(
    {
      indexed: { change: 'added', at, version: '1.0.0' },
      annotation: {
        format: 'coco',
        origin: '/data/pets/coco/instances.json',
        boxes: 2,
        fields: [{ name: 'camera', value: 'canon' }],
      },
      annotators: [{ name: 'people', labels: 3, at }],
      decisions: [
        { ...decision, id: 4, kind: 'relabel-each', value: 'cat', query: 'label:kitten' },
        { ...decision, id: 3, kind: 'not-issue', value: 'blurry' },
        { ...decision, id: 2, kind: 'relabel', value: null, by: null },
        { ...decision, id: 5, kind: 'retag', value: '{"tag":"keep","insteadOf":"remove"}' },
        { ...decision, kind: 'tag', value: 'remove' },
      ],
      predictions: [
        { run: 'first', predicted: 'dog', origin: 'model.onnx', at },
        { run: 'boxes.json', predicted: null, origin: 'boxes.json', at },
      ],
    },
    '/data/pets',
  );
  expect(lines.map(({ what, by }) => [what, by])).toEqual([
    ['Relabelled “cat”', 'ada, found by label:kitten'],
    ['Said to be not “Blurry”', 'ada'],
    ['Label taken off', ''],
    ['Tagged “keep” in place of “remove”', 'ada'],
    ['Tagged “remove”', 'ada'],
    ['Predicted “dog”', 'first, model.onnx'],
    ['Predicted', 'boxes.json'],
    ['Labelled by 3 annotators', 'people'],
    ['Annotated: COCO, 2 boxes', 'coco/instances.json'],
    ['Found by the index', 'Winnow 1.0.0'],
  ]);
  expect(lines.map((line) => line.at)).toEqual([at, at, at, at, at, at, at, at, null, at]);
  expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
});

it('has no steps of what is not known', () => {
  expect(lineageLines(NOTHING, '/data/pets')).toEqual([]);
});
