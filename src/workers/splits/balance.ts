import type { UnitKind } from './unit-kinds.ts';

/** What is no difference, among squares of deviations that are not whole numbers. */
export const EPSILON = 1e-7;

/**
 * What the whole counts for beside one class. Of a split that has more than the largest unit (of m samples) too many, to move w samples
 * gains the whole at least w m / (splits - 1), and costs a class within its largest unit at most 3 w m: so the whole comes first.
 */
export function wholeWeight(splits: number): number {
  return 3 * (splits - 1) + 1;
}

/**
 * How many units of each kind are in each split, and how far every class and the whole are from their targets. The cost of it is
 * the sum of the squares of these deviations, in samples, over classes and splits and, weighed, over the whole in each split.
 */
export class Balance {
  readonly kinds: readonly UnitKind[];
  readonly splits: number;
  readonly shares: readonly number[];
  /** Units of kind t in split s: `placed[t * splits + s]`. */
  readonly placed: Uint32Array;
  /** Samples of class c that split s lacks: `lacking[c * splits + s]`, below zero where it has too many. */
  readonly #lacking: Float64Array;
  /** Of squares of deviations, by class. */
  readonly #weights: Float64Array;
  readonly #wholeWeight: number;
  /** Of all classes, by split. */
  readonly #lackingInAll: Float64Array;
  /** By class; infinite for those that are in a unit with others, which cannot always come near. */
  readonly #limits: Float64Array;

  /**
   * Nothing is placed.
   * @param shares by split, summing to 1
   * @param isBySize a deviation of a class counts in proportion to its size, as in Pearson's χ², that of the largest as it is:
   *   where classes share samples, the frequent ones would otherwise be bettered at the cost of the rare
   */
  constructor(kinds: readonly UnitKind[], classCount: number, shares: readonly number[], isBySize = false) {
    this.kinds = kinds;
    this.splits = shares.length;
    this.shares = shares;
    this.#wholeWeight = wholeWeight(shares.length);
    this.placed = new Uint32Array(kinds.length * shares.length);
    const sizes = new Float64Array(classCount);
    this.#limits = new Float64Array(classCount);
    let all = 0;
    for (const { classes, counts, size, units } of kinds) {
      all += size * units.length;
      for (const [at, kind] of classes.entries()) {
        const count = counts[at] as number;
        sizes[kind] = (sizes[kind] as number) + count * units.length;
        const limit = classes.length > 1 ? Number.POSITIVE_INFINITY : count;
        this.#limits[kind] = Math.max(this.#limits[kind] as number, limit);
      }
    }
    this.#lacking = new Float64Array(classCount * shares.length);
    for (const [kind, size] of sizes.entries())
      this.#lacking.set(
        shares.map((share) => share * size),
        kind * shares.length,
      );
    const most = sizes.reduce((largest, size) => Math.max(largest, size), 1);
    this.#weights = sizes.map((size) => (isBySize && size > 0 ? most / size : 1));
    this.#lackingInAll = Float64Array.from(shares, (share) => share * all);
  }

  /** Samples of a class that a split lacks; below zero: has too many. */
  lacking(name: number, split: number): number {
    return this.#lacking[name * this.splits + split] as number;
  }

  unitsIn(kind: number, split: number): number {
    return this.placed[kind * this.splits + split] as number;
  }

  /** How much a split lacks of what such a unit holds: of its classes, and of samples whatever their class. */
  need({ classes, counts }: UnitKind, split: number): number {
    let need = 0;
    for (let at = 0; at < classes.length; at++) need += (counts[at] as number) * this.lacking(classes[at] as number, split);
    return need;
  }

  needInAll(split: number): number {
    return this.#lackingInAll[split] as number;
  }

  place(kind: number, split: number, units = 1): void {
    const { classes, counts, size } = this.kinds[kind] as UnitKind;
    const at = kind * this.splits + split;
    this.placed[at] = (this.placed[at] as number) + units;
    for (let i = 0; i < classes.length; i++) {
      const place = (classes[i] as number) * this.splits + split;
      this.#lacking[place] = (this.#lacking[place] as number) - units * (counts[i] as number);
    }
    this.#lackingInAll[split] = (this.#lackingInAll[split] as number) - units * size;
  }

  move(kind: number, from: number, to: number): void {
    this.place(kind, from, -1);
    this.place(kind, to, 1);
  }

  /** By how much the cost falls when a unit moves. @param withAll false: only what its classes say */
  gain(kind: number, from: number, to: number, withAll: boolean): number {
    const { classes, counts, size } = this.kinds[kind] as UnitKind;
    let half = 0;
    for (let i = 0; i < classes.length; i++) {
      const [name, count] = [classes[i] as number, counts[i] as number];
      half += (this.#weights[name] as number) * count * (this.lacking(name, to) - this.lacking(name, from) - count);
    }
    const inAll = size * ((this.#lackingInAll[to] as number) - (this.#lackingInAll[from] as number) - size);
    if (withAll) half += this.#wholeWeight * inAll;
    return 2 * half;
  }

  /** Whether the class of such units, where every unit of it is of it alone, is within its largest unit of every target. */
  isNear({ classes }: UnitKind): boolean {
    if (classes.length > 1) return true;
    const name = classes[0] as number;
    const limit = (this.#limits[name] as number) + EPSILON;
    for (let split = 0; split < this.splits; split++) if (Math.abs(this.lacking(name, split)) > limit) return false;
    return true;
  }

  cost(): number {
    const squares = (numbers: Float64Array): number => numbers.reduce((sum, number) => sum + number * number, 0);
    const ofClasses = this.#lacking.reduce(
      (sum, lacking, at) => sum + (this.#weights[Math.floor(at / this.splits)] as number) * lacking * lacking,
      0,
    );
    return ofClasses + this.#wholeWeight * squares(this.#lackingInAll);
  }
}
