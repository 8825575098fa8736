import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDataset } from '../../../src/main/dataset/open.ts';
import { writerOf } from '../../../src/main/dataset/writer-of.ts';
import { importPredictions } from '../../../src/main/predictions/import-predictions.ts';
import { addSamples } from '../../fixtures/make-index.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import { hasTestData, testData } from '../../fixtures/test-data.ts';

interface Row {
  readonly path: string;
  readonly given: string;
  readonly predicted: string;
}

const PROBABILITIES = 'label-errors/cleanlab-label-errors/cross_validated_predicted_probabilities/mnist_test_set_pyx.npy';

function readTable(): readonly Row[] {
  const [, ...lines] = readFileSync(testData('label-errors/derived/mnist_test.csv'), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [, path = '', given = '', predicted = ''] = line.split(',');
    return { path, given, predicted };
  });
}

describe.skipIf(!hasTestData)('MNIST test set', () => {
  it('is judged as the table of its authors has it', async () => {
    const rows = readTable();
    const lists = tempFolder();
    writeFileSync(join(lists, 'paths.txt'), rows.map(({ path }) => path).join('\n'));
    writeFileSync(join(lists, 'classes.txt'), Array.from({ length: 10 }, (_, digit) => `${digit}\n`).join(''));
    const dataset = await openDataset({ home: tempFolder(), request: { folder: tempFolder() }, endpoint: null });
    try {
      // In another order than that of the probabilities.
      addSamples(writerOf(dataset), rows.map(({ path, given }) => ({ path, label: given })).toReversed());
      await dataset.changed(null);
      const request = {
        file: testData(PROBABILITIES),
        pathsFile: join(lists, 'paths.txt'),
        classesFile: join(lists, 'classes.txt'),
      };
      const context = { signal: new AbortController().signal, report: () => undefined };
      const summary = await importPredictions({ dataset, request, version: 'test' }, context);
      expect(summary).toMatchObject({ samples: 10_000, unpredicted: 0, run: 'mnist_test_set_pyx', hasProbabilities: true });

      const { classes, counts } = await dataset.query.call('confusion', { run: null, query: null });
      const wanted = new Uint32Array(11 * 11);
      for (const { given, predicted } of rows) {
        const cell = Number(given) * 11 + Number(predicted);
        wanted[cell] = (wanted[cell] ?? 0) + 1;
      }
      expect(classes).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
      expect(counts).toEqual(wanted);

      const filter = { kind: 'is', claim: 'wrong' } as const;
      const { ids } = await dataset.query.call('query', { query: { filter, sort: { field: 'id', descending: false } } });
      expect(ids).toHaveLength(rows.filter(({ given, predicted }) => given !== predicted).length);
      const { topK, calibration, curve } = await dataset.query.call('evaluation', { run: null, query: null, class: '7' });
      expect(topK?.[0]).toBeCloseTo(1 - ids.length / 10_000, 12);
      expect(calibration?.bins.reduce((sum, { count }) => sum + count, 0)).toBe(10_000);
      expect(curve?.averagePrecision).toBeGreaterThan(0.99);
    } finally {
      await dataset.close();
    }
  });
});
