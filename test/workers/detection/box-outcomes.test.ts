import { describe, expect, it } from 'vitest';
import { BOX_OUTCOMES } from '../../../src/shared/detection.ts';
import { boxOutcomes, outcomesByImage } from '../../../src/workers/detection/box-outcomes.ts';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { labelBoxes, predictedBoxes } from './made-boxes.ts';

const labels = labelBoxes(
  [
    [0, 0, 0, 0, 100, 100],
    [0, 1, 200, 0, 100, 100],
    [1, 0, 0, 0, 100, 100],
    [1, 0, 200, 200, 300, 300],
  ],
  Uint8Array.of(0, 0, 0, 1),
);
const predictions = predictedBoxes([
  [0, 0, 0, 0, 100, 60, 0.5],
  [0, 0, 0, 0, 100, 90, 0.9],
  [0, 0, 200, 0, 100, 100, 0.8],
  [1, 0, 0, 0, 100, 40, 0.9],
  [1, 0, 210, 210, 20, 20, 0.7],
  [1, 0, 240, 240, 20, 20, 0.6],
  [1, 0, 0, 0, 100, 100, 0.01],
]);
const options = { leastOverlap: 0.5, leastScore: 0.05, byClass: true };
const named = (codes: Uint8Array): string[] => Array.from(codes, (code) => BOX_OUTCOMES[code] ?? '?');

describe('boxOutcomes', () => {
  it('matches the most confident first; crowds and unconfident predictions are ignored', () => {
    const outcomes = atOnce(boxOutcomes(labels, predictions, options));
    expect(named(outcomes.predictions)).toEqual([
      'false-positive',
      'true-positive',
      'false-positive',
      'false-positive',
      'ignored',
      'ignored',
      'ignored',
    ]);
    expect(named(outcomes.labels)).toEqual(['true-positive', 'false-negative', 'false-negative', 'ignored']);
    expect([...outcomes.labelOf]).toEqual([-1, 0, -1, -1, 3, 3, -1]);
    expect([...outcomes.predictionOf]).toEqual([1, -1, -1, 4]);
    expect(outcomes.overlaps[1]).toBeCloseTo(0.9, 6);
  });

  it('depends on the IoU asked for and on whether classes must be the same', () => {
    const loose = atOnce(boxOutcomes(labels, predictions, { ...options, leastOverlap: 0.3 }));
    expect(named(loose.labels)[2]).toBe('true-positive');
    const across = atOnce(boxOutcomes(labels, predictions, { ...options, byClass: false }));
    expect(across.labelOf[2]).toBe(1);
  });

  it('is counted by image', () => {
    const outcomes = atOnce(boxOutcomes(labels, predictions, options));
    expect(outcomesByImage(outcomes, labels, predictions, 3)).toEqual({
      truePositives: Uint32Array.of(1, 0, 0),
      falsePositives: Uint32Array.of(2, 1, 0),
      falseNegatives: Uint32Array.of(1, 1, 0),
    });
  });
});
