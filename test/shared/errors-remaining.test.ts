import { describe, expect, test } from 'vitest';
import { errorsRemaining } from '../../src/shared/errors-remaining.ts';
import { LABEL_KEPT, LABEL_WRONG, reviewedBins } from '../../src/shared/reviewed-bins.ts';
import { atOnce } from '../../src/workers/duplicates/steps.ts';
import { findLabelIssues } from '../../src/workers/label-quality/find-label-issues.ts';
import { predictionScores } from '../../src/workers/label-quality/prediction-scores.ts';
import { worstFirst } from '../../src/workers/label-quality/worst-first.ts';
import { seededRandom } from '../../src/workers/map/random.ts';
import { readNpy } from '../fixtures/read-npy.ts';
import { hasTestData, testData } from '../fixtures/test-data.ts';

const SUSPECTS = 2000;

/** Suspects that are wrong less and less often; a model that expects `bias` times as many; every so manyth reviewed at random. */
function reviewedSuspects(seed: number, reviews: number, bias: number) {
  const random = seededRandom(seed);
  const chances = Float32Array.from({ length: SUSPECTS }, (_, row) => 0.9 - (0.8 * row) / SUSPECTS);
  const isWrong = chances.map((chance) => (random() < chance ? 1 : 0));
  const verdicts = new Uint8Array(SUSPECTS);
  for (let reviewed = 0; reviewed < reviews; reviewed++) {
    const row = Math.floor(random() * SUSPECTS);
    verdicts[row] = isWrong[row] === 1 ? LABEL_WRONG : LABEL_KEPT;
  }
  const remaining = isWrong.reduce((sum, wrong, row) => sum + (verdicts[row] === 0 ? wrong : 0), 0);
  const order = Uint32Array.from({ length: SUSPECTS }, (_, row) => row);
  const selfConfidence = chances.map((chance) => 1 - Math.min(1, chance * bias));
  return { remaining, estimate: errorsRemaining(reviewedBins({ order, selfConfidence, verdicts })) };
}

describe('errors that remain', () => {
  test.each([
    [100, 1],
    [300, 0.6],
    [1000, 1.1],
  ])('after %i reviews, the model expecting %d times as many, are in 19 of 20 intervals', (reviews, bias) => {
    const seeds = Array.from({ length: 200 }, (_, seed) => reviewedSuspects(seed + 1, reviews, bias));
    const covered = seeds.filter(({ remaining, estimate: { low, high } }) => low <= remaining && remaining <= high);
    expect(covered.length).toBeGreaterThanOrEqual(184);
    const off = seeds.reduce((sum, { remaining, estimate }) => sum + estimate.estimate - remaining, 0) / seeds.length;
    expect(Math.abs(off)).toBeLessThan(SUSPECTS * 0.02);
  });

  test('are known better the more has been reviewed, and wholly in the end', () => {
    const width = (reviewed: number): number => {
      const bin = { reviewed, confirmed: reviewed / 2, unreviewed: 400 - reviewed, expected: 0.5 };
      const { low, high } = errorsRemaining([bin]);
      return high - low;
    };
    const widths = [0, 20, 100, 300, 400].map(width);
    expect(widths).toEqual(widths.toSorted((a, b) => b - a));
    expect(widths.at(-1)).toBe(0);
  });

  test('before any review are what the model expects, hardly known at all', () => {
    const { estimate, low, high } = errorsRemaining([{ reviewed: 0, confirmed: 0, unreviewed: 100, expected: 0.3 }]);
    expect(estimate).toBeCloseTo(30, 9);
    expect(low).toBeLessThan(10);
    expect(high).toBeGreaterThan(60);
  });

  test('are fewer everywhere once the model turned out to expect too many', () => {
    const unseen = { reviewed: 0, confirmed: 0, unreviewed: 1000, expected: 0.4 };
    const seen = { reviewed: 50, confirmed: 10, unreviewed: 0, expected: 0.8 };
    expect(errorsRemaining([seen, unseen]).estimate).toBeCloseTo(1000 * 0.4 * (11 / 41), 6);
  });

  test('of no suspects are none', () => {
    const nothing = { order: new Uint32Array(0), selfConfidence: new Float32Array(0), verdicts: new Uint8Array(0) };
    expect(errorsRemaining(reviewedBins(nothing))).toEqual({ estimate: 0, low: 0, high: 0 });
  });

  test('are never certain from a handful of reviews that all say the same', () => {
    const { low, high } = errorsRemaining([{ reviewed: 5, confirmed: 0, unreviewed: 1000, expected: 0 }]);
    expect(low).toBeGreaterThanOrEqual(0);
    expect(high).toBeGreaterThan(5);
  });
});

describe.skipIf(!hasTestData)('errors that remain in CIFAR-10 with a fifth of its labels changed', () => {
  const numbersOf = (name: string): Float64Array => readNpy(testData(`label-errors/cifar10-noise20/${name}.npy`)).values;

  async function suspects() {
    const probabilities = { classes: 10, values: Float32Array.from(numbersOf('pred_probs')) };
    const labels = Int32Array.from(numbersOf('given_labels'));
    const truth = numbersOf('true_labels');
    const input = { probabilities, labels, mask: null, filter: 'prune_by_noise_rate', ranking: 'normalized_margin' } as const;
    const { quality, flags } = atOnce(findLabelIssues(input));
    const order = await worstFirst(quality, flags, async () => undefined);
    const selfConfidence = atOnce(predictionScores(probabilities, labels, 'self-confidence'));
    const isWrong = (row: number): boolean => labels[row] !== truth[row];
    const holdsTruth = (reviewed: Iterable<number>): boolean => {
      const verdicts = new Uint8Array(labels.length);
      for (const row of reviewed) verdicts[row] = isWrong(row) ? LABEL_WRONG : LABEL_KEPT;
      const remaining = order.filter((row) => verdicts[row] === 0 && isWrong(row)).length;
      const { low, high } = errorsRemaining(reviewedBins({ order, selfConfidence, verdicts }));
      return low <= remaining && remaining <= high;
    };
    return { order, holdsTruth };
  }

  test('are in 19 of 20 intervals after 100 reviews at random', async () => {
    const { order, holdsTruth } = await suspects();
    const held = Array.from({ length: 100 }, (_, seed) => {
      const random = seededRandom(seed + 1);
      return holdsTruth(Array.from({ length: 100 }, () => order[Math.floor(random() * order.length)] ?? 0));
    });
    expect(held.filter((isHeld) => isHeld).length).toBeGreaterThanOrEqual(92);
  });

  test('are in the interval before any review, and after reviews worst first', async () => {
    const { order, holdsTruth } = await suspects();
    const held = [0, 100, 500, 1500, 3000, 7000, 14_316].map((reviews) => holdsTruth(order.subarray(0, reviews)));
    expect(held).toEqual(held.map(() => true));
  });
});
