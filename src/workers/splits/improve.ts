import type { Checkpoint } from '../query/turns.ts';
import { type Balance, EPSILON } from './balance.ts';
import type { UnitKind } from './unit-kinds.ts';

/** Rounds after which a balance is as good as it gets; a handful is usual. */
const MOST_ROUNDS = 200;
/** Pairs looked at; with more kinds of units than some hundreds, moves alone come near enough. */
const MOST_PAIRS = 200_000;

interface Move {
  readonly kind: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Moves single units, the most useful first, while that lowers the cost.
 * @param withAll false: the cost of the classes alone. No class all of whose units are of that class alone is then farther from a
 *   target than its largest unit: were it, a unit of it from a split that has too much would lower the cost. True keeps it so.
 */
export async function moveUnits(
  balance: Balance,
  withAll: boolean,
  checkpoint: Checkpoint,
  mostRounds = MOST_ROUNDS,
): Promise<void> {
  for (let round = 0; round < Math.min(mostRounds, MOST_ROUNDS); round++) {
    let moved = 0;
    for (const { kind, from, to } of usefulMoves(balance, withAll)) {
      if (balance.unitsIn(kind, from) === 0 || balance.gain(kind, from, to, withAll) <= EPSILON) continue;
      balance.move(kind, from, to);
      if (!withAll || balance.isNear(kindOf(balance, kind))) moved++;
      else balance.move(kind, to, from);
    }
    if (moved === 0) return;
    await checkpoint();
  }
}

function usefulMoves(balance: Balance, withAll: boolean): readonly Move[] {
  const found: (Move & { readonly gain: number })[] = [];
  someMove(balance, (kind, from, to) => {
    const gain = balance.gain(kind, from, to, withAll);
    if (gain > EPSILON) found.push({ kind, from, to, gain });
    return false;
  });
  return found.sort((a, b) => b.gain - a.gain);
}

/** Visits every way of moving a unit until one says that it is enough. */
function someMove(balance: Balance, isEnough: (kind: number, from: number, to: number) => boolean): boolean {
  for (let kind = 0; kind < balance.kinds.length; kind++) {
    for (let from = 0; from < balance.splits; from++) {
      if (balance.unitsIn(kind, from) === 0) continue;
      for (let to = 0; to < balance.splits; to++) if (to !== from && isEnough(kind, from, to)) return true;
    }
  }
  return false;
}

/** Moves two units at once, most often by swapping them, while that lowers the cost. */
export async function moveTwoUnits(balance: Balance, checkpoint: Checkpoint): Promise<void> {
  const perMove = balance.kinds.length * balance.splits;
  let left = MOST_PAIRS;
  for (let hasImproved = true; hasImproved; ) {
    hasImproved = false;
    for (let kind = 0; kind < balance.kinds.length; kind++) {
      for (let from = 0; from < balance.splits; from++) {
        for (let to = 0; to < balance.splits; to++) {
          if (to === from || balance.unitsIn(kind, from) === 0) continue;
          left -= perMove;
          if (left < 0) return;
          hasImproved = improvesWithAnother(balance, { kind, from, to }) || hasImproved;
        }
      }
      await checkpoint();
    }
  }
}

function improvesWithAnother(balance: Balance, first: Move): boolean {
  const gain = balance.gain(first.kind, first.from, first.to, true);
  balance.move(first.kind, first.from, first.to);
  const isFound = someMove(balance, (kind, from, to) => {
    if (gain + balance.gain(kind, from, to, true) <= EPSILON) return false;
    balance.move(kind, from, to);
    const isNear = balance.isNear(kindOf(balance, kind)) && balance.isNear(kindOf(balance, first.kind));
    if (!isNear) balance.move(kind, to, from);
    return isNear;
  });
  if (!isFound) balance.move(first.kind, first.to, first.from);
  return isFound;
}

function kindOf({ kinds }: Balance, kind: number): UnitKind {
  return kinds[kind] as UnitKind;
}
