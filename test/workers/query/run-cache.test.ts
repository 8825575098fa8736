import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { columnSources } from '../../../src/main/index/columns.ts';
import { DEFAULT_LABEL_SETTINGS } from '../../../src/shared/prediction.ts';
import { ColumnReader } from '../../../src/workers/query/column-reader.ts';
import { ColumnStore } from '../../../src/workers/query/column-store.ts';
import { LabelIssueFinder } from '../../../src/workers/query/label-issues.ts';
import { Predictions } from '../../../src/workers/query/predictions.ts';
import { RunCache } from '../../../src/workers/query/run-cache.ts';
import { makeSmallIndex, type SmallIndex } from './small-index.ts';
import { addRun, type SmallPrediction } from './small-runs.ts';
import { PLAIN } from './small-sample.ts';

const CLASSES = ['cat', 'sea lion', 'x'];
const checkpoint = (): Promise<void> => setTimeout(0);

/** Every second sample has a row of its own: sixteenths that sum to 1. */
function predictionsOf(samples: number): ReadonlyMap<number, SmallPrediction> {
  return new Map(
    Array.from({ length: samples }, (_, k) => k + 1)
      .filter((id) => id % 2 === 0)
      .map((id) => {
        const probabilities = [(id % 5) / 16, (id % 7) / 16, 1 - (id % 5) / 16 - (id % 7) / 16];
        const confidence = Math.max(...probabilities);
        return [id, { predicted: probabilities.indexOf(confidence), confidence, probabilities }];
      }),
  );
}

async function withPredictions(
  mostBytes: number,
  use: (predictions: Predictions, store: ColumnStore) => Promise<void>,
): Promise<void> {
  const index: SmallIndex = makeSmallIndex(Array.from({ length: 100 }, () => ({ ...PLAIN, label: 'cat' })));
  try {
    addRun(index, { name: 'a', classes: CLASSES, predictions: predictionsOf(100) });
    const reader = new ColumnReader(columnSources(index.file));
    const store = new ColumnStore(reader);
    await store.readIds(checkpoint);
    await use(new Predictions(store, new RunCache(reader.predictionsDirectory, mostBytes)), store);
    reader.close();
  } finally {
    index.close();
  }
}

describe('a run with more probabilities than are held', () => {
  it('says the same of each class and the same scores, read from its file', async () => {
    for (const field of ['prob.sea lion', 'score.margin', 'score.self-confidence'] as const) {
      let held: Float32Array | null = null;
      await withPredictions(2 ** 20, async (predictions) => {
        held = await predictions.numbers(field, null, checkpoint);
        expect(await predictions.cache.probabilities(predictions.find(null), checkpoint)).toHaveLength(150);
      });
      await withPredictions(100, async (predictions) => {
        expect(await predictions.cache.probabilities(predictions.find(null), checkpoint)).toBeNull();
        expect(await predictions.numbers(field, null, checkpoint)).toEqual(held);
      });
    }
  });

  it('is refused to look for label issues in', async () => {
    await withPredictions(2 ** 20, async (predictions, store) => {
      const finder = new LabelIssueFinder(store, predictions, DEFAULT_LABEL_SETTINGS);
      expect(await finder.need()).toBeNull();
      expect((await finder.find(checkpoint)).needs).toBeUndefined();
    });
    await withPredictions(100, async (predictions, store) => {
      const finder = new LabelIssueFinder(store, predictions, DEFAULT_LABEL_SETTINGS);
      expect((await finder.find(checkpoint)).needs).toBe('smaller-run');
    });
  });
});
