import { describe, expect, it } from 'vitest';
import { labelSort } from '../../../src/renderer/state/label-sort.ts';
import { DEFAULT_DETECTION_SETTINGS } from '../../../src/shared/detection.ts';
import { LABEL_RANKINGS } from '../../../src/shared/prediction.ts';
import type { Filter, Sort } from '../../../src/shared/query.ts';
import { context, onIndex, type Worker } from './on-index.ts';
import type { SmallIndex } from './small-index.ts';
import { addRun, type SmallPrediction } from './small-runs.ts';
import { PLAIN } from './small-sample.ts';

const CLASSES = ['cat', 'sea lion', 'hen'];
const SUSPECTS: Filter = { kind: 'equals', field: 'issue', value: 'label' };

/** Of four cats: the second and third, surer, look like sea lions. Of the sea lion behind them nothing is said. */
function said(has: 'probabilities' | 'confidence' | 'class'): ReadonlyMap<number, SmallPrediction> {
  const rows = [
    [0.75, 0.125, 0.125],
    [0.25, 0.5, 0.25],
    [0, 0.875, 0.125],
    [0.625, 0.25, 0.125],
  ];
  return new Map(
    rows.map((probabilities, k) => {
      const confidence = Math.max(...probabilities);
      return [
        k + 1,
        {
          predicted: probabilities.indexOf(confidence),
          confidence: has === 'class' ? Number.NaN : confidence,
          probabilities: has === 'probabilities' ? probabilities : null,
        },
      ] as const;
    }),
  );
}

function onCats(
  has: Parameters<typeof said>[0],
  influence: ReadonlyMap<number, number> | undefined,
  body: (worker: Worker, index: SmallIndex) => Promise<void>,
): Promise<void> {
  return onIndex(
    ['cat', 'cat', 'cat', 'cat', 'sea lion'].map((label) => ({ ...PLAIN, label })),
    async (index, worker) => {
      addRun(index, { name: 'a', classes: CLASSES, predictions: said(has), ...(influence && { influence }) });
      // What differs is called an issue: four samples tell nothing of classes.
      const labels = { filter: 'predicted_neq_given', ranking: 'normalized_margin' } as const;
      const settings = { labels, detection: DEFAULT_DETECTION_SETTINGS };
      await worker.setCuts({ revision: 1, cuts: {}, settings }, context);
      await worker.refresh({ revision: 2, ids: null, only: 'predictions' }, context);
      await body(worker, index);
    },
  );
}

const ordered = async (worker: Worker, sort: Sort, filter: Filter | null = SUSPECTS): Promise<readonly number[]> => [
  ...(await worker.query({ query: { filter, sort } }, context)).ids,
];

describe('label issues', () => {
  it.each(['probabilities', 'confidence'] as const)('are ordered by what a run of %s says, the surer first', async (has) => {
    await onCats(has, undefined, async (worker) => {
      const run = { hasProbabilities: has === 'probabilities', hasConfidence: true, hasInfluence: false };
      for (const ranking of LABEL_RANKINGS) expect(await ordered(worker, labelSort(run, ranking))).toEqual([3, 2]);
    });
  });

  it('of a run of classes alone are found all the same', async () => {
    await onCats('class', undefined, async (worker) => {
      const run = { hasProbabilities: false, hasConfidence: false, hasInfluence: false };
      expect(await ordered(worker, labelSort(run, 'normalized_margin'))).toEqual([2, 3]);
    });
  });

  it('are ordered by expected gain: probability of error times influence, by the labels as they are', async () => {
    const influence = new Map([
      [1, 1],
      [2, 8],
      [3, 4],
    ]);
    await onCats('probabilities', influence, async (worker, index) => {
      const run = { hasProbabilities: true, hasConfidence: true, hasInfluence: true };
      const sort = labelSort(run, 'normalized_margin', 'gain');
      // 0.25 · 1, 0.75 · 8, 1 · 4; of the last two nothing is known.
      expect(await ordered(worker, sort, null)).toEqual([2, 3, 1, 4, 5]);
      expect(await ordered(worker, sort)).toEqual([2, 3]);
      index.update(2, { ...PLAIN, label: 'sea lion' });
      await worker.refresh({ revision: 3, ids: Uint32Array.of(2) }, context);
      // 0.5 · 8 is as much as 1 · 4: by id.
      expect(await ordered(worker, sort, null)).toEqual([2, 3, 1, 4, 5]);
      index.update(2, { ...PLAIN, label: null });
      await worker.refresh({ revision: 4, ids: Uint32Array.of(2) }, context);
      expect(await ordered(worker, sort, null)).toEqual([3, 1, 2, 4, 5]);
    });
  });

  it('expected gain of a run that does not know it is refused, saying what does', async () => {
    await onCats('probabilities', undefined, async (worker) => {
      const sort = { field: 'score.expected-gain', descending: true } as const;
      await expect(ordered(worker, sort, null)).rejects.toMatchObject({
        code: 'bad_query',
        message: expect.stringContaining('winnow predict --from-labels'),
      });
    });
  });
});
