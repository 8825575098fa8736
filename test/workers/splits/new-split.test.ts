import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/workers/map/random.ts';
import { Balance } from '../../../src/workers/splits/balance.ts';
import { newSplit, placeUnits } from '../../../src/workers/splits/new-split.ts';
import { tallySplit } from '../../../src/workers/splits/tally-split.ts';
import { unitKinds } from '../../../src/workers/splits/unit-kinds.ts';
import { costOf, deviations, isWithinAGroup, leastCost, plainUnits, type SplitCase, toSplit } from './brute-force.ts';

const noPause = async (): Promise<void> => {};

const shares = fc
  .array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.map((part) => part / parts.reduce((sum, other) => sum + other, 0)));

/** @param isPure every group holds one class */
function arbitraryCase(most: number, classCount: number, isPure: boolean): fc.Arbitrary<SplitCase> {
  const sample = fc.record({ name: fc.nat(classCount - 1), group: fc.nat(Math.ceil(most / 3)) });
  return fc.record({ samples: fc.array(sample, { minLength: 1, maxLength: most }), shares }).map(({ samples, ...rest }) => ({
    ...rest,
    classes: Uint32Array.from(samples, ({ name }) => name),
    groups: Uint32Array.from(samples, ({ name, group }) => (group === 0 || !isPure ? group : group * classCount + name)),
  }));
}

function expectWhole(asked: SplitCase, splits: Uint32Array): void {
  for (const unit of plainUnits(asked.groups)) expect(new Set(unit.map((sample) => splits[sample])).size).toBe(1);
}

describe('a new split', () => {
  it('has no group in two splits, and every class and the whole within one group of its target where groups hold one class', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCase(200, 8, true), fc.nat(100), async (asked, seed) => {
        const splits = await newSplit(toSplit(asked), asked.shares, seed, noPause);
        expectWhole(asked, splits);
        expect(isWithinAGroup(asked, splits)).toBe(true);
        const largest = Math.max(...plainUnits(asked.groups).map((unit) => unit.length));
        for (const off of deviations(asked, splits).at(-1) ?? []) expect(Math.abs(off)).toBeLessThanOrEqual(largest + 1e-6);
      }),
      { numRuns: 300 },
    );
  });

  it('has the whole within one sample where several classes would rather be in the same split', async () => {
    const parts = [1, 3, 9, 1].map((part) => part / 14);
    const asked = { classes: Uint32Array.of(0, 0, 1, 2, 0, 3), groups: new Uint32Array(6), shares: parts };
    const splits = await newSplit(toSplit(asked), parts, 0, noPause);
    expect(isWithinAGroup(asked, splits)).toBe(true);
    for (const off of deviations(asked, splits).at(-1) ?? []) expect(Math.abs(off)).toBeLessThanOrEqual(1);
  });

  it('is as near to its targets as any, of small sets with groups of several classes', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCase(9, 3, false), fc.nat(100), async (asked, seed) => {
        fc.pre(plainUnits(asked.groups).length <= 7 && asked.shares.length <= 3);
        const splits = await newSplit(toSplit(asked), asked.shares, seed, noPause);
        expectWhole(asked, splits);
        expect(costOf(asked, splits)).toBeCloseTo(leastCost(asked), 6);
      }),
      { numRuns: 150 },
    );
  });

  it('comes near to the best by moves alone, too, where there is too much to try all ways', async () => {
    const gaps: number[] = [];
    const cases = fc.sample(arbitraryCase(9, 3, false), { numRuns: 150, seed: 4 });
    for (const asked of cases.filter(({ groups, shares }) => plainUnits(groups).length <= 7 && shares.length <= 3)) {
      const { units, classes } = toSplit(asked);
      const balance = new Balance(unitKinds(units, classes), classes.count, asked.shares);
      await placeUnits(balance, seededRandom(1), noPause);
      gaps.push(balance.cost() - leastCost(asked));
    }
    expect(gaps.length).toBeGreaterThan(30);
    expect(gaps.filter((gap) => gap < 1e-6).length / gaps.length).toBeGreaterThan(0.9);
    expect(Math.max(...gaps)).toBeLessThan(10);
  });

  it('is the same for the same seed, and another for another', async () => {
    const asked = { classes: new Uint32Array(60), groups: new Uint32Array(60), shares: [0.5, 0.5] };
    const [first, again, other] = await Promise.all(
      [3, 3, 4].map((seed) => newSplit(toSplit(asked), asked.shares, seed, noPause)),
    );
    expect(first).toEqual(again);
    expect(first).not.toEqual(other);
  });

  it('spreads what many small classes have left over, so that the whole is as asked', async () => {
    const classes = Uint32Array.from({ length: 2000 }, (_, sample) => sample >> 1);
    const asked = { classes, groups: new Uint32Array(2000), shares: [0.8, 0.1, 0.1] };
    const splits = await newSplit(toSplit(asked), asked.shares, 0, noPause);
    expect([0, 1, 2].map((split) => splits.filter((of) => of === split).length)).toEqual([1600, 200, 200]);
  });

  it('of 100,000 samples, a tenth of them in groups, takes less than 2 seconds', async () => {
    const random = seededRandom(7);
    const classes = Uint32Array.from({ length: 100_000 }, () => Math.floor(random() ** 2 * 100));
    const groups = Uint32Array.from(classes, (name) => (random() < 0.1 ? 1 + name * 30 + Math.floor(random() * 30) : 0));
    const shares = [0.8, 0.1, 0.1];
    const asked = toSplit({ classes, groups, shares });
    const started = performance.now();
    const splits = await newSplit(asked, shares, 0, noPause);
    expect(performance.now() - started).toBeLessThan(2000);
    const { counts, largest, leaks } = tallySplit(
      asked.units,
      asked.classes,
      splits.map((split) => split + 1),
      shares.length + 1,
    );
    expect(largest.some((size) => size > 1)).toBe(true);
    expect(leaks.groups).toBe(0);
    for (let name = 0; name < 100; name++) {
      const row = [...counts.subarray(name * (shares.length + 1) + 1, (name + 1) * (shares.length + 1))];
      const size = row.reduce((sum, count) => sum + count, 0);
      for (const [split, share] of shares.entries()) {
        expect(Math.abs((row[split] ?? 0) - share * size)).toBeLessThanOrEqual((largest[name] ?? 0) + 1e-6);
      }
    }
  });
});
