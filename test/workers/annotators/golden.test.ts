import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { agreement } from '../../../src/workers/annotators/agreement.ts';
import { dawidSkene } from '../../../src/workers/annotators/dawid-skene.ts';
import { majorityVote } from '../../../src/workers/annotators/majority-vote.ts';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { votesOf } from './votes-of.ts';

interface Case {
  readonly name: string;
  readonly samples: number;
  readonly classes: number;
  readonly annotators: number;
  readonly votes: readonly (readonly [number, number, number])[];
  /** Samples that anyone voted on; rows of `posteriors` and `shares`. */
  readonly voted: readonly number[];
  readonly posteriors: readonly (readonly number[])[];
  readonly priors: readonly number[];
  readonly confusions: readonly (readonly (readonly (number | null)[] | null)[])[];
  readonly shares: readonly (readonly number[])[];
  readonly alpha: number;
  readonly pairwise: number;
  readonly ofAnnotator: readonly (number | null)[];
  readonly ofSample: Readonly<Record<string, number | null>>;
}
const file = new URL('../../golden/annotators/golden.json', import.meta.url);
const golden = JSON.parse(readFileSync(file, 'utf8')) as { readonly rounds: number; readonly cases: readonly Case[] };

function expectClose(found: ArrayLike<number>, known: readonly (number | null | undefined)[], digits: number): void {
  expect(found.length).toBe(known.length);
  known.forEach((value, i) => {
    if (typeof value === 'number') expect(found[i]).toBeCloseTo(value, digits);
    else expect(found[i]).toBeNaN();
  });
}

describe.each(golden.cases)('$name', (known) => {
  const votes = votesOf(known.votes, { samples: known.samples, annotators: known.annotators, classes: known.classes });

  test('has the posteriors, priors and confusions of crowd-kit’s Dawid–Skene', () => {
    const found = atOnce(dawidSkene(votes, { maxIterations: golden.rounds, tolerance: -1 }));
    const { classes } = known;
    known.voted.forEach((row, i) => {
      expectClose(found.posteriors.subarray(row * classes, (row + 1) * classes), known.posteriors[i] ?? [], 6);
    });
    expectClose(found.priors, known.priors, 6);
    expect(found.iterations).toBe(golden.rounds);
    known.confusions.flat().forEach((row, i) => {
      row?.forEach((rate, k) => {
        if (rate !== null) expect(found.confusions[i * classes + k]).toBeCloseTo(rate, 6);
      });
    });
  });

  test('has the shares of votes of crowd-kit’s majority', () => {
    const { classes, confidence } = majorityVote(votes);
    known.voted.forEach((row, i) => {
      const shares = known.shares[i] ?? [];
      expect(confidence[row]).toBeCloseTo(Math.max(...shares), 6);
      expect(shares[classes[row] ?? -1]).toBe(Math.max(...shares));
    });
  });

  test('agrees as krippendorff’s alpha and a count of all pairs say', () => {
    const found = agreement(votes);
    expect(found.alpha).toBeCloseTo(known.alpha, 10);
    expect(found.pairwise).toBeCloseTo(known.pairwise, 10);
    expectClose(found.ofAnnotator, known.ofAnnotator, 6);
    expectClose(
      found.ofSample,
      Array.from({ length: known.samples }, (_, row) => known.ofSample[row]),
      6,
    );
  });
});
