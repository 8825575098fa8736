import type { BalanceTarget } from '../../shared/export-request.ts';
import { createRandom, seedOf } from '../../shared/random.ts';
import { type Member, sizeOfTarget } from './balance-classes.ts';

/** A sample by the classes of its boxes. */
export interface BoxedMember extends Member {
  /** Each once; none: it was found empty. */
  readonly classes: readonly string[];
}

/**
 * Repeats samples for the rarest class in them, as LVIS does (Gupta, Dollár, Girshick 2019, section 5.2): a class found in n of the
 * samples where `wanted` are to have it has the factor max(1, √(wanted / n)), a sample the largest factor of its classes. The
 * root keeps what is in the same pictures from growing as fast. A fraction is drawn by the seed and the path, so that over many
 * samples it comes out right. No sample is left out: it has other classes too.
 * @returns by id, the number of repeats; those not in it are exported once
 */
export function repeatFactors(members: readonly BoxedMember[], target: BalanceTarget, seed: number): ReadonlyMap<number, number> {
  const counts = new Map<string, number>();
  for (const { classes } of members) for (const name of classes) counts.set(name, (counts.get(name) ?? 0) + 1);
  const wanted = sizeOfTarget([...counts.values()], target);
  const factors = new Map([...counts].map(([name, count]) => [name, Math.max(1, Math.sqrt(wanted / count))]));
  const repeats = new Map<number, number>();
  for (const { id, path, classes } of members) {
    const factor = classes.reduce((most, name) => Math.max(most, factors.get(name) ?? 1), 1);
    const whole = Math.floor(factor);
    const times = whole + (createRandom(seedOf(seed, path)).chance(factor - whole) ? 1 : 0);
    if (times > 1) repeats.set(id, times - 1);
  }
  return repeats;
}
