import type { Checkpoint } from '../query/turns.ts';
import { type Balance, EPSILON } from './balance.ts';
import type { UnitKind } from './unit-kinds.ts';

/** Placed without a pause: some milliseconds. */
const KINDS_AT_ONCE = 4096;

/**
 * Iterative stratification of samples that count for several classes, in units: those of the class of which fewest samples are
 * left, the large ones first, each where most is lacking of that class, else of all, else anywhere. [Sechidis et al. 2011]
 * What is lacking is weighed by the split's share, as in Sainte-Laguë's method: by absolute numbers the largest split would
 * take all units of the kinds that come first, and the others those of the last.
 */
export async function placeRarestFirst(
  balance: Balance,
  classCount: number,
  random: () => number,
  checkpoint: Checkpoint,
): Promise<void> {
  const { kinds } = balance;
  const kindsOf: number[][] = Array.from({ length: classCount }, () => []);
  const samplesLeft = new Float64Array(classCount);
  for (const [kind, { classes, counts, units }] of kinds.entries()) {
    for (const [at, name] of classes.entries()) {
      kindsOf[name]?.push(kind);
      samplesLeft[name] = (samplesLeft[name] as number) + (counts[at] as number) * units.length;
    }
  }
  const isPlaced = new Uint8Array(kinds.length);
  for (let name = rarest(samplesLeft); name >= 0; name = rarest(samplesLeft)) {
    for (const [at, kind] of bySamplesOf(name, kindsOf[name] ?? [], kinds).entries()) {
      if (at % KINDS_AT_ONCE === 0) await checkpoint();
      if (isPlaced[kind] === 1) continue;
      isPlaced[kind] = 1;
      const held = kinds[kind] as UnitKind;
      const { classes, counts, units } = held;
      for (let left = units.length; left > 0; left--) balance.place(kind, neediest(balance, held, name, random));
      for (const [place, of] of classes.entries()) {
        samplesLeft[of] = (samplesLeft[of] as number) - (counts[place] as number) * units.length;
      }
    }
  }
}

/** The class with fewest samples that are not placed yet; -1: all are. */
function rarest(samplesLeft: Float64Array): number {
  let found = -1;
  for (let name = 0; name < samplesLeft.length; name++) {
    const left = samplesLeft[name] as number;
    if (left > 0 && (found < 0 || left < (samplesLeft[found] as number))) found = name;
  }
  return found;
}

/** Those with most samples of a class first, since the last ones fill the gaps; otherwise in their order. */
function bySamplesOf(name: number, of: readonly number[], kinds: readonly UnitKind[]): readonly number[] {
  const counted = of.map((kind) => ({ kind, count: countOf(kinds[kind] as UnitKind, name) }));
  return counted.sort((a, b) => b.count - a.count).map(({ kind }) => kind);
}

function countOf({ classes, counts }: UnitKind, name: number): number {
  return counts[classes.indexOf(name)] as number;
}

function neediest(balance: Balance, unit: UnitKind, name: number, random: () => number): number {
  const count = countOf(unit, name);
  let best = 0;
  let rivals = 1;
  let [mostOfClass, mostInAll] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let split = 0; split < balance.splits; split++) {
    const share = balance.shares[split] as number;
    const ofClass = (2 * balance.lacking(name, split) - count) / share;
    const inAll = (2 * balance.needInAll(split) - unit.size) / share;
    const isSame = Math.abs(ofClass - mostOfClass) <= EPSILON;
    const more = isSame ? inAll - mostInAll : ofClass - mostOfClass;
    const isTie = isSame && Math.abs(more) <= EPSILON;
    rivals = isTie ? rivals + 1 : 1;
    if (isTie ? random() * rivals >= 1 : more < 0) continue;
    [best, mostOfClass, mostInAll] = [split, ofClass, inAll];
  }
  return best;
}
