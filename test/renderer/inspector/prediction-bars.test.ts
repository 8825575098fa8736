import { expect, test } from 'vitest';
import { predictionBars } from '../../../src/renderer/inspector/prediction-bars.ts';
import type { SamplePrediction } from '../../../src/shared/prediction-api.ts';

const run: SamplePrediction = {
  runId: 1,
  run: 'resnet',
  isActive: true,
  predicted: 'cat',
  confidence: 0.6,
  top: ['cat', 'dog', 'fox', 'owl', 'bee', 'ant'].map((name, place) => ({ class: name, probability: 0.6 - place * 0.1 })),
  selfConfidence: 0.1,
};

test('the likeliest come first, and the label behind them where it is none of those', () => {
  const bars = predictionBars(run, 'ant');
  expect(bars.map(({ name, role }) => [name, role])).toEqual([
    ['cat', 'predicted'],
    ['dog', null],
    ['fox', null],
    ['owl', null],
    ['bee', null],
    ['ant', 'label'],
  ]);
  expect(bars.at(-1)).toMatchObject({ share: 0.1, rank: null });
});

test('a label that is predicted is said once', () => {
  expect(predictionBars(run, 'cat')).toHaveLength(5);
  expect(predictionBars(run, 'cat')[0]?.role).toBe('both');
  expect(predictionBars(run, 'dog')[1]?.role).toBe('label');
});

test('a run without probabilities has its one class, however sure it is', () => {
  const bare = { ...run, top: [], selfConfidence: null };
  expect(predictionBars(bare, 'dog')).toEqual([{ name: 'cat', share: 0.6, role: 'predicted', rank: 0 }]);
  expect(predictionBars({ ...bare, confidence: null }, null)[0]?.share).toBeNull();
  expect(predictionBars({ ...bare, predicted: null }, null)).toEqual([]);
});
