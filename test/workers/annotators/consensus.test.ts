import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WinnowError } from '../../../src/shared/errors.ts';
import { agreement } from '../../../src/workers/annotators/agreement.ts';
import { dawidSkene } from '../../../src/workers/annotators/dawid-skene.ts';
import { majorityVote } from '../../../src/workers/annotators/majority-vote.ts';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { seededRandom } from '../../../src/workers/map/random.ts';
import { votesOf } from './votes-of.ts';

const sizes = { samples: 12, annotators: 5, classes: 3 };
const anyVotes = fc
  .uniqueArray(fc.tuple(fc.nat(11), fc.nat(4), fc.nat(2)), { selector: ([sample, annotator]) => sample * 5 + annotator })
  .map((rows) => votesOf(rows, sizes));

describe('a majority', () => {
  test('that is shared goes to the class with more votes elsewhere, then to the first', () => {
    const rows = [
      [0, 0, 2],
      [0, 1, 1],
      [1, 0, 2],
      [2, 0, 0],
      [2, 1, 1],
    ] as const;
    const { classes, confidence } = majorityVote(votesOf(rows, { samples: 4, annotators: 2, classes: 3 }));
    expect([...classes]).toEqual([1, 2, 1, -1]);
    expect([...confidence]).toEqual([0.5, 1, 0.5, Number.NaN]);
  });

  test('of equally common classes is the first, in whatever order the votes come', () => {
    for (const [first, second] of [
      [2, 0],
      [0, 2],
    ] as const) {
      const rows = [[0, 0, first] as const, [0, 1, second] as const];
      expect(majorityVote(votesOf(rows, { samples: 1, annotators: 2, classes: 3 })).classes[0]).toBe(0);
    }
  });
});

describe('Dawid–Skene', () => {
  test('turns round the votes of one who takes two classes for each other, where a majority cannot', () => {
    const random = seededRandom(3);
    const truth = Uint32Array.from({ length: 400 }, () => Math.floor(random() * 2));
    // Two are right at nine in ten; three say the opposite at seven in ten.
    const rows = [0, 1, 2, 3, 4].flatMap((annotator) =>
      Array.from(truth, (right, sample): [number, number, number] => {
        const isRight = random() < (annotator < 2 ? 0.9 : 0.3);
        return [sample, annotator, isRight ? right : 1 - right];
      }),
    );
    const votes = votesOf(rows, { samples: 400, annotators: 5, classes: 2 });
    const rightOf = (classes: Int32Array): number => classes.filter((one, row) => one === truth[row]).length;
    // Which of the two is called which is settled by whom most agree with: here the three.
    const found = atOnce(dawidSkene(votes));
    const right = Math.max(rightOf(found.classes), 400 - rightOf(found.classes));
    expect(right).toBeGreaterThan(rightOf(majorityVote(votes).classes) + 80);
    expect(right).toBeGreaterThan(340);
  });

  test('gives probabilities that sum to 1 where anyone voted, and none elsewhere', () => {
    fc.assert(
      fc.property(anyVotes, (votes) => {
        const { posteriors, classes, confidence, accuracy } = atOnce(dawidSkene(votes));
        for (let row = 0; row < sizes.samples; row++) {
          const own = posteriors.subarray(row * 3, row * 3 + 3);
          const isVoted = votes.samples.includes(row);
          expect(own[0]! + own[1]! + own[2]!).toBeCloseTo(isVoted ? 1 : 0, 9);
          expect(classes[row]).toBe(isVoted ? own.indexOf(Math.max(...own)) : -1);
          if (isVoted) expect(confidence[row]).toBeCloseTo(Math.max(...own), 6);
          else expect(confidence[row]).toBeNaN();
        }
        accuracy.forEach((share, annotator) => {
          if (votes.annotators.includes(annotator)) expect(share >= 0 && share <= 1.000001).toBe(true);
          else expect(share).toBeNaN();
        });
      }),
      { numRuns: 60 },
    );
  });

  test('refuses what does not fit into memory', () => {
    const votes = votesOf([], { samples: 10, annotators: 1000, classes: 1000 });
    expect(() => atOnce(dawidSkene(votes))).toThrow(WinnowError);
  });
});

describe('agreement', () => {
  test('of one that all share is 1, of two that never agree 0', () => {
    const rows = [
      [0, 0, 1],
      [0, 1, 1],
      [1, 0, 0],
      [1, 1, 1],
      [2, 0, 1],
    ] as const;
    const { ofSample, pairwise } = agreement(votesOf(rows, { samples: 3, annotators: 2, classes: 2 }));
    expect([...ofSample]).toEqual([1, 0, Number.NaN]);
    expect(pairwise).toBe(0.5);
  });

  test('is 1 at most, and does not depend on the order of the votes', () => {
    fc.assert(
      fc.property(anyVotes, (votes) => {
        const found = agreement(votes);
        const turned = agreement({
          ...votes,
          samples: votes.samples.toReversed(),
          annotators: votes.annotators.toReversed(),
          classes: votes.classes.toReversed(),
        });
        expect(turned).toEqual(found);
        expect(found.alpha <= 1 || Number.isNaN(found.alpha)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
