/** A stream of random numbers in [0, 1) by xorshift (Marsaglia 2003): the same seed gives the same numbers everywhere. */
export function seededRandom(seed: number): () => number {
  let state = seededState(seed);
  return () => {
    state = nextState(state);
    return (state >>> 0) / 2 ** 32;
  };
}

/** A state of xorshift that is never 0; seeds that are alike give states that are not (finalizer of MurmurHash3). */
export function seededState(seed: number): number {
  let mixed = (seed ^ 0x9e3779b9) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  mixed ^= mixed >>> 16;
  return mixed === 0 ? 0x6d2b79f5 : mixed;
}

/** One step of xorshift: any number but 0 comes up once in 2^32 - 1. */
export function nextState(state: number): number {
  let next = state ^ (state << 13);
  next ^= next >>> 17;
  return next ^ (next << 5);
}
