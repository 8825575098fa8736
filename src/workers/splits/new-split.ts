import { seededRandom } from '../map/random.ts';
import type { Checkpoint } from '../query/turns.ts';
import { Balance, EPSILON } from './balance.ts';
import { type ClassSets, isOneClassEach } from './class-sets.ts';
import { evenOut } from './even-out.ts';
import { moveTwoUnits, moveUnits } from './improve.ts';
import { placeRarestFirst } from './place-rarest-first.ts';
import { canTryAll, tryAll } from './try-all.ts';
import { unitKinds } from './unit-kinds.ts';
import type { Units } from './units.ts';

/** Looked at in rounds, where nearly every unit is of a kind of its own: some tenths of a second. */
const MOST_WAYS_TO_MOVE = 1_000_000;

/** What is to be split. */
export interface ToSplit {
  readonly units: Units;
  /** One class for all balances the whole alone. */
  readonly classes: ClassSets;
}

/**
 * Deals units to splits so that every class, and the whole, comes as near to its shares as units let it: least squares of what is
 * too much or too little, in samples, the whole before the classes. A class whose units hold no other class ends within its
 * largest unit of every target; few units are placed as well as can be, many by moving one or two at a time until none helps.
 * Where samples count for several classes the units are dealt rarest class first, then made better in the same ways, the whole
 * within the largest unit. Which of the units that are alike go where is up to the seed. The same units, classes and seed give the same split.
 * @param shares by split, summing to 1
 * @returns by sample: the place of its split in `shares`
 */
export async function newSplit(
  { units, classes }: ToSplit,
  shares: readonly number[],
  seed: number,
  checkpoint: Checkpoint,
): Promise<Uint32Array<ArrayBuffer>> {
  const random = seededRandom(seed);
  const isSimple = isOneClassEach(classes);
  const balance = new Balance(unitKinds(units, classes), classes.count, shares, !isSimple);
  if (isSimple) {
    await placeUnits(balance, random, checkpoint);
    if (canTryAll(balance)) tryAll(balance);
  } else {
    await placeClassSets(balance, classes.count, random, checkpoint);
  }
  return dealt(balance, units, random);
}

/** One after the other, then by moving one or two while that helps. */
export async function placeUnits(balance: Balance, random: () => number, checkpoint: Checkpoint): Promise<void> {
  for (let kind = 0; kind < balance.kinds.length; kind++) {
    placeKind(balance, kind, random);
    await checkpoint();
  }
  await moveUnits(balance, false, checkpoint);
  await moveUnits(balance, true, checkpoint);
  await moveTwoUnits(balance, checkpoint);
}

/** The rarest class first, then the whole within the largest unit, then by moving one or two while that helps. */
async function placeClassSets(balance: Balance, classCount: number, random: () => number, checkpoint: Checkpoint): Promise<void> {
  await placeRarestFirst(balance, classCount, random, checkpoint);
  await evenOut(balance, checkpoint);
  const ways = balance.kinds.length * balance.splits * balance.splits;
  await moveUnits(balance, true, checkpoint, Math.max(1, Math.floor(MOST_WAYS_TO_MOVE / ways)));
  await moveTwoUnits(balance, checkpoint);
  await evenOut(balance, checkpoint);
}

/** Each unit where most is lacking of its classes, else of all, else anywhere. */
function placeKind(balance: Balance, kind: number, random: () => number): void {
  const held = balance.kinds[kind];
  if (held === undefined) return;
  for (let left = held.units.length; left > 0; left--) {
    let best = 0;
    let rivals = 1;
    for (let split = 1; split < balance.splits; split++) {
      const more =
        difference(balance.need(held, split), balance.need(held, best)) ||
        difference(balance.needInAll(split), balance.needInAll(best));
      if (more === 0) rivals++;
      if (more > 0) rivals = 1;
      if (more > 0 || (more === 0 && random() * rivals < 1)) best = split;
    }
    balance.place(kind, best);
  }
}

function difference(a: number, b: number): number {
  return Math.abs(a - b) <= EPSILON ? 0 : a - b;
}

/** The units of each kind, shuffled, and their samples with them. */
function dealt({ kinds, splits, placed }: Balance, { of, count }: Units, random: () => number): Uint32Array<ArrayBuffer> {
  const splitOfUnit = new Uint32Array(count);
  for (const [kind, { units }] of kinds.entries()) {
    const shuffled = Uint32Array.from(units);
    let end = shuffled.length;
    for (let split = 0; split < splits; split++) {
      for (let left = placed[kind * splits + split] as number; left > 0; left--) {
        const picked = Math.floor(random() * end--);
        const unit = shuffled[picked] as number;
        shuffled[picked] = shuffled[end] as number;
        splitOfUnit[unit] = split;
      }
    }
  }
  return of.map((unit) => splitOfUnit[unit] as number) as Uint32Array<ArrayBuffer>;
}
