import type { DerivedScore } from '../../shared/score.ts';
import type { ColumnStore } from './column-store.ts';
import type { Checkpoint } from './turns.ts';

/** Scores that are worked out from the columns of all samples; remembered until one of those changes. */
export class DerivedScores {
  readonly #store: ColumnStore;

  constructor(store: ColumnStore) {
    this.#store = store;
  }

  /** By row; NaN where a sample has none. */
  async of(_score: DerivedScore, _checkpoint: Checkpoint): Promise<Float32Array<ArrayBuffer>> {
    return new Float32Array(this.#store.size).fill(Number.NaN);
  }
}
