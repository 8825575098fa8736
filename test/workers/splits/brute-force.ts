import { wholeWeight } from '../../../src/workers/splits/balance.ts';
import { oneClassEach } from '../../../src/workers/splits/class-sets.ts';
import { unitsOf } from '../../../src/workers/splits/units.ts';

/** Samples with a class and a group (0: none), and the shares of the splits. */
export interface SplitCase {
  readonly classes: Uint32Array;
  readonly groups: Uint32Array;
  readonly shares: readonly number[];
}

/** Every unit's samples, found the plain way. */
export function plainUnits(groups: Uint32Array): readonly (readonly number[])[] {
  const units = new Map<string, number[]>();
  for (const [sample, group] of groups.entries()) {
    const key = group === 0 ? `alone ${sample}` : `group ${group}`;
    units.set(key, [...(units.get(key) ?? []), sample]);
  }
  return [...units.values()];
}

/** Every way of giving each of `count` things one of `choices`. */
export function* allWays(count: number, choices: number): Generator<readonly number[]> {
  for (let way = 0; way < choices ** count; way++) {
    yield Array.from({ length: count }, (_, at) => Math.floor(way / choices ** at) % choices);
  }
}

/** Samples too many by class and split, then by split. */
export function deviations({ classes, shares }: SplitCase, splits: ArrayLike<number>): readonly (readonly number[])[] {
  const names = [...new Set(classes)].sort((a, b) => a - b);
  const countIn = (split: number, name: number | null): number =>
    [...classes].filter((of, sample) => splits[sample] === split && (name === null || of === name)).length;
  return [...names, null].map((name) => {
    const size = [...classes].filter((of) => name === null || of === name).length;
    return shares.map((share, split) => countIn(split, name) - share * size);
  });
}

/** Squares of deviations, those of the whole weighed. */
export function costOf(asked: SplitCase, splits: ArrayLike<number>): number {
  const rows = deviations(asked, splits);
  return rows
    .map(
      (row, at) =>
        (at === rows.length - 1 ? wholeWeight(asked.shares.length) : 1) * row.reduce((sum, value) => sum + value ** 2, 0),
    )
    .reduce((sum, part) => sum + part, 0);
}

/** Classes whose units hold no other class, with the size of the largest. */
export function pureClasses({ classes, groups }: SplitCase): readonly { readonly name: number; readonly largest: number }[] {
  const units = plainUnits(groups);
  return [...new Set(classes)]
    .sort((a, b) => a - b)
    .flatMap((name) => {
      const held = units.filter((unit) => unit.some((sample) => classes[sample] === name));
      if (held.some((unit) => unit.some((sample) => classes[sample] !== name))) return [];
      return [{ name, largest: Math.max(...held.map((unit) => unit.length)) }];
    });
}

/** Whether every pure class is within its largest unit of each target. */
export function isWithinAGroup(asked: SplitCase, splits: ArrayLike<number>): boolean {
  const names = [...new Set(asked.classes)].sort((a, b) => a - b);
  const off = deviations(asked, splits);
  return pureClasses(asked).every(({ name, largest }) =>
    (off[names.indexOf(name)] ?? []).every((value) => Math.abs(value) <= largest + 1e-6),
  );
}

/** The least cost of all ways in which pure classes are near their targets. */
export function leastCost(asked: SplitCase): number {
  const units = plainUnits(asked.groups);
  const splits = new Uint32Array(asked.classes.length);
  let least = Number.POSITIVE_INFINITY;
  for (const way of allWays(units.length, asked.shares.length)) {
    for (const [unit, split] of way.entries()) for (const sample of units[unit] ?? []) splits[sample] = split;
    if (isWithinAGroup(asked, splits)) least = Math.min(least, costOf(asked, splits));
  }
  return least;
}

export function toSplit({ classes, groups }: SplitCase) {
  const classCount = Math.max(...classes) + 1;
  return { units: unitsOf(classes.length, [groups]), classes: oneClassEach(classes, classCount) };
}
