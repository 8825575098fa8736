import { describe, expect, test } from 'vitest';
import { PREDICTION_SCORES, type PredictionScore } from '../../../src/shared/prediction.ts';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { predictionScores } from '../../../src/workers/label-quality/prediction-scores.ts';

const N = Number.NaN;
const values = Float32Array.of(0.5, 0.25, 0.25, /**/ 0.5, 0.25, 0.25, /**/ N, 0, 0, /**/ 0, 1, 0, /**/ 0.25, 0.125, 0.125);
const labels = Int32Array.of(0, 2, 0, -1, 1);
const scoresOf = (score: PredictionScore) => [...atOnce(predictionScores({ classes: 3, values }, labels, score))];
const bits = 1.5 * Math.LN2;

/** Worked out by hand from the definitions in src/shared/prediction.ts; the last row sums to a half. */
const BY_HAND: Readonly<Record<PredictionScore, readonly number[]>> = {
  'self-confidence': [0.5, 0.25, N, N, 0.125],
  'normalized-margin': [0.625, 0.375, N, N, 0.4375],
  margin: [0.25, 0.25, N, 1, 0.125],
  entropy: [bits / Math.log(3), bits / Math.log(3), N, 0, bits / Math.log(3)],
  mistakenness: [0.25, 0.75, N, N, 0.625],
  hardness: [bits, bits, N, 0, bits],
};

describe('scores of predictions', () => {
  test.each(PREDICTION_SCORES)('%s is as defined', (score) => {
    scoresOf(score).forEach((value, row) => {
      const known = BY_HAND[score][row] ?? N;
      if (Number.isNaN(known)) expect(value).toBeNaN();
      else expect(value).toBeCloseTo(known, 6);
    });
  });

  test('of a run of one class are those of no doubt', () => {
    const one = { classes: 1, values: Float32Array.of(1) };
    for (const [score, known] of [
      ['normalized-margin', 1],
      ['margin', 1],
      ['entropy', 0],
      ['hardness', 0],
    ] as const) {
      expect([...atOnce(predictionScores(one, Int32Array.of(0), score))]).toEqual([known]);
    }
  });
});
