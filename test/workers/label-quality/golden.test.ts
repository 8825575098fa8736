import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LABEL_FILTERS, LABEL_RANKINGS, type LabelFilter, type LabelRanking } from '../../../src/shared/prediction.ts';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { calibrated } from '../../../src/workers/label-quality/confident-joint.ts';
import { findLabelIssues, type LabelIssues } from '../../../src/workers/label-quality/find-label-issues.ts';
import { worstFirst } from '../../../src/workers/label-quality/worst-first.ts';
import { readNpy } from '../../fixtures/read-npy.ts';
import { hasTestData, testData } from '../../fixtures/test-data.ts';

interface Common {
  readonly thresholds: readonly number[];
  readonly joint: readonly (readonly number[])[];
  readonly expectedErrors: number;
}
interface Real extends Common {
  readonly counts: Readonly<Record<LabelFilter, number>>;
}
interface Made extends Common, Readonly<Record<LabelRanking, readonly number[]>> {
  readonly name: string;
  readonly labels: readonly number[];
  readonly thousandths: readonly (readonly number[])[];
  readonly flags: Readonly<Record<LabelFilter, readonly number[]>>;
}
interface Calibrated {
  readonly confident: readonly (readonly number[])[];
  readonly counts: readonly number[];
  readonly joint: readonly (readonly number[])[];
}
interface Golden {
  readonly cifar10Noise20: Real;
  readonly mnist: Real & { readonly confirmed: readonly number[]; readonly confirmedRanks: readonly number[] };
  readonly made: readonly Made[];
  readonly calibrated: readonly Calibrated[];
}
const file = new URL('../../golden/label-issues/golden.json', import.meta.url);
const golden = JSON.parse(readFileSync(file, 'utf8')) as Golden;

interface Data {
  readonly values: Float32Array;
  readonly labels: Int32Array;
  readonly classes: number;
}

function issuesOf(
  { values, labels, classes }: Data,
  filter: LabelFilter,
  ranking: LabelRanking = 'normalized_margin',
): LabelIssues {
  return atOnce(findLabelIssues({ probabilities: { classes, values }, labels, mask: null, filter, ranking }));
}

function expectCommon({ thresholds, joint, expectedErrors }: LabelIssues, known: Common): void {
  thresholds.forEach((threshold, k) => {
    expect(threshold).toBeCloseTo(known.thresholds[k] ?? Number.NaN, 10);
  });
  expect([...joint]).toEqual(known.joint.flat());
  expect(expectedErrors).toBe(known.expectedErrors);
}

describe.each(golden.made)('$name', (made) => {
  const data = {
    classes: made.thousandths[0]?.length ?? 0,
    values: Float32Array.from(made.thousandths.flat(), (value) => value / 1000),
    labels: Int32Array.from(made.labels),
  };

  test('has the thresholds and the joint of cleanlab', () => {
    expectCommon(issuesOf(data, 'prune_by_noise_rate'), made);
  });

  test.each(LABEL_FILTERS)('%s flags the samples that cleanlab flags', (filter) => {
    const { flags, count } = issuesOf(data, filter);
    const flagged = made.labels.flatMap((_, row) => (flags[row] === 1 ? [row] : []));
    expect(flagged).toEqual(made.flags[filter]);
    expect(count).toBe(flagged.length);
  });

  test.each(LABEL_RANKINGS)('%s is as cleanlab scores it', (ranking) => {
    issuesOf(data, 'both', ranking).quality.forEach((quality, row) => {
      expect(quality).toBeCloseTo(made[ranking][row] ?? Number.NaN, 6);
    });
  });
});

test('counts of confident guesses are calibrated as by cleanlab, to the sample', () => {
  for (const { confident, counts, joint } of golden.calibrated) {
    const found = atOnce(calibrated(Uint32Array.from(confident.flat()), Uint32Array.from(counts)));
    expect([...found]).toEqual(joint.flat());
  }
  expect(golden.calibrated).toHaveLength(42);
});

function stored(probabilities: string, labels: string): Data {
  return {
    classes: 10,
    values: Float32Array.from(readNpy(testData(`label-errors/${probabilities}`)).values),
    labels: Int32Array.from(readNpy(testData(`label-errors/${labels}`)).values),
  };
}

describe.skipIf(!hasTestData)('CIFAR-10 with a fifth of its labels changed', () => {
  const data = () => stored('cifar10-noise20/pred_probs.npy', 'cifar10-noise20/given_labels.npy');

  test.each(LABEL_FILTERS)('%s flags as many as cleanlab', (filter) => {
    const issues = issuesOf(data(), filter);
    expect(issues.count).toBe(golden.cifar10Noise20.counts[filter]);
    expectCommon(issues, golden.cifar10Noise20);
  });

  test('pruned by noise rate finds the changed labels as the paper’s code does', () => {
    const { flags, count } = issuesOf(data(), 'prune_by_noise_rate');
    const { labels } = data();
    const truth = readNpy(testData('label-errors/cifar10-noise20/true_labels.npy')).values;
    const wrong = labels.map((label, row) => (label === truth[row] ? 0 : 1));
    const found = flags.reduce((sum, flag, row) => sum + flag * (wrong[row] ?? 0), 0);
    expect(count).toBe(14_316);
    expect(found / count).toBeCloseTo(0.649972, 6);
    expect(found / wrong.reduce((sum, one) => sum + one, 0)).toBeCloseTo(0.934518, 6);
  });
});

describe.skipIf(!hasTestData)('MNIST’s test images', () => {
  const data = () =>
    stored(
      'cleanlab-label-errors/cross_validated_predicted_probabilities/mnist_test_set_pyx.npy',
      'cleanlab-label-errors/original_test_labels/mnist_test_set_original_labels.npy',
    );

  test.each(LABEL_FILTERS)('%s flags as many as cleanlab', (filter) => {
    const issues = issuesOf(data(), filter);
    expect(issues.count).toBe(golden.mnist.counts[filter]);
    expectCommon(issues, golden.mnist);
  });

  test('have the fifteen errors that people confirmed at the ranks that numpy gives them', async () => {
    const { quality } = issuesOf(data(), 'prune_by_noise_rate');
    const order = await worstFirst(quality, new Uint8Array(quality.length).fill(1), async () => undefined);
    expect(golden.mnist.confirmed).toHaveLength(15);
    expect(golden.mnist.confirmed.map((row) => order.indexOf(row))).toEqual(golden.mnist.confirmedRanks);
  });
});
