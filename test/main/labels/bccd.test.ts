import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { detectionMetricsOf } from '../../../src/main/predictions/detection-metrics-of.ts';
import { importPredictions } from '../../../src/main/predictions/import-predictions.ts';
import { bccdGolden, writeBccd } from '../../fixtures/bccd-results.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import { hasTestData } from '../../fixtures/test-data.ts';
import { context, pathsOf, readLabels, withSamples } from './labelled-dataset.ts';

it.skipIf(!hasTestData)(
  "BCCD: its boxes, pycocotools' numbers of perturbed copies, and filters by what became of them",
  async () => {
    const { folder, results, instances } = writeBccd(tempFolder());
    const paths = readdirSync(join(folder, 'JPEGImages')).map((name) => `JPEGImages/${name}`);
    await withSamples(folder, paths, async (dataset) => {
      expect(await readLabels(dataset)).toMatchObject({ boxes: 4888, samples: 364, problems: [] });
      const issues = await dataset.query.call('issues', { query: null });
      expect(issues.find(({ kind }) => kind === 'box')?.samples).toBe(9);

      const request = { file: results, annotationsFile: instances, name: 'perturbed' };
      const summary = await importPredictions({ dataset, request, version: 'test' }, context);
      expect(summary).toMatchObject({ samples: 364, boxes: 5240, problems: [] });

      const { metrics, ...counted } = await detectionMetricsOf(dataset, { run: null, query: null }, context.signal);
      expect(counted).toMatchObject({ samples: 364, labels: 4888, predictions: 5240, classes: bccdGolden.classes });
      const { ap, ap50, ap75, apSmall, apMedium, apLarge, ar1, ar10, ar100, arSmall, arMedium, arLarge, perClass } = metrics;
      const twelve = [ap, ap50, ap75, apSmall, apMedium, apLarge, ar1, ar10, ar100, arSmall, arMedium, arLarge];
      for (const [at, number] of bccdGolden.plain.numbers.entries()) expect(twelve[at]).toBeCloseTo(number, 12);
      for (const [at, number] of bccdGolden.plain.perClass.entries()) expect(perClass[at]?.ap).toBeCloseTo(number, 12);

      const { counts, detection } = await dataset.query.call('confusion', { run: null, query: null });
      const sums = await sumsOf(dataset, ['truePositives', 'falsePositives', 'falseNegatives', 'boxes']);
      expect(sums).toEqual([detection?.truePositives, detection?.falsePositives, detection?.falseNegatives, 4888]);
      expect((detection?.truePositives ?? 0) + (detection?.falseNegatives ?? 0)).toBe(4888);
      // Every given box is in one row, whatever became of it.
      expect([0, 1, 2].map((row) => counts.subarray(4 * row, 4 * row + 4).reduce((sum, one) => sum + one, 0))).toEqual([
        361, 4155, 372,
      ]);

      const confused = await pathsOf(dataset, 'match:"RBC|WBC"');
      expect(confused.length).toBeGreaterThan(0);
      expect(confused.length).toBeLessThanOrEqual(counts[4 * 1 + 2] ?? 0);
      for (const path of confused) expect(await pathsOf(dataset, `label:RBC prediction:WBC path:${path}`)).toEqual([path]);
      expect(await pathsOf(dataset, 'label!=prediction')).toEqual(await pathsOf(dataset, 'falsePositives>0 OR falseNegatives>0'));
      expect((await pathsOf(dataset, 'missingBoxes>0')).length).toBeGreaterThan(0);
      expect((await pathsOf(dataset, 'spuriousBoxes>3 score.iou<.8 sort:-falseNegatives')).length).toBeGreaterThan(0);
      await expect(pathsOf(dataset, 'prob.RBC>.5')).rejects.toThrow('has no class probabilities');
    });
  },
);

async function sumsOf(
  dataset: Parameters<Parameters<typeof withSamples>[2]>[0],
  fields: readonly ['truePositives', 'falsePositives', 'falseNegatives', 'boxes'],
) {
  const { ids } = await dataset.query.call('query', { query: { filter: null, sort: { field: 'id', descending: false } } });
  const { columns } = await dataset.query.call('values', { ids, fields });
  return columns.map((column) => column.reduce((sum, one) => sum + one, 0));
}
