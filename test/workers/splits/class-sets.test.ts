import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/workers/map/random.ts';
import type { ClassSets } from '../../../src/workers/splits/class-sets.ts';
import { newSplit } from '../../../src/workers/splits/new-split.ts';
import { repairSplit } from '../../../src/workers/splits/repair-split.ts';
import { type SplitTally, tallySplit } from '../../../src/workers/splits/tally-split.ts';
import { type Units, unitsOf } from '../../../src/workers/splits/units.ts';
import { plainUnits } from './brute-force.ts';

const noPause = async (): Promise<void> => {};

interface BoxedCase {
  readonly classes: ClassSets;
  readonly units: Units;
  readonly groups: Uint32Array;
}

/** @param sets of each sample the classes it counts for */
function boxedCase(sets: readonly (readonly number[])[], groups: readonly number[]): BoxedCase {
  const starts = new Uint32Array(sets.length + 1);
  for (const [at, set] of sets.entries()) starts[at + 1] = (starts[at] ?? 0) + set.length;
  const values = Uint32Array.from(sets.flatMap((set) => set.toSorted((a, b) => a - b)));
  const count = values.reduce((most, name) => Math.max(most, name), 0) + 1;
  return {
    classes: { count, starts, values },
    units: unitsOf(sets.length, [Uint32Array.from(groups)]),
    groups: Uint32Array.from(groups),
  };
}

/** Frequent classes and rare ones, some samples with none but the last, a tenth in groups of 2 to 6. */
function madeCase(samples: number, classCount: number, seed: number): BoxedCase {
  const random = seededRandom(seed);
  const sets: number[][] = [];
  const groups: number[] = [];
  for (let group = 0; sets.length < samples; ) {
    const size = random() < 0.027 ? 2 + Math.floor(random() * 5) : 1;
    if (size > 1) group++;
    for (let left = Math.min(size, samples - sets.length); left > 0; left--) {
      const boxes = Array.from({ length: Math.floor(random() ** 2 * 7) }, () => Math.floor(random() ** 3 * classCount));
      sets.push(boxes.length === 0 ? [classCount] : [...new Set(boxes)]);
      groups.push(size > 1 ? group : 0);
    }
  }
  return boxedCase(sets, groups);
}

const tallied = ({ units, classes }: BoxedCase, splits: Uint32Array, width: number): SplitTally =>
  tallySplit(
    units,
    classes,
    splits.map((split) => split + 1),
    width + 1,
  );

/** By class, the most samples that a split has too many or too few. */
function farthestOff({ counts }: SplitTally, shares: readonly number[]): readonly number[] {
  const width = shares.length + 1;
  return Array.from({ length: counts.length / width }, (_, name) => {
    const row = counts.subarray(name * width + 1, (name + 1) * width);
    const size = row.reduce((sum, count) => sum + count, 0);
    return Math.max(...shares.map((share, split) => Math.abs((row[split] ?? 0) - share * size)));
  });
}

/** Units dealt at random: by class, the median of what is off most. */
function shuffledOff(asked: BoxedCase, shares: readonly number[]): readonly number[] {
  const random = seededRandom(11);
  const ends = shares.map((_, at) => shares.slice(0, at + 1).reduce((sum, share) => sum + share, 0));
  const runs = Array.from({ length: 15 }, () => {
    const ofUnit = Uint32Array.from({ length: asked.units.count }, () => {
      const drawn = random();
      return Math.max(
        0,
        ends.findIndex((end) => drawn < end),
      );
    });
    const splits = asked.units.of.map((unit) => ofUnit[unit] ?? 0);
    return farthestOff(tallied(asked, Uint32Array.from(splits), shares.length), shares);
  });
  return runs[0]?.map((_, name) => runs.map((run) => run[name] ?? 0).toSorted((a, b) => a - b)[7] ?? 0) ?? [];
}

const shares = fc
  .array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.map((part) => part / parts.reduce((sum, other) => sum + other, 0)));
