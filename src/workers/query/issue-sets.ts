import type { Cuts, IssueKind } from '../../shared/issue.ts';
import { type Bits, noBits } from './bits.ts';
import type { ColumnStore } from './column-store.ts';
import type { DerivedScores } from './derived-scores.ts';
import type { Checkpoint } from './turns.ts';

/** Which rows have which issue. */
export class IssueSets {
  readonly #store: ColumnStore;

  constructor(store: ColumnStore, _derived: DerivedScores, _cuts: Cuts) {
    this.#store = store;
  }

  setCuts(_cuts: Cuts): void {}

  async rows(_kind: IssueKind, _checkpoint: Checkpoint): Promise<Bits> {
    return noBits(this.#store.size);
  }

  async flagged(_checkpoint: Checkpoint): Promise<Bits> {
    return noBits(this.#store.size);
  }
}
