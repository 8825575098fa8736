import type { Tile } from '../../shared/sample.ts';

export interface TileCacheOptions {
  fetchTiles(ids: readonly number[], signal: AbortSignal): Promise<readonly Tile[]>;
  /** Told of a failed fetch; the tiles are asked for again when next wanted. */
  onError(error: unknown): void;
  /** Told which wanted tiles are not decoded yet. */
  onPending?(ids: readonly number[]): void;
  /** Runs its argument a little later, once: as a microtask in the page. */
  schedule(run: () => void): void;
  /** Tiles kept beyond those wanted now. */
  readonly capacity?: number;
  readonly idsPerRequest?: number;
}

interface Entry {
  /** Null: the dataset has no such sample any more. */
  readonly tile: Tile | null;
  readonly isFresh: boolean;
}

interface Batch {
  readonly ids: ReadonlySet<number>;
  readonly controller: AbortController;
}

/**
 * Tiles outside of React: what is wanted now is fetched in batches; batches of which nothing is
 * wanted any more are called off. A tile that changed stays visible until its successor is there.
 */
export class TileCache {
  readonly #options: Required<Omit<TileCacheOptions, 'onPending'>> & Pick<TileCacheOptions, 'onPending'>;
  /** In order of last use, oldest first. */
  readonly #entries = new Map<number, Entry>();
  readonly #listeners = new Map<number, Set<() => void>>();
  readonly #anyListeners = new Set<() => void>();
  readonly #batches = new Set<Batch>();
  #wanted: ReadonlySet<number> = new Set();
  readonly #wantedBy = new Map<string, readonly number[]>();
  #isScheduled = false;

  constructor(options: TileCacheOptions) {
    this.#options = { capacity: 2000, idsPerRequest: 200, ...options };
  }

  get(id: number): Tile | null {
    return this.#entries.get(id)?.tile ?? null;
  }

  /** @returns the unsubscriber */
  subscribe(id: number, listener: () => void): () => void {
    const listeners = this.#listeners.get(id) ?? new Set();
    listeners.add(listener);
    this.#listeners.set(id, listeners);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(id);
    };
  }

  /** Told of every change of any tile, many times in a row. @returns the unsubscriber */
  subscribeToAny(listener: () => void): () => void {
    this.#anyListeners.add(listener);
    return () => void this.#anyListeners.delete(listener);
  }

  /**
   * What is on screen now, and nothing else.
   * @param where which part of the screen tells of itself; the others' wishes stay
   */
  want(ids: Iterable<number>, where = 'main'): void {
    this.#wantedBy.set(where, [...ids]);
    this.#wanted = new Set([...this.#wantedBy.values()].flat());
    for (const batch of this.#batches) if (!someIn(batch.ids, this.#wanted)) this.#callOff(batch);
    this.#wake();
  }

  /** These samples changed; null: any may have. */
  invalidate(ids: readonly number[] | null): void {
    for (const batch of this.#batches) if (ids === null || ids.some((id) => batch.ids.has(id))) this.#callOff(batch);
    for (const id of ids ?? [...this.#entries.keys()]) {
      const entry = this.#entries.get(id);
      if (entry !== undefined) this.#entries.set(id, { ...entry, isFresh: false });
    }
    this.#wake();
  }

  /**
   * Shows a change before the engine has confirmed it.
   * @param has which samples; only those in the cache matter
   * @returns takes it back
   */
  patch(has: (id: number) => boolean, change: (tile: Tile) => Tile): () => void {
    const before = this.known(has);
    for (const tile of before) this.#put(tile.id, { tile: change(tile), isFresh: false });
    return () => {
      for (const tile of before) this.#put(tile.id, { tile, isFresh: false });
      this.#wake();
    };
  }

  /** Cached tiles of the given samples. */
  known(has: (id: number) => boolean): readonly Tile[] {
    return [...this.#entries.values()].flatMap(({ tile }) => (tile !== null && has(tile.id) ? [tile] : []));
  }

  clear(): void {
    for (const batch of this.#batches) this.#callOff(batch);
    this.#wanted = new Set();
    this.#entries.clear();
  }

  #wake(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#options.schedule(() => {
      this.#isScheduled = false;
      this.#fetchMissing();
    });
  }

  #fetchMissing(): void {
    const inFlight = new Set([...this.#batches].flatMap((batch) => [...batch.ids]));
    const missing = [...this.#wanted].filter((id) => this.#entries.get(id)?.isFresh !== true && !inFlight.has(id));
    const { idsPerRequest } = this.#options;
    for (let at = 0; at < missing.length; at += idsPerRequest) void this.#fetch(missing.slice(at, at + idsPerRequest));
  }

  async #fetch(ids: readonly number[]): Promise<void> {
    const batch = { ids: new Set(ids), controller: new AbortController() };
    this.#batches.add(batch);
    try {
      const tiles = await this.#options.fetchTiles(ids, batch.controller.signal);
      if (this.#batches.delete(batch)) this.#takeIn(ids, tiles);
    } catch (error) {
      if (this.#batches.delete(batch)) this.#options.onError(error);
    }
  }

  #takeIn(ids: readonly number[], tiles: readonly Tile[]): void {
    const byId = new Map(tiles.map((tile) => [Number(tile.id), tile]));
    for (const id of ids) this.#put(id, { tile: byId.get(id) ?? null, isFresh: true });
    this.#forgetOldest();
    const pending = [...this.#wanted].filter((id) => this.get(id)?.status === 'pending');
    if (pending.length > 0) this.#options.onPending?.(pending);
  }

  #put(id: number, entry: Entry): void {
    this.#entries.delete(id);
    this.#entries.set(id, entry);
    for (const listener of this.#listeners.get(id) ?? []) listener();
    for (const listener of this.#anyListeners) listener();
  }

  #forgetOldest(): void {
    const surplus = this.#entries.size - this.#options.capacity;
    if (surplus <= 0) return;
    const oldest = [...this.#entries.keys()].filter((id) => !this.#wanted.has(id) && !this.#listeners.has(id));
    for (const id of oldest.slice(0, surplus)) this.#entries.delete(id);
  }

  #callOff(batch: Batch): void {
    this.#batches.delete(batch);
    batch.controller.abort();
  }
}

function someIn(ids: ReadonlySet<number>, set: ReadonlySet<number>): boolean {
  for (const id of ids) if (set.has(id)) return true;
  return false;
}
