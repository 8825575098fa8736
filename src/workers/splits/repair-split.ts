import { seededRandom } from '../map/random.ts';
import type { Checkpoint } from '../query/turns.ts';
import { classesOf } from './class-sets.ts';
import type { ToSplit } from './new-split.ts';

/** Split codes: 1 and up; 0 is none. */
export interface Repaired {
  /** By sample. */
  readonly splits: Uint32Array<ArrayBuffer>;
  /** Samples that are in another split than before. */
  readonly moves: number;
}

/**
 * Puts every unit that is in two splits or more into the one that has most of it: no repair moves fewer samples, since units do not
 * touch each other. Where several have as many, the one that has lost most of these classes to other units takes it, so that
 * splits keep their sizes. Samples in no split stay in none: they are nowhere to leak to.
 * @param splits by sample, 0 = none
 */
export async function repairSplit(
  { units, classes }: ToSplit,
  splits: Uint32Array,
  seed: number,
  checkpoint: Checkpoint,
): Promise<Repaired> {
  const random = seededRandom(seed);
  const repaired = Uint32Array.from(splits);
  const splitCount = splits.reduce((most, split) => Math.max(most, split), 0) + 1;
  /** Samples of class c that split s has lost so far, at c * splitCount + s. */
  const lost = new Int32Array(classes.count * splitCount);
  let moves = 0;

  function move(samples: Uint32Array, to: number): void {
    for (const sample of samples) {
      const from = repaired[sample] as number;
      if (from === 0 || from === to) continue;
      for (const name of classesOf(classes, sample)) {
        const row = name * splitCount;
        lost[row + from] = (lost[row + from] as number) + 1;
        lost[row + to] = (lost[row + to] as number) - 1;
      }
      repaired[sample] = to;
      moves++;
    }
  }
  function lostTo(samples: Uint32Array, to: number): number {
    let sum = 0;
    for (const sample of samples) {
      const from = repaired[sample] as number;
      if (from === 0 || from === to) continue;
      for (const name of classesOf(classes, sample)) sum += lost[name * splitCount + to] as number;
    }
    return sum;
  }

  const ties: { readonly samples: Uint32Array; readonly largest: readonly number[]; readonly order: number }[] = [];
  for (let unit = 0; unit < units.count; unit++) {
    if (unit % 4096 === 0) await checkpoint();
    const [start, end] = [units.starts[unit] as number, units.starts[unit + 1] as number];
    if (end - start === 1) continue;
    const samples = units.samples.subarray(start, end);
    const largest = largestSplits(samples, splits);
    if (largest.length > 1) ties.push({ samples, largest, order: random() });
    else if (largest[0] !== undefined) move(samples, largest[0]);
  }
  ties.sort((a, b) => b.samples.length - a.samples.length || a.order - b.order);
  for (const { samples, largest } of ties) {
    const shuffled = largest.map((to) => ({ to, lost: lostTo(samples, to), order: random() }));
    shuffled.sort((a, b) => b.lost - a.lost || a.order - b.order);
    if (shuffled[0] !== undefined) move(samples, shuffled[0].to);
    await checkpoint();
  }
  return { splits: repaired, moves };
}

/** The splits with most of the samples; several where they have as many. */
function largestSplits(samples: Uint32Array, splits: Uint32Array): readonly number[] {
  const counts = new Map<number, number>();
  for (const sample of samples) {
    const split = splits[sample] as number;
    if (split !== 0) counts.set(split, (counts.get(split) ?? 0) + 1);
  }
  const most = Math.max(...counts.values());
  return [...counts]
    .filter(([, count]) => count === most)
    .map(([split]) => split)
    .sort((a, b) => a - b);
}
