import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_FOLD, stratifiedGroupFolds } from '../../../src/workers/regression/stratified-group-folds.ts';

const CLASSES = 4;
const rows = fc.array(fc.record({ label: fc.integer({ min: -1, max: CLASSES - 1 }), group: fc.integer({ min: -20, max: 12 }) }), {
  maxLength: 120,
});
const settings = { folds: fc.integer({ min: 2, max: 6 }), seed: fc.integer() };

function counted(values: Iterable<number>, length: number): number[] {
  const counts = new Array<number>(length).fill(0);
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
const spread = (counts: readonly number[]): number => Math.max(...counts) - Math.min(...counts);

describe('stratified folds', () => {
  test('of single rows differ by at most one, in all and in every class', () => {
    fc.assert(
      fc.property(fc.record({ rows, ...settings }), ({ rows, folds, seed }) => {
        const labels = Int32Array.from(rows, ({ label }) => label);
        const foldOf = stratifiedGroupFolds({ labels, classes: CLASSES, groups: null, folds, seed });
        const labelled = [...foldOf.keys()].filter((row) => (labels[row] ?? -1) >= 0);
        expect([...foldOf.keys()].filter((row) => foldOf[row] !== NO_FOLD)).toEqual(labelled);
        expect(
          spread(
            counted(
              labelled.map((row) => foldOf[row] ?? -1),
              folds,
            ),
          ),
        ).toBeLessThanOrEqual(1);
        for (let label = 0; label < CLASSES; label++) {
          const ofClass = labelled.filter((row) => labels[row] === label);
          expect(
            spread(
              counted(
                ofClass.map((row) => foldOf[row] ?? -1),
                folds,
              ),
            ),
          ).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('never split a group, and differ by no more than the largest one', () => {
    fc.assert(
      fc.property(fc.record({ rows, ...settings }), ({ rows, folds, seed }) => {
        const labels = Int32Array.from(rows, ({ label }) => label);
        const groups = Int32Array.from(rows, ({ group }) => group);
        const foldOf = stratifiedGroupFolds({ labels, classes: CLASSES, groups, folds, seed });
        const labelled = [...foldOf.keys()].filter((row) => (labels[row] ?? -1) >= 0);
        const grouped = labelled.filter((row) => (groups[row] ?? -1) >= 0);
        for (const row of grouped) {
          const mates = grouped.filter((other) => groups[other] === groups[row]);
          expect(new Set(mates.map((mate) => foldOf[mate])).size).toBe(1);
        }
        const largest = Math.max(
          1,
          ...counted(
            grouped.map((row) => groups[row] ?? 0),
            13,
          ),
        );
        expect(
          spread(
            counted(
              labelled.map((row) => foldOf[row] ?? -1),
              folds,
            ),
          ),
        ).toBeLessThanOrEqual(largest + CLASSES);
      }),
    );
  });

  test('are the same for the same seed, and others for another', () => {
    const labels = Int32Array.from({ length: 100 }, (_, row) => row % CLASSES);
    const folds = (seed: number) => stratifiedGroupFolds({ labels, classes: CLASSES, groups: null, folds: 5, seed });
    expect(folds(3)).toEqual(folds(3));
    expect(folds(3)).not.toEqual(folds(4));
  });
});
