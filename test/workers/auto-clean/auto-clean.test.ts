import { describe, expect, test } from 'vitest';
import { type AutoCleanInput, autoClean, type CleaningTry } from '../../../src/workers/auto-clean/auto-clean.ts';
import { classShares, unevenClasses } from '../../../src/workers/auto-clean/class-shares.ts';
import { repaired } from '../../../src/workers/auto-clean/repair.ts';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { madeClusters } from '../regression/made-clusters.ts';

const made = madeClusters({ rows: 260, spread: 1.2, seed: 5 });
const trusted = Uint32Array.from({ length: 100 }, (_, row) => row);
// Of what is not trusted, two thirds of one class are given another.
const flipped = Uint32Array.from(made.truth.keys()).filter((row) => row >= 100 && made.truth[row] === 0 && row % 3 > 0);
const labels = made.truth.map((label, row) => (flipped.includes(row) ? 1 : label));
const sound = Uint32Array.from({ length: 160 }, (_, at) => 100 + at).filter((row) => !flipped.includes(row));
const base: AutoCleanInput = {
  ...{ features: made.features, dimensions: made.dimensions, classes: made.classes },
  ...{ labels, groups: null, trusted, detectors: [] },
};
const detectors = [
  { name: 'label', rows: flipped, repairs: ['drop', 'relabel', 'down-weight'], suggestions: made.truth },
  { name: 'blurry', rows: sound.slice(0, 90), repairs: ['drop'], suggestions: null },
] as const;
const named = (tries: readonly CleaningTry[], detector: string, repair: string): CleaningTry | undefined =>
  tries.find((one) => one.detector === detector && one.repair === repair);

describe('automatic cleaning', () => {
  const result = atOnce(autoClean({ ...base, detectors }));

  test('keeps the repair that raises the accuracy on the trusted set most', () => {
    const first = result.tries.filter(({ round }) => round === 0);
    expect(first.length).toBe(4);
    const kept = result.tries.filter(({ isKept }) => isKept);
    expect(kept[0]?.detector).toBe('label');
    expect(kept[0]?.accuracyAfter).toBe(Math.max(...first.map(({ accuracyAfter }) => accuracyAfter)));
    expect(result.accuracyAfter).toBeGreaterThan(result.accuracyBefore + 0.03);
    expect(kept.at(-1)?.accuracyAfter).toBe(result.accuracyAfter);
    expect({ trusted: result.trusted, learned: result.learned }).toEqual({ trusted: 100, learned: 160 });
  });

  test('counts what each try touches, mends and breaks', () => {
    expect(named(result.tries, 'label', 'relabel')?.touched).toEqual(flipped);
    for (const { accuracyBefore, accuracyAfter, mended, broken } of result.tries) {
      expect((mended - broken) / 100).toBeCloseTo(accuracyAfter - accuracyBefore, 9);
    }
  });

  test('is the same again, and leaves what it was given as it was', () => {
    const before = base.labels.slice();
    expect(atOnce(autoClean({ ...base, detectors }))).toEqual(result);
    expect(base.labels).toEqual(before);
  });

  test('keeps nothing that does not help', () => {
    const harmful = made.truth.map((label) => (label + 1) % made.classes);
    const spoilt = { name: 'spoilt', rows: sound, repairs: ['relabel'], suggestions: harmful } as const;
    const { tries, accuracyBefore, accuracyAfter } = atOnce(autoClean({ ...base, detectors: [spoilt] }));
    expect(tries).toMatchObject([{ isKept: false, touched: sound, chance: 1 }]);
    expect(tries[0]?.accuracyAfter).toBeLessThan(accuracyBefore);
    expect(accuracyAfter).toBe(accuracyBefore);
  });

  test('learns from no duplicate of a trusted sample, and never touches a trusted one', () => {
    const groups = new Int32Array(260).fill(-1);
    groups[0] = groups[150] = groups[151] = 4;
    const rows = Uint32Array.of(0, 1, 2, 150, 152);
    const { learned, tries } = atOnce(
      autoClean({ ...base, groups, detectors: [{ name: 'copies', rows, repairs: ['dedupe'], suggestions: null }] }),
    );
    expect(learned).toBe(158);
    expect(tries[0]?.touched).toEqual(Uint32Array.of(152));
  });

  test('needs some trusted samples', () => {
    expect(() => atOnce(autoClean({ ...base, trusted: new Uint32Array(0) }))).toThrow(/trusted/);
  });

  test('tells how much is done, never less than before', () => {
    const shares = [...autoClean({ ...base, detectors })];
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBeGreaterThan(0.4);
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
  });
});

describe('a class that loses much more than others', () => {
  const before = {
    labels: Int32Array.from({ length: 100 }, (_, row) => (row < 20 ? 1 : 0)),
    weights: new Float32Array(100).fill(1),
  };
  const dropping = (rows: readonly number[]) =>
    repaired(before, Uint32Array.from(rows), 'drop', new Int32Array(100).fill(-1), 3).cleaning;

  test('is named', () => {
    const after = dropping([0, 1, 2, 3, 4, 5, 50]);
    expect([...classShares(before, after, 3)]).toEqual([1 / 80, 6 / 20, Number.NaN]);
    expect(unevenClasses(before, after, 3)).toEqual([1]);
  });

  test('is not where others lose as much, or it loses next to nothing', () => {
    expect(unevenClasses(before, dropping([0, 1, 2, 3, 4, 5, ...Array.from({ length: 20 }, (_, at) => 40 + at)]), 3)).toEqual([]);
    expect(unevenClasses(before, dropping([0, 1]), 3)).toEqual([]);
  });

  test('is named where its samples are relabelled', () => {
    const suggestions = new Int32Array(100).fill(2);
    const { cleaning, changed } = repaired(before, Uint32Array.of(0, 1, 2, 3, 4, 5, 5), 'relabel', suggestions, 3);
    expect(changed).toEqual([0, 1, 2, 3, 4, 5]);
    expect(unevenClasses(before, cleaning, 3)).toEqual([1]);
  });
});
