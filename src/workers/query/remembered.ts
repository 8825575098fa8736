/** Something worked out from columns, kept as long as the version it was made from holds. */
export class Remembered<T> {
  #version: string | null = null;
  #value: T | null = null;

  /** @param version names all that `make` looks at */
  async of(version: string, make: () => Promise<T>): Promise<T> {
    if (this.#version === version && this.#value !== null) return this.#value;
    this.#value = await make();
    this.#version = version;
    return this.#value;
  }
}
