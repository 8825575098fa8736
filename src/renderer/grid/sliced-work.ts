/** Work that pauses often, done a slice at a time, so that the page answers meanwhile. */
export class SlicedWork<Result> {
  readonly #steps: Iterator<void, Result>;
  readonly #nowMs: () => number;
  #done: { readonly result: Result } | null = null;

  /** @param steps pauses by `yield` */
  constructor(steps: Iterator<void, Result>, nowMs: () => number = () => performance.now()) {
    this.#steps = steps;
    this.#nowMs = nowMs;
  }

  /** Null: not done yet. */
  get done(): { readonly result: Result } | null {
    return this.#done;
  }

  /** Goes on until it is done, or to the first pause after this time. */
  advance(ms: number): void {
    const until = this.#nowMs() + ms;
    while (this.#done === null) {
      const step = this.#steps.next();
      if (step.done === true) this.#done = { result: step.value };
      else if (this.#nowMs() >= until) return;
    }
  }
}
