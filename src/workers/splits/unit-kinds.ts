import { type ClassSets, classesOf } from './class-sets.ts';
import type { Units } from './units.ts';

/** Units that hold the same number of samples of the same classes: which of them goes where makes no difference to any balance. */
export interface UnitKind {
  /** Classes it has samples of, ascending, and how many of each; a sample of several classes counts for each. */
  readonly classes: Uint32Array;
  readonly counts: Uint32Array;
  /** Samples in one such unit. */
  readonly size: number;
  readonly units: number[];
}

/**
 * The kinds of units, those of several classes first, then the large before the small, then by class: the order to place
 * them in, since the last ones fill the gaps.
 */
export function unitKinds({ count, starts, samples }: Units, classes: ClassSets): readonly UnitKind[] {
  /** By class, of units that are one sample of one class: most are, but where samples count for several. */
  const singles: (UnitKind | undefined)[] = Array.from({ length: classes.count });
  const others = new Map<string, UnitKind>();
  for (let unit = 0; unit < count; unit++) {
    const [start, end] = [starts[unit] as number, starts[unit + 1] as number];
    const first = classesOf(classes, samples[start] as number);
    if (end - start === 1 && first.length === 1) {
      const name = first[0] as number;
      singles[name] ??= { classes: Uint32Array.of(name), counts: Uint32Array.of(1), size: 1, units: [] };
      singles[name].units.push(unit);
      continue;
    }
    const held =
      end - start === 1
        ? { classes: first, counts: new Uint32Array(first.length).fill(1) }
        : tallied(samples.subarray(start, end), classes);
    const key = `${end - start}:${held.classes.join()}:${end - start === 1 ? '' : held.counts.join()}`;
    const known = others.get(key);
    if (known === undefined) others.set(key, { ...held, size: end - start, units: [unit] });
    else known.units.push(unit);
  }
  const sorted = [...others.values()].sort(
    (a, b) =>
      Number(b.classes.length > 1) - Number(a.classes.length > 1) ||
      b.size - a.size ||
      compareWords(a.classes, b.classes) ||
      compareWords(a.counts, b.counts),
  );
  return [...sorted, ...singles.filter((kind) => kind !== undefined)];
}

function tallied(samples: Uint32Array, classes: ClassSets): Pick<UnitKind, 'classes' | 'counts'> {
  const counts = new Map<number, number>();
  for (const sample of samples) for (const kind of classesOf(classes, sample)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const sorted = [...counts].sort(([a], [b]) => a - b);
  return { classes: Uint32Array.from(sorted, ([kind]) => kind), counts: Uint32Array.from(sorted, ([, count]) => count) };
}

function compareWords(a: Uint32Array, b: Uint32Array): number {
  for (let at = 0; at < a.length && at < b.length; at++) if (a[at] !== b[at]) return (a[at] as number) - (b[at] as number);
  return a.length - b.length;
}
