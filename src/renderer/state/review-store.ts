import { create } from 'zustand';
import type { Filter } from '../../shared/query.ts';
import type { DatasetId } from '../../shared/sample.ts';
import type { ReviewOrder } from './label-sort.ts';
import type { Verdict } from './review-estimate.ts';
import type { ReviewMemory } from './review-memory.ts';
import type { ReviewedKind } from './review-query.ts';
import { type ReviewQueue, rankedQueue, shownSuspect } from './review-queue.ts';

/** A decision of this review that can be taken back. */
export interface ReviewStep {
  readonly id: number;
  /** Decisions that could be undone once it was made; null: the engine has not answered yet. */
  readonly undoDepth: number | null;
}

export interface ReviewState {
  /** Null: nothing was ranked yet. */
  readonly datasetId: DatasetId | null;
  readonly kind: ReviewedKind;
  readonly scope: Filter | null;
  /** Asked for; a run that cannot say what a label teaches has its suspects by doubt all the same. */
  readonly order: ReviewOrder;
  readonly queue: ReviewQueue;
  /** Suspects of the scope that were decided before they were ranked. */
  readonly decidedBefore: number;
  /** By sample: probability of the given class, of suspects as ranked. */
  readonly selfConfidence: ReadonlyMap<number, number>;
  /** That stand, of samples in the scope. */
  readonly verdicts: readonly Verdict[];
  readonly memory: ReviewMemory;
  readonly steps: readonly ReviewStep[];
  readonly isRanking: boolean;
  /** What came of ranking last: "Ranked anew after 20 decisions". */
  readonly note: string | null;
  readonly problem: string | null;
}

export const NO_REVIEW: ReviewState = {
  datasetId: null,
  kind: 'label',
  scope: null,
  order: 'doubt',
  queue: rankedQueue([]),
  decidedBefore: 0,
  selfConfidence: new Map(),
  verdicts: [],
  memory: { verdicts: [], accuracies: [] },
  steps: [],
  isRanking: false,
  note: null,
  problem: null,
};

/** The review of label issues, or of what annotators disagree on: its queue and what was decided so far. Actions stand in review-actions.ts. */
export const useReviewStore = create<ReviewState>()(() => NO_REVIEW);

/** The suspect that is shown; null: none. */
export function reviewedSample(): number | null {
  return shownSuspect(useReviewStore.getState().queue);
}
