import type { Dataset } from '../dataset/dataset.ts';
import type { PlacedSamples } from '../index/map-points.ts';

/** A layout as far as it has come. */
export interface LiveLayout {
  readonly modelId: number;
  readonly epoch: number;
  readonly epochs: number;
  /** Worked out when somebody looks. */
  placed(): PlacedSamples;
}

/** The layout of a dataset's map while it runs, in memory: who looks on asks for what is newer than what they saw. */
export class LiveMap {
  #version = 1;
  #layout: LiveLayout | null = null;
  #waiting: (() => void)[] = [];

  /** Rises with every state. */
  get version(): number {
    return this.#version;
  }

  /** Null where none runs. */
  get layout(): LiveLayout | null {
    return this.#layout;
  }

  /** @param layout null: it has ended, and what came of it is stored */
  show(layout: LiveLayout | null): void {
    this.#layout = layout;
    this.#version++;
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** Resolves once there is another version than `seen`, or when the time is up, or at once when the signal is aborted. */
  async newerThan(seen: number, forMs: number, signal: AbortSignal): Promise<void> {
    if (this.#version !== seen || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.#waiting = this.#waiting.filter((other) => other !== wake);
        resolve();
      };
      const timer = setTimeout(wake, forMs);
      signal.addEventListener('abort', wake, { once: true });
      this.#waiting.push(wake);
    });
  }
}

const liveMaps = new WeakMap<Dataset, LiveMap>();

/** The one of an open dataset. */
export function liveMapOf(dataset: Dataset): LiveMap {
  const known = liveMaps.get(dataset) ?? new LiveMap();
  liveMaps.set(dataset, known);
  return known;
}
