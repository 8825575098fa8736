import { decodeMiniature, miniatureSize } from '../../shared/miniature.ts';
import type { MiniatureAtlas, PictureInAtlas } from './miniature-atlas.ts';

export interface MiniatureCacheOptions {
  readonly atlas: MiniatureAtlas;
  /** Miniatures by id; samples without one are left out. */
  fetch(ids: readonly number[], signal: AbortSignal): Promise<ReadonlyMap<number, Uint8Array>>;
  /** Told of a failed fetch; what is missing is asked for when next wanted. */
  onError(error: unknown): void;
  /** There is more to draw. */
  onPictures(): void;
}

/** A sample that is on the screen. */
export interface WantedMiniature {
  readonly id: number;
  /** Of its thumbnail, as its tile says it; null: there is none; undefined: the tile is not known yet. */
  readonly version: string | null | undefined;
}

interface Batch {
  readonly ids: ReadonlySet<number>;
  readonly controller: AbortController;
}

interface Entry {
  /** Of the thumbnail it is of, once the tile is known. */
  version: string | null | undefined;
  /** Null: the sample has none. */
  readonly picture: PictureInAtlas | null;
}

const IDS_PER_REQUEST = 150;
const MOST_IN_FLIGHT = 4;

/** Pictures for screens of thousands: fetched many at once, called off where nobody sees them any more, kept in an atlas. */
export class MiniatureCache {
  readonly #options: MiniatureCacheOptions;
  readonly #entries = new Map<number, Entry>();
  readonly #batches = new Set<Batch>();
  /** Versions by id. */
  #wanted: ReadonlyMap<number, WantedMiniature['version']> = new Map();

  constructor(options: MiniatureCacheOptions) {
    this.#options = options;
  }

  /** Null: not here yet, or there is none. */
  get(id: number): PictureInAtlas | null {
    const picture = this.#entries.get(id)?.picture ?? null;
    if (picture !== null) this.#options.atlas.touch(picture);
    return picture;
  }

  /** What is on the screen now, and nothing else, in the order it is wanted. */
  want(wanted: readonly WantedMiniature[]): void {
    const now = new Map(wanted.map(({ id, version }) => [id, version]));
    this.#wanted = now;
    for (const batch of this.#batches) if (!batch.ids.values().some((id) => now.has(id))) this.#callOff(batch);
    for (const { id, version } of wanted) this.#check(id, version);
    this.#fetchMissing();
  }

  /** Nothing holds any more. */
  clear(): void {
    for (const batch of this.#batches) this.#callOff(batch);
    this.#entries.clear();
    this.#options.atlas.clear();
    this.#wanted = new Map();
  }

  /** A picture of another version of the file is fetched anew. */
  #check(id: number, version: string | null | undefined): void {
    const entry = this.#entries.get(id);
    if (entry === undefined || version === undefined || entry.version === version) return;
    if (entry.version === undefined) entry.version = version;
    // One without is of a sample that was not decoded yet.
    if (entry.version !== version || (entry.picture === null && version !== null)) this.#drop(id, entry);
  }

  #drop(id: number, { picture }: Entry): void {
    if (picture !== null) this.#options.atlas.free(picture);
    this.#entries.delete(id);
  }

  #fetchMissing(): void {
    const inFlight = new Set([...this.#batches].flatMap((batch) => [...batch.ids]));
    const missing = [...this.#wanted.keys()].filter((id) => !this.#entries.has(id) && !inFlight.has(id));
    for (let at = 0; at < missing.length && this.#batches.size < MOST_IN_FLIGHT; at += IDS_PER_REQUEST) {
      void this.#fetch(missing.slice(at, at + IDS_PER_REQUEST));
    }
  }

  async #fetch(ids: readonly number[]): Promise<void> {
    const batch = { ids: new Set(ids), controller: new AbortController() };
    this.#batches.add(batch);
    try {
      const found = await this.#options.fetch(ids, batch.controller.signal);
      if (!this.#batches.delete(batch)) return;
      for (const id of ids) this.#put(id, found.get(id));
      this.#options.onPictures();
      this.#fetchMissing();
    } catch (error) {
      if (this.#batches.delete(batch)) this.#options.onError(error);
    }
  }

  #put(id: number, bytes: Uint8Array | undefined): void {
    const version = this.#wanted.get(id);
    const size = bytes === undefined ? null : miniatureSize(bytes);
    if (bytes === undefined || size === null) {
      this.#entries.set(id, { version, picture: null });
      return;
    }
    const picture = this.#options.atlas.put(size, (rgba) => decodeMiniature(bytes, rgba), this.#wanted.size);
    picture.onEvicted = () => this.#entries.delete(id);
    this.#entries.set(id, { version, picture });
  }

  #callOff(batch: Batch): void {
    this.#batches.delete(batch);
    batch.controller.abort();
  }
}
