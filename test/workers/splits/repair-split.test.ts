import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repairSplit } from '../../../src/workers/splits/repair-split.ts';
import { allWays, plainUnits, toSplit } from './brute-force.ts';

const noPause = async (): Promise<void> => {};

interface RepairCase {
  readonly classes: Uint32Array;
  readonly groups: Uint32Array;
  /** 0: in none. */
  readonly splits: Uint32Array;
}

function arbitraryCase(most: number): fc.Arbitrary<RepairCase> {
  const sample = fc.record({ name: fc.nat(2), group: fc.nat(Math.ceil(most / 3)), split: fc.nat(3) });
  return fc.array(sample, { minLength: 1, maxLength: most }).map((samples) => ({
    classes: Uint32Array.from(samples, ({ name }) => name),
    groups: Uint32Array.from(samples, ({ group }) => group),
    splits: Uint32Array.from(samples, ({ split }) => split),
  }));
}

function leaks(groups: Uint32Array, splits: ArrayLike<number>): boolean {
  return plainUnits(groups).some((unit) => new Set(unit.map((sample) => splits[sample]).filter((split) => split !== 0)).size > 1);
}

function movesFrom(before: Uint32Array, after: ArrayLike<number>): number {
  return before.filter((split, sample) => split !== after[sample]).length;
}

const repaired = ({ classes, groups, splits }: RepairCase, seed = 0) =>
  repairSplit(toSplit({ classes, groups, shares: [] }), splits, seed, noPause);

describe('a repaired split', () => {
  it('leaks nothing, with the fewest moves of all ways there are', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCase(6), fc.nat(20), async (asked, seed) => {
        const { splits, moves } = await repaired(asked, seed);
        expect(leaks(asked.groups, splits)).toBe(false);
        expect(moves).toBe(movesFrom(asked.splits, splits));
        let fewest = Number.POSITIVE_INFINITY;
        for (const way of allWays(asked.splits.length, 4)) {
          const count = movesFrom(asked.splits, way);
          if (count < fewest && !leaks(asked.groups, way)) fewest = count;
        }
        expect(moves).toBe(fewest);
      }),
      { numRuns: 100 },
    );
  });

  it('moves no sample of a group that leaks nothing, and none that is in no split', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCase(60), fc.nat(20), async (asked, seed) => {
        const { splits } = await repaired(asked, seed);
        for (const unit of plainUnits(asked.groups)) {
          const isLeak = new Set(unit.map((sample) => asked.splits[sample]).filter((split) => split !== 0)).size > 1;
          for (const sample of unit) {
            if (!isLeak || asked.splits[sample] === 0) expect(splits[sample]).toBe(asked.splits[sample]);
          }
        }
      }),
    );
  });

  it('gives ties to the split that has lost most, so that both keep their sizes', async () => {
    const pairs = 50;
    const groups = Uint32Array.from({ length: 2 * pairs }, (_, sample) => 1 + (sample >> 1));
    const splits = Uint32Array.from({ length: 2 * pairs }, (_, sample) => 1 + (sample & 1));
    const after = await repaired({ classes: new Uint32Array(2 * pairs), groups, splits });
    expect(after.moves).toBe(pairs);
    expect(after.splits.filter((split) => split === 1)).toHaveLength(pairs);
  });

  it('is the same for the same seed', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCase(40), fc.nat(20), async (asked, seed) => {
        expect(await repaired(asked, seed)).toEqual(await repaired(asked, seed));
      }),
      { numRuns: 30 },
    );
  });
});
