/**
 * Several things worked out from columns, each kept as long as the version it was made from holds. Where they are too many
 * together, the longest unused go.
 */
export class RememberedMany<T> {
  readonly #most: number;
  readonly #sizeOf: (value: T) => number;
  readonly #kept = new Map<string, { readonly version: string; readonly value: T; readonly size: number }>();
  #size = 0;

  /** @param most of the sizes of all that is kept; without `sizeOf` of their number */
  constructor(most: number, sizeOf: (value: T) => number = () => 1) {
    this.#most = most;
    this.#sizeOf = sizeOf;
  }

  /** @param version names all that `make` looks at */
  async of(key: string, version: string, make: () => T | Promise<T>): Promise<T> {
    const known = this.#kept.get(key);
    // Taken out and put back: a Map remembers the order of insertion, so the first entry is the longest unused.
    this.#drop(key);
    const value = known?.version === version ? known.value : await make();
    const size = this.#sizeOf(value);
    // Another may have made it meanwhile.
    this.#drop(key);
    this.#kept.set(key, { version, value, size });
    this.#size += size;
    for (const oldest of this.#kept.keys()) if (this.#size > this.#most) this.#drop(oldest);
    return value;
  }

  #drop(key: string): void {
    this.#size -= this.#kept.get(key)?.size ?? 0;
    this.#kept.delete(key);
  }
}
