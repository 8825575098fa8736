import type { SplitReport } from '../../shared/split.ts';
import { type ClassSets, classesOf } from './class-sets.ts';
import type { Units } from './units.ts';

/** Counts of a split, by class and split. */
export interface SplitTally {
  /** Samples by split, 0 = none. */
  readonly sizes: Uint32Array;
  /** Samples of class c in split s, 0 = none: `counts[c * splitCount + s]`. */
  readonly counts: Uint32Array;
  /** By class: most samples of it in one unit. */
  readonly largest: Uint32Array;
  readonly leaks: SplitReport['leaks'];
}

/** A sample of several classes counts for each. @param splits by sample, below `splitCount`, 0 = none */
export function tallySplit(units: Units, classes: ClassSets, splits: Uint32Array, splitCount: number): SplitTally {
  const counts = new Uint32Array(classes.count * splitCount);
  const sizes = new Uint32Array(splitCount);
  for (let sample = 0; sample < splits.length; sample++) {
    const split = splits[sample] as number;
    sizes[split] = (sizes[split] as number) + 1;
    for (const name of classesOf(classes, sample)) {
      const at = name * splitCount + split;
      counts[at] = (counts[at] as number) + 1;
    }
  }
  const largest = new Uint32Array(classes.count);
  const leaks = { groups: 0, samples: 0 };
  const inUnit = new Uint32Array(classes.count);
  for (let unit = 0; unit < units.count; unit++) {
    const start = units.starts[unit] as number;
    if ((units.starts[unit + 1] as number) - start === 1) {
      for (const name of classesOf(classes, units.samples[start] as number)) largest[name] ||= 1;
      continue;
    }
    const samples = units.samples.subarray(start, units.starts[unit + 1]);
    for (const sample of samples) {
      for (const name of classesOf(classes, sample)) {
        const count = (inUnit[name] as number) + 1;
        inUnit[name] = count;
        if (count > (largest[name] as number)) largest[name] = count;
      }
    }
    for (const sample of samples) for (const name of classesOf(classes, sample)) inUnit[name] = 0;
    if (!isLeak(samples, splits)) continue;
    leaks.groups++;
    leaks.samples += samples.length;
  }
  return { sizes, counts, largest, leaks };
}

/** In two splits or more; no split is none. */
function isLeak(samples: Uint32Array, splits: Uint32Array): boolean {
  let first = 0;
  for (const sample of samples) {
    const split = splits[sample] as number;
    if (split === 0) continue;
    if (first === 0) first = split;
    else if (first !== split) return true;
  }
  return false;
}
