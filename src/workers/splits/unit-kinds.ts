import type { Units } from './units.ts';

/** Units that hold the same number of samples of the same classes: which of them goes where makes no difference to any balance. */
export interface UnitKind {
  /** Classes it has samples of, ascending, and how many of each. */
  readonly classes: Uint32Array;
  readonly counts: Uint32Array;
  /** Samples in one such unit. */
  readonly size: number;
  readonly units: number[];
}

/**
 * The kinds of units, those of several classes first, then the large before the small, then by class: the order to place
 * them in, since the last ones fill the gaps.
 * @param classes by sample
 */
export function unitKinds(units: Units, classes: Uint32Array): readonly UnitKind[] {
  const kinds = new Map<number | string, UnitKind>();
  for (let unit = 0; unit < units.count; unit++) {
    const held = units.samples.subarray(units.starts[unit], units.starts[unit + 1]);
    const first = classes[held[0] as number] as number;
    const isMixed = held.some((sample) => classes[sample] !== first);
    const tally = isMixed ? tallied(held, classes) : null;
    const key = tally === null ? keyOfSingle(first, held.length) : `${tally.classes}:${tally.counts}`;
    const known = kinds.get(key);
    if (known !== undefined) known.units.push(unit);
    else {
      const made = tally ?? { classes: Uint32Array.of(first), counts: Uint32Array.of(held.length) };
      kinds.set(key, { ...made, size: held.length, units: [unit] });
    }
  }
  return [...kinds.values()].sort(
    (a, b) =>
      Number(b.classes.length > 1) - Number(a.classes.length > 1) ||
      b.size - a.size ||
      compareWords(a.classes, b.classes) ||
      compareWords(a.counts, b.counts),
  );
}

/** A number for each class and size. */
function keyOfSingle(kind: number, size: number): number {
  return kind * 2 ** 26 + size;
}

function tallied(samples: Uint32Array, classes: Uint32Array): Pick<UnitKind, 'classes' | 'counts'> {
  const counts = new Map<number, number>();
  for (const sample of samples) {
    const kind = classes[sample] as number;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([a], [b]) => a - b);
  return { classes: Uint32Array.from(sorted, ([kind]) => kind), counts: Uint32Array.from(sorted, ([, count]) => count) };
}

function compareWords(a: Uint32Array, b: Uint32Array): number {
  for (let at = 0; at < a.length && at < b.length; at++) if (a[at] !== b[at]) return (a[at] as number) - (b[at] as number);
  return a.length - b.length;
}
