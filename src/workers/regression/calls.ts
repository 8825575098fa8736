import type { FittedFold, OutOfFold, OutOfFoldInput, PreparedFolds } from './out-of-fold.ts';

export interface RegressionProgress {
  readonly done: number;
  readonly total: number;
}

export type RegressionCalls = {
  /**
   * Out-of-fold probabilities, and how far each label reaches; folds are shared out to so many threads, which makes no
   * difference to what comes out.
   */
  readonly outOfFold: {
    readonly input: OutOfFoldInput & { readonly threads: number };
    readonly progress: RegressionProgress;
    readonly output: OutOfFold & {
      /** By row, see `influences`. */
      readonly influence: Float32Array<ArrayBuffer>;
    };
  };
  /** Asked by `outOfFold` of its helpers: some of the folds, in that order. Progress counts thousandths of a fold. */
  readonly fitFolds: {
    readonly input: { readonly prepared: PreparedFolds; readonly folds: readonly number[]; readonly thread: number };
    readonly progress: RegressionProgress;
    readonly output: readonly (FittedFold | null)[];
  };
};
