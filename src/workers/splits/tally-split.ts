import type { SplitReport } from '../../shared/split.ts';
import type { Units } from './units.ts';

/** Counts of a split, by class and split. */
export interface SplitTally {
  /** Samples of class c in split s, 0 = none: `counts[c * splitCount + s]`. */
  readonly counts: Uint32Array;
  /** By class: most samples of it in one unit. */
  readonly largest: Uint32Array;
  readonly leaks: SplitReport['leaks'];
}

/** @param splits by sample, below `splitCount`, 0 = none @param classes by sample, below `classCount` */
export function tallySplit(
  units: Units,
  classes: Uint32Array,
  classCount: number,
  splits: Uint32Array,
  splitCount: number,
): SplitTally {
  const counts = new Uint32Array(classCount * splitCount);
  for (let sample = 0; sample < splits.length; sample++) {
    const at = (classes[sample] as number) * splitCount + (splits[sample] as number);
    counts[at] = (counts[at] as number) + 1;
  }
  const largest = new Uint32Array(classCount);
  const leaks = { groups: 0, samples: 0 };
  const inUnit = new Uint32Array(classCount);
  for (let unit = 0; unit < units.count; unit++) {
    const start = units.starts[unit] as number;
    if ((units.starts[unit + 1] as number) - start === 1) {
      const name = classes[units.samples[start] as number] as number;
      largest[name] ||= 1;
      continue;
    }
    const samples = units.samples.subarray(start, units.starts[unit + 1]);
    for (const sample of samples) {
      const name = classes[sample] as number;
      const count = (inUnit[name] as number) + 1;
      inUnit[name] = count;
      if (count > (largest[name] as number)) largest[name] = count;
    }
    for (const sample of samples) inUnit[classes[sample] as number] = 0;
    if (!isLeak(samples, splits)) continue;
    leaks.groups++;
    leaks.samples += samples.length;
  }
  return { counts, largest, leaks };
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
