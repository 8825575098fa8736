import { describe, expect, test } from 'vitest';
import { signalsOf } from '../../../src/renderer/review/signals.ts';
import type { LabelEvidence } from '../../../src/shared/prediction-api.ts';

const labelled = (...labels: readonly (string | null)[]) =>
  labels.map((label, place) => ({ id: place + 1, label, distance: 0.1 }));
const evidence: LabelEvidence = {
  given: 'cat',
  suggested: 'dog',
  probability: 0.93,
  givenProbability: 0.02,
  neighbours: labelled('dog', 'dog', 'cat', 'fox', null),
  duplicates: labelled('cat'),
  annotators: null,
  typicalGiven: [],
  typicalSuggested: [],
};

describe('what speaks for which label', () => {
  test('is told of model, neighbours and copies', () => {
    const signals = signalsOf(evidence, 'dog').map(({ source, speaksFor, text }) => ({ source, speaksFor, text }));
    expect(signals).toEqual([
      { source: 'model', speaksFor: 'suggested', text: 'The model says “dog” with 93%, “cat” with 2.0%' },
      { source: 'neighbours', speaksFor: 'suggested', text: '5 neighbours: 2 “dog”, 1 “cat”, 1 “fox”, …' },
      { source: 'copies', speaksFor: 'given', text: '1 copy: 1 “cat”' },
    ]);
  });

  test('is neither where as many say both, or something else', () => {
    const tied = { ...evidence, neighbours: labelled('dog', 'cat'), duplicates: labelled('fox', 'fox') };
    const signals = signalsOf(tied, 'dog');
    expect(signals.map(({ speaksFor }) => speaksFor)).toEqual(['suggested', null, null]);
    expect(signals[2]?.text).toBe('2 copies: 2 “fox”');
  });

  test('is nothing where nothing is known', () => {
    const bare = { ...evidence, probability: null, neighbours: [], duplicates: [] };
    expect(signalsOf(bare, 'dog')).toEqual([]);
  });
});
