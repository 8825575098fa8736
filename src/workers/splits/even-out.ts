import type { Checkpoint } from '../query/turns.ts';
import { type Balance, EPSILON } from './balance.ts';
import type { UnitKind } from './unit-kinds.ts';

interface Candidate {
  readonly kind: number;
  readonly gain: number;
}

/**
 * Moves units from the split that has most too many to the one that lacks most, those first that the classes would rather have
 * there, while that brings the whole nearer to its shares. Ends within the largest unit of every target: a split that is farther
 * off holds, or lacks, a unit whose move helps.
 */
export async function evenOut(balance: Balance, checkpoint: Checkpoint): Promise<void> {
  for (let pair = farthestApart(balance), isOver = false; !isOver; pair = farthestApart(balance)) {
    isOver = moveSome(balance, pair) === 0;
    await checkpoint();
  }
}

type Pair = readonly [from: number, to: number];

function farthestApart(balance: Balance): Pair {
  let [from, to] = [0, 0];
  for (let split = 1; split < balance.splits; split++) {
    if (balance.needInAll(split) < balance.needInAll(from)) from = split;
    if (balance.needInAll(split) > balance.needInAll(to)) to = split;
  }
  return [from, to];
}

/**
 * Moves the units that help the classes most, or harm them least, until one of the splits has what it should. Those that by
 * then are worse than what comes next wait for the next time.
 * @returns how many were moved
 */
function moveSome(balance: Balance, [from, to]: Pair): number {
  const candidates = candidatesOf(balance, from, to);
  let moved = 0;
  for (const [at, { kind }] of candidates.entries()) {
    if (!helps(balance, kind, from, to)) continue;
    const next = candidates[at + 1]?.gain ?? Number.NEGATIVE_INFINITY;
    if (moved > 0 && balance.gain(kind, from, to, false) < next) continue;
    balance.move(kind, from, to);
    moved++;
    if (balance.needInAll(from) >= 0 || balance.needInAll(to) <= 0) break;
  }
  return moved;
}

function candidatesOf(balance: Balance, from: number, to: number): readonly Candidate[] {
  const found: Candidate[] = [];
  for (let kind = 0; kind < balance.kinds.length; kind++) {
    if (helps(balance, kind, from, to)) found.push({ kind, gain: balance.gain(kind, from, to, false) });
  }
  return found.sort((a, b) => b.gain - a.gain);
}

/** Whether there is such a unit, and the whole is nearer to its shares once it is moved. */
function helps(balance: Balance, kind: number, from: number, to: number): boolean {
  const { size } = balance.kinds[kind] as UnitKind;
  return balance.unitsIn(kind, from) > 0 && size < balance.needInAll(to) - balance.needInAll(from) - EPSILON;
}
