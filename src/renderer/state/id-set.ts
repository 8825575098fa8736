/**
 * An immutable set of sample ids as bits: a million ids take 125 kB, and a copy with one more takes microseconds, so
 * that "select all" of a million and then "but this one" are as cheap as two clicks.
 */
export class IdSet {
  static readonly EMPTY = new IdSet(new Uint32Array(0), 0);

  readonly #words: Uint32Array;
  readonly size: number;

  private constructor(words: Uint32Array, size: number) {
    this.#words = words;
    this.size = size;
  }

  static of(ids: Iterable<number>): IdSet {
    return IdSet.EMPTY.with(Uint32Array.from(ids));
  }

  has(id: number): boolean {
    return ((this.#words[id >>> 5] ?? 0) & (1 << (id & 31))) !== 0;
  }

  /** How many of these ids are members. */
  count(ids: Uint32Array): number {
    let count = 0;
    if (this.size > 0) for (let place = 0; place < ids.length; place++) if (this.has(ids[place] ?? 0)) count++;
    return count;
  }

  with(ids: Uint32Array): IdSet {
    const words = grown(this.#words, ids);
    let size = this.size;
    for (let place = 0; place < ids.length; place++) {
      const id = ids[place] ?? 0;
      const word = words[id >>> 5] ?? 0;
      const bit = 1 << (id & 31);
      if ((word & bit) !== 0) continue;
      words[id >>> 5] = word | bit;
      size++;
    }
    return new IdSet(words, size);
  }

  without(ids: Uint32Array): IdSet {
    const words = this.#words.slice();
    let size = this.size;
    for (const id of ids) {
      const word = words[id >>> 5] ?? 0;
      const bit = 1 << (id & 31);
      if ((word & bit) === 0) continue;
      words[id >>> 5] = word & ~bit;
      size--;
    }
    return new IdSet(words, size);
  }

  toggled(id: number): IdSet {
    const one = Uint32Array.of(id);
    return this.has(id) ? this.without(one) : this.with(one);
  }

  /** The members among `ids`, in their order. */
  among(ids: Uint32Array): Uint32Array {
    // Written out: `filter` takes fifteen times as long.
    const found = new Uint32Array(Math.min(this.size, ids.length));
    let length = 0;
    for (let place = 0; place < ids.length && length < found.length; place++) {
      const id = ids[place] ?? 0;
      if (this.has(id)) found[length++] = id;
    }
    return found.subarray(0, length);
  }
}

function grown(words: Uint32Array, ids: Uint32Array): Uint32Array {
  let max = 0;
  for (let place = 0; place < ids.length; place++) max = Math.max(max, ids[place] ?? 0);
  const length = Math.max(words.length, (max >>> 5) + 1);
  const copy = new Uint32Array(length);
  copy.set(words);
  return copy;
}
