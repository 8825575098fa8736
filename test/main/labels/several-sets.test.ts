import { describe, expect, it } from 'vitest';
import { EVERY_LABEL } from '../../../src/main/index/label-choice.ts';
import { previewLabels } from '../../../src/main/labels/preview-dataset.ts';
import { tempFolder, writeFiles } from '../../fixtures/temp-folder.ts';
import { context, given, readAllLabels, withSamples } from './labelled-dataset.ts';

const voc = (name: string): string => `<annotation><object><name>${name}</name>
  <bndbox><xmin>1</xmin><ymin>2</ymin><xmax>11</xmax><ymax>22</ymax></bndbox></object></annotation>`;
const coco = (files: readonly string[]): string =>
  JSON.stringify({
    images: files.map((name, id) => ({ id, file_name: name })),
    categories: [{ id: 1, name: 'cat' }],
    annotations: files.map((_, id) => ({ image_id: id, category_id: 1, bbox: [0, 0, 5, 5] })),
  });

describe('annotations of several formats in one folder', () => {
  it('each label the pictures that they alone speak of; of the others the first format is believed', async () => {
    const folder = tempFolder();
    writeFiles(folder, { 'coco.json': coco(['a.jpg', 'b.jpg']), 'xml/b.xml': voc('dog'), 'xml/c.xml': voc('dog') });
    await withSamples(folder, ['a.jpg', 'b.jpg', 'c.jpg'], async (dataset) => {
      expect(await readAllLabels(dataset)).toMatchObject([
        { format: 'coco', boxes: 2, samples: 2, classes: ['cat'], problems: [] },
        { format: 'voc', boxes: 1, samples: 1, problems: [{ kind: 'labelled-before', count: 1 }] },
      ]);
      expect(given(dataset)).toEqual([
        ['a.jpg', 'cat', 0, 0, 5, 5],
        ['b.jpg', 'cat', 0, 0, 5, 5],
        ['c.jpg', 'dog', 1, 2, 10, 20],
      ]);
      const { sets, unmentioned } = await previewLabels(dataset, EVERY_LABEL, context.signal);
      expect(sets.map(({ classCounts, examples }) => [classCounts, examples.map(({ path }) => path)])).toEqual([
        [[{ class: 'cat', count: 2 }], ['a.jpg', 'b.jpg']],
        [[{ class: 'dog', count: 1 }], ['c.jpg']],
      ]);
      expect(unmentioned.count).toBe(0);
      const origins = dataset.read.prepare('SELECT sample_id, set_place FROM given_annotation ORDER BY 1').raw().all();
      expect(origins).toEqual([
        [1, 0],
        [2, 0],
        [3, 1],
      ]);
    });
  });
});
