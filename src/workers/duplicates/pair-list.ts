import type { Turn } from './turns.ts';

const FIRST_CAPACITY = 1 << 12;
/** Bits. Copies that were only re-encoded differ in no more. */
const LEAST_RADIUS = 2;

/** Pairs of hashes that are close, in columns. */
export class PairList {
  firsts = new Uint32Array(FIRST_CAPACITY);
  seconds = new Uint32Array(FIRST_CAPACITY);
  /** How the first is turned to come close to the second. */
  turns = new Uint8Array(FIRST_CAPACITY);
  /** Bits in which they differ. */
  bits = new Uint8Array(FIRST_CAPACITY);
  count = 0;
  /** Pairs that differ in more bits are left out. */
  radius: number;
  readonly #limit: number;

  /** @param limit most pairs to hold: where there are more (thousands of alike pictures), the radius shrinks down to 2 until they fit, and then the first ones count */
  constructor(radius: number, limit: number) {
    this.radius = radius;
    this.#limit = limit;
  }

  add(first: number, second: number, turn: Turn, bits: number): void {
    if (bits > this.radius) return;
    if (this.count === this.#limit) {
      while (this.count === this.#limit && this.radius > LEAST_RADIUS) this.#shrink();
      if (this.count === this.#limit || bits > this.radius) return;
    }
    if (this.count === this.firsts.length) this.#grow();
    this.firsts[this.count] = first;
    this.seconds[this.count] = second;
    this.turns[this.count] = turn;
    this.bits[this.count] = bits;
    this.count++;
  }

  #shrink(): void {
    this.radius--;
    let kept = 0;
    for (let k = 0; k < this.count; k++) {
      if ((this.bits[k] as number) > this.radius) continue;
      this.firsts[kept] = this.firsts[k] as number;
      this.seconds[kept] = this.seconds[k] as number;
      this.turns[kept] = this.turns[k] as number;
      this.bits[kept] = this.bits[k] as number;
      kept++;
    }
    this.count = kept;
  }

  #grow(): void {
    const capacity = Math.min(this.#limit, this.firsts.length * 2);
    this.firsts = widened(this.firsts, new Uint32Array(capacity));
    this.seconds = widened(this.seconds, new Uint32Array(capacity));
    this.turns = widened(this.turns, new Uint8Array(capacity));
    this.bits = widened(this.bits, new Uint8Array(capacity));
  }
}

function widened<T extends Uint32Array | Uint8Array>(values: T, wider: T): T {
  wider.set(values);
  return wider;
}
