import { expect, test } from 'vitest';
import { type ReviewMemory, withAccuracy, withoutVerdict, withVerdict } from '../../../src/renderer/state/review-memory.ts';

const nothing: ReviewMemory = { verdicts: [], accuracies: [] };
const point = (runId: number, reviewed: number) => ({ runId, reviewed, accuracy: 0.8, samples: 100 });

test('a sample has one verdict, the last', () => {
  const once = withVerdict(nothing, { id: 3, isWrong: false, selfConfidence: 0.2 });
  const twice = withVerdict(once, { id: 3, isWrong: true, selfConfidence: 0.2 });
  expect(twice.verdicts).toEqual([{ id: 3, isWrong: true, selfConfidence: 0.2 }]);
  expect(withoutVerdict(twice, 3)).toEqual(nothing);
});

test('an update counts once, and one without reviews since takes the place of the one before', () => {
  const first = withAccuracy(nothing, point(1, 0));
  expect(withAccuracy(first, point(1, 20))).toBe(first);
  const second = withAccuracy(first, point(2, 20));
  expect(second.accuracies.map(({ runId }) => runId)).toEqual([1, 2]);
  expect(withAccuracy(second, point(3, 20)).accuracies.map(({ runId }) => runId)).toEqual([1, 3]);
});
