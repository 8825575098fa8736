import { useCallback, useSyncExternalStore } from 'react';

export interface ByIdCacheOptions<Value> {
  /** Answers what there is; samples without an answer stay unknown. */
  fetch(ids: readonly number[]): Promise<Iterable<readonly [id: number, value: Value]>>;
  /** Told of a failed fetch; its samples are asked for again with the next that are wanted. */
  onError(error: unknown): void;
  /** Runs its argument a little later, once: `requestAnimationFrame` in the page. */
  schedule(run: () => void): void;
  readonly idsPerRequest?: number;
  /** Values kept beyond those that somebody listens to. */
  readonly mostKept?: number;
}

/**
 * Values of samples outside of React: what is listened to is fetched, all of a frame at once, and never for one sample alone where
 * others are wanted too. A value that may have changed stays visible until its successor is there.
 */
export class ByIdCache<Value> {
  readonly #options: Required<ByIdCacheOptions<Value>>;
  readonly #known = new Map<number, Value>();
  readonly #listeners = new Map<number, Set<() => void>>();
  #wanted = new Set<number>();
  #isScheduled = false;
  /** What was asked before it rose is asked anew: its answer may be older than one that is here. */
  #generation = 0;

  constructor(options: ByIdCacheOptions<Value>) {
    this.#options = { idsPerRequest: 200, mostKept: 2000, ...options };
  }

  get(id: number): Value | null {
    return this.#known.get(id) ?? null;
  }

  /** @returns the unsubscriber */
  subscribe(id: number, listener: () => void): () => void {
    const ofId = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, ofId.add(listener));
    if (!this.#known.has(id)) this.#ask([id]);
    return () => {
      ofId.delete(listener);
      if (ofId.size === 0) this.#listeners.delete(id);
    };
  }

  /** Any value may have changed: those listened to are fetched anew, the others forgotten. */
  refresh(): void {
    this.#generation += 1;
    for (const id of this.#known.keys()) if (!this.#listeners.has(id)) this.#known.delete(id);
    this.#ask(this.#listeners.keys());
  }

  /** Something else is meant from now on: no value holds any more. */
  clear(): void {
    this.#generation += 1;
    const had = [...this.#known.keys()];
    this.#known.clear();
    for (const id of had) this.#tell(id);
    this.#ask(this.#listeners.keys());
  }

  #ask(ids: Iterable<number>): void {
    for (const id of ids) this.#wanted.add(id);
    if (this.#isScheduled || this.#wanted.size === 0) return;
    this.#isScheduled = true;
    this.#options.schedule(() => {
      this.#isScheduled = false;
      const all = [...this.#wanted].filter((id) => this.#listeners.has(id));
      this.#wanted = new Set();
      const { idsPerRequest } = this.#options;
      for (let start = 0; start < all.length; start += idsPerRequest) void this.#fetch(all.slice(start, start + idsPerRequest));
    });
  }

  async #fetch(ids: readonly number[]): Promise<void> {
    const generation = this.#generation;
    try {
      const found = await this.#options.fetch(ids);
      if (generation !== this.#generation) return;
      for (const [id, value] of found) {
        this.#known.set(id, value);
        this.#tell(id);
      }
      this.#forget();
    } catch (error) {
      for (const id of ids) this.#wanted.add(id);
      this.#options.onError(error);
    }
  }

  #tell(id: number): void {
    for (const listener of this.#listeners.get(id) ?? []) listener();
  }

  #forget(): void {
    for (const id of this.#known.keys()) {
      if (this.#known.size <= this.#options.mostKept) break;
      if (!this.#listeners.has(id)) this.#known.delete(id);
    }
  }
}

/**
 * The value of a sample, fetched once somebody shows it; null: not known yet.
 * @param id null: of none
 * @param isAsked false: shown where it is known, and not fetched
 */
export function useById<Value>(cache: ByIdCache<Value>, id: number | null, isAsked = true): Value | null {
  return useSyncExternalStore(
    useCallback((listener) => (id === null || !isAsked ? () => undefined : cache.subscribe(id, listener)), [cache, id, isAsked]),
    () => (id === null ? null : cache.get(id)),
  );
}
