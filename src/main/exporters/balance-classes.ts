import type { BalanceTarget } from '../../shared/export-request.ts';
import { seedOf } from '../../shared/random.ts';

/** A sample that classes are balanced by. */
export interface Member {
  readonly id: number;
  readonly path: string;
}

/** Left out, its class having more than it should. */
export const DROPPED = -1;

/**
 * Brings every class to the same number of samples: of a larger one some are left out, of a smaller one all get copies, none more
 * than one more than another. Which ones is drawn by the seed and the path.
 * @returns by id, the number of copies, or DROPPED; those not in it are exported once
 */
export function balanceClasses(
  classes: ReadonlyMap<string, readonly Member[]>,
  target: BalanceTarget,
  seed: number,
): ReadonlyMap<number, number> {
  const wanted = sizeOfTarget(
    [...classes.values()].map(({ length }) => length),
    target,
  );
  const copies = new Map<number, number>();
  for (const members of classes.values()) {
    const drawn = members.map(({ id, path }) => ({ id, key: seedOf(seed, path) })).sort((a, b) => a.key - b.key || a.id - b.id);
    const each = Math.floor(wanted / drawn.length);
    const more = wanted - each * drawn.length;
    for (const [at, { id }] of drawn.entries()) {
      const times = each + (at < more ? 1 : 0);
      if (times !== 1) copies.set(id, times === 0 ? DROPPED : times - 1);
    }
  }
  return copies;
}

/** Samples each class is to have. The median of an even number of classes is the smaller of both in the middle. */
export function sizeOfTarget(sizes: readonly number[], target: BalanceTarget): number {
  if (typeof target === 'number') return target;
  const sorted = sizes.toSorted((a, b) => a - b);
  return (target === 'max' ? sorted.at(-1) : sorted[(sorted.length - 1) >> 1]) ?? 0;
}
