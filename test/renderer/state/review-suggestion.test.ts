import { describe, expect, test } from 'vitest';
import { probabilityOf, suggestedClass, topClasses } from '../../../src/renderer/state/review-suggestion.ts';
import type { LabelEvidence, SamplePrediction } from '../../../src/shared/prediction-api.ts';

const evidence: LabelEvidence = {
  given: 'cat',
  suggested: 'dog',
  probability: 0.9,
  givenProbability: 0.02,
  neighbours: [],
  duplicates: [],
  annotators: null,
  typicalGiven: [],
  typicalSuggested: [],
};
const classes = ['dog', 'fox', 'cow', 'hen', 'pig', 'cat'];
const said: SamplePrediction = {
  runId: 1,
  run: 'made',
  isActive: true,
  predicted: 'dog',
  confidence: 0.9,
  top: classes.map((name, place) => ({ class: name, probability: [0.9, 0.04, 0.02, 0.01, 0.01, 0.02][place] ?? 0 })),
  selfConfidence: 0.02,
};

describe('what a label should rather be', () => {
  test('is the class predicted', () => {
    expect(suggestedClass(evidence, said)).toBe('dog');
    expect(suggestedClass(evidence, null)).toBe('dog');
    expect(suggestedClass(null, said)).toBe('dog');
  });

  test('is the likeliest other one where the prediction is the label', () => {
    expect(suggestedClass({ ...evidence, given: 'dog' }, said)).toBe('fox');
    expect(suggestedClass({ ...evidence, given: 'dog' }, null)).toBeNull();
  });
});

test('five classes have a key', () => {
  expect(topClasses(said).map((one) => one.class)).toEqual(classes.slice(0, 5));
  expect(topClasses(null)).toEqual([]);
});

test('probabilities are known of the classes told, and of the label', () => {
  expect(probabilityOf('fox', evidence, said)).toBe(0.04);
  expect(probabilityOf('cat', evidence, null)).toBe(0.02);
  expect(probabilityOf('yak', evidence, said)).toBeNull();
  expect(probabilityOf(null, evidence, said)).toBeNull();
});