const boxed = fc
  .array(fc.record({ set: fc.uniqueArray(fc.nat(8), { minLength: 1, maxLength: 5 }), group: fc.nat(40) }), {
    minLength: 1,
    maxLength: 150,
  })
  .map((samples) =>
    boxedCase(
      samples.map(({ set }) => set),
      samples.map(({ group }) => group),
    ),
  );

describe('a new split of samples that count for several classes', () => {
  it('deals every sample, no group to two splits, and the whole within the largest group of its shares', async () => {
    await fc.assert(
      fc.asyncProperty(boxed, shares, fc.nat(100), async (asked, parts, seed) => {
        const splits = await newSplit(asked, parts, seed, noPause);
        expect(splits).toEqual(await newSplit(asked, parts, seed, noPause));
        expect(splits).toHaveLength(asked.groups.length);
        const units = plainUnits(asked.groups);
        for (const unit of units) expect(new Set(unit.map((sample) => splits[sample])).size).toBe(1);
        const { sizes } = tallied(asked, splits, parts.length);
        expect(sizes[0]).toBe(0);
        const largest = Math.max(...units.map((unit) => unit.length));
        for (const [split, share] of parts.entries()) {
          expect(Math.abs((sizes[split + 1] ?? 0) - share * splits.length)).toBeLessThanOrEqual(largest + 1e-6);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('has no class farther from its shares than shuffling has it half of the time, or than one group', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 500, max: 3000 }), fc.integer({ min: 3, max: 60 }), fc.nat(1000), async (...made) => {
        const asked = madeCase(...made);
        const parts = [0.8, 0.1, 0.1];
        const tally = tallied(asked, await newSplit(asked, parts, 1, noPause), parts.length);
        const off = farthestOff(tally, parts);
        const shuffled = shuffledOff(asked, parts);
        for (const [name, value] of off.entries()) {
          expect(value).toBeLessThanOrEqual(Math.max(shuffled[name] ?? 0, tally.largest[name] ?? 0) + 1e-6);
        }
        const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
        expect(sum(off)).toBeLessThan(sum(shuffled) / 1.5);
      }),
      { numRuns: 12 },
    );
  });

  it('gives a class of few samples to every split, as its shares have it', async () => {
    // Every sample has class 0; ten of a thousand have class 1 too.
    const sets = Array.from({ length: 1000 }, (_, at) => (at % 100 === 0 ? [0, 1] : [0]));
    const asked = boxedCase(
      sets,
      sets.map(() => 0),
    );
    const { counts } = tallied(asked, await newSplit(asked, [0.8, 0.2], 5, noPause), 2);
    expect([...counts]).toEqual([0, 800, 200, 0, 8, 2]);
  });

  it('of 100,000 samples with boxes of 80 classes takes less than 2 seconds of the processor', async () => {
    const asked = madeCase(100_000, 80, 3);
    const before = process.cpuUsage();
    const parts = [0.8, 0.1, 0.1];
    const splits = await newSplit(asked, parts, 1, noPause);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(2);
    const { sizes, leaks } = tallied(asked, splits, parts.length);
    expect([...sizes]).toEqual([0, 80_000, 10_000, 10_000]);
    expect(leaks.groups).toBe(0);
  });
});

it('a repaired split counts a sample for all its classes when groups may go to either side', async () => {
  const sets = Array.from({ length: 200 }, (_, at) => (at % 4 < 2 ? [0, 1] : [1, 2]));
  const groups = sets.map((_, at) => 1 + (at >> 1));
  const asked = boxedCase(sets, groups);
  const before = Uint32Array.from(sets, (_, at) => 1 + (at & 1));
  const { splits, moves } = await repairSplit(asked, before, 1, noPause);
  expect(moves).toBe(100);
  const { counts } = tallySplit(asked.units, asked.classes, splits, 3);
  expect([...counts]).toEqual([0, 50, 50, 0, 100, 100, 0, 50, 50]);
});
