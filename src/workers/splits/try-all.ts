import { type Balance, EPSILON } from './balance.ts';

/** Ways of placing that are all tried: some tens of milliseconds. */
const MOST_WAYS = 20_000;

/** Whether few enough units are there to try every way of placing them. */
export function canTryAll({ kinds, splits }: Balance): boolean {
  let ways = 1;
  for (const { units } of kinds) {
    for (let split = 1; split < splits; split++) ways *= (units.length + split) / split;
    if (ways > MOST_WAYS) return false;
  }
  return true;
}

/**
 * Puts the units where the cost is least, of all ways in which the classes that can be near their targets are; leaves them where
 * no way is better than the one found.
 */
export function tryAll(balance: Balance): void {
  const { kinds, splits, placed } = balance;
  let bestCost = balance.cost() - EPSILON;
  let best = placed.slice();
  const before = placed.slice();

  function deal(kind: number, split: number, left: number): void {
    if (kind === kinds.length) {
      if (balance.cost() >= bestCost || !kinds.every((held) => balance.isNear(held))) return;
      bestCost = balance.cost() - EPSILON;
      best = placed.slice();
      return;
    }
    const isLast = split === splits - 1;
    for (let units = isLast ? left : 0; units <= left; units++) {
      balance.place(kind, split, units);
      if (isLast) deal(kind + 1, 0, kinds[kind + 1]?.units.length ?? 0);
      else deal(kind, split + 1, left - units);
      balance.place(kind, split, -units);
    }
  }

  put(balance, before, -1);
  deal(0, 0, kinds[0]?.units.length ?? 0);
  put(balance, best, 1);
}

function put(balance: Balance, placed: Uint32Array, times: 1 | -1): void {
  for (const [at, units] of placed.entries()) balance.place(Math.floor(at / balance.splits), at % balance.splits, times * units);
}
