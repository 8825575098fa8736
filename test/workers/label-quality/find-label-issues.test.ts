import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LABEL_FILTERS, LABEL_RANKINGS } from '../../../src/shared/prediction.ts';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { findLabelIssues, type LabelIssueInput } from '../../../src/workers/label-quality/find-label-issues.ts';
import { roundKeepingSum } from '../../../src/workers/label-quality/round-keeping-sum.ts';
import { worstFirst } from '../../../src/workers/label-quality/worst-first.ts';

const issuesOf = (input: Partial<LabelIssueInput> & Pick<LabelIssueInput, 'probabilities' | 'labels'>) =>
  atOnce(findLabelIssues({ mask: null, filter: 'prune_by_noise_rate', ranking: 'normalized_margin', ...input }));

/** Rows of k probabilities in tenths, so that there are ties, and a label each. */
const anyLabelled = fc.integer({ min: 2, max: 5 }).chain((classes) =>
  fc
    .array(fc.tuple(fc.array(fc.nat(10), { minLength: classes, maxLength: classes }), fc.nat(classes - 1)), {
      minLength: 1,
      maxLength: 40,
    })
    .map((rows) => ({
      probabilities: { classes, values: Float32Array.from(rows.flatMap(([tenths]) => tenths.map((value) => value / 10))) },
      labels: Int32Array.from(rows, ([, label]) => label),
    })),
);
const anyFilter = fc.constantFrom(...LABEL_FILTERS);

describe('label issues', () => {
  test('are the same whether samples left out are there or not', () => {
    fc.assert(
      fc.property(anyLabelled, anyFilter, fc.constantFrom('mask', 'label', 'probabilities'), (known, filter, how) => {
        const { classes } = known.probabilities;
        const alone = issuesOf({ ...known, filter });
        // Each sample is followed by one that takes no part.
        const labels = Int32Array.from({ length: known.labels.length * 2 }, (_, row) =>
          row % 2 === 0 ? known.labels[row / 2]! : how === 'label' ? -1 : row % classes,
        );
        const values = new Float32Array(labels.length * classes).fill(0.7);
        for (let row = 0; row < labels.length; row += 2) {
          const from = (row / 2) * classes;
          values.set(known.probabilities.values.subarray(from, from + classes), row * classes);
          if (how === 'probabilities') values.fill(Number.NaN, (row + 1) * classes, (row + 2) * classes);
        }
        const mask = how === 'mask' ? Uint8Array.from(labels, (_, row) => 1 - (row % 2)) : null;
        const among = issuesOf({ probabilities: { classes, values }, labels, mask, filter });
        expect(among.joint).toEqual(alone.joint);
        expect(among.thresholds).toEqual(alone.thresholds);
        expect(among.flags.filter((_, row) => row % 2 === 0)).toEqual(alone.flags);
        expect(among.quality.filter((_, row) => row % 2 === 0)).toEqual(alone.quality);
        expect(among.flags.some((flag, row) => row % 2 === 1 && flag === 1)).toBe(false);
        expect(among.quality.every((quality, row) => Number.isNaN(quality) === (row % 2 === 1))).toBe(true);
        expect(among.suggested.every((suggested, row) => (suggested === -1) === (row % 2 === 1))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('have a joint whose rows sum to the labels, and never flag the most probable class', () => {
    fc.assert(
      fc.property(anyLabelled, anyFilter, fc.constantFrom(...LABEL_RANKINGS), (known, filter, ranking) => {
        const { classes, values } = known.probabilities;
        const { joint, flags, suggested, confidence, count } = issuesOf({ ...known, filter, ranking });
        for (let k = 0; k < classes; k++) {
          const sum = joint.subarray(k * classes, (k + 1) * classes).reduce((total, cell) => total + cell, 0);
          expect(sum).toBe(known.labels.filter((label) => label === k).length);
        }
        known.labels.forEach((label, row) => {
          const own = values.subarray(row * classes, (row + 1) * classes);
          expect(suggested[row]).toBe(own.indexOf(Math.max(...own)));
          expect(confidence[row]).toBe(Math.max(...own));
          if (flags[row] === 1) expect(own[label]).toBeLessThan(Math.max(...own));
        });
        expect(count).toBe(flags.filter((flag) => flag === 1).length);
      }),
      { numRuns: 100 },
    );
  });

  test('by both ways of pruning are those of each', () => {
    fc.assert(
      fc.property(anyLabelled, (known) => {
        const [both, byClass, byRate] = (['both', 'prune_by_class', 'prune_by_noise_rate'] as const).map((filter) =>
          issuesOf({ ...known, filter }),
        );
        expect(both?.flags).toEqual(byClass?.flags.map((flag, row) => flag & (byRate?.flags[row] ?? 0)));
      }),
      { numRuns: 60 },
    );
  });

  test('of a label that the run does not know are none', () => {
    const probabilities = { classes: 2, values: Float32Array.of(1, 0, 0, 1) };
    const { flags, suggested } = issuesOf({ probabilities, labels: Int32Array.of(2, 1), filter: 'predicted_neq_given' });
    expect([...flags]).toEqual([0, 0]);
    expect([...suggested]).toEqual([-1, 1]);
  });

  test('of no samples, and of one class, are none', () => {
    const nothing = issuesOf({ probabilities: { classes: 3, values: new Float32Array(0) }, labels: new Int32Array(0) });
    expect(nothing).toMatchObject({ count: 0, expectedErrors: 0, joint: new Uint32Array(9) });
    const one = issuesOf({ probabilities: { classes: 1, values: Float32Array.of(1, 0.5) }, labels: Int32Array.of(0, 0) });
    expect(one).toMatchObject({ count: 0, joint: Uint32Array.of(2), quality: Float32Array.of(1, 0.75) });
  });

  test('give way often', () => {
    const classes = 20;
    const labels = new Int32Array(100_000).map((_, row) => row % classes);
    const values = new Float32Array(labels.length * classes).map((_, at) => ((at * 7919) % 1009) / 1009);
    const steps = findLabelIssues({
      probabilities: { classes, values },
      labels,
      mask: null,
      filter: 'both',
      ranking: 'normalized_margin',
    });
    const shares: number[] = [];
    for (let next = steps.next(); next.done !== true; next = steps.next()) shares.push(next.value);
    expect(shares.length).toBeGreaterThan(15);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
  });
});

test('suspects are listed worst first, equal ones in their order', async () => {
  const quality = Float32Array.of(0.5, Number.NaN, 0.1, 0.5, -0.2, 0);
  const order = await worstFirst(quality, Uint8Array.of(1, 0, 1, 1, 1, 0), async () => undefined);
  expect([...order]).toEqual([4, 2, 0, 3]);
});

test('numbers rounded keep their sum and stay within one of what they were', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 30 }), fc.nat(500), (counts, total) => {
      const sum = counts.reduce((all, count) => all + count, 0);
      fc.pre(sum > 0);
      const values = Float64Array.from(counts, (count) => (count / sum) * total);
      const rounded = roundKeepingSum(values);
      expect(rounded.reduce((all, value) => all + value, 0)).toBe(total);
      rounded.forEach((value, i) => {
        expect(Math.abs(value - (values[i] ?? 0))).toBeLessThan(1);
      });
    }),
  );
});
