import type { AutoCleanInput, AutoCleanResult } from '../auto-clean/auto-clean.ts';
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
  /**
   * Tries repairs on a trusted set, see `autoClean`: of what the detectors given found, and of labels that out-of-fold models
   * which saw no trusted sample doubt.
   */
  readonly autoClean: {
    readonly input: AutoCleanInput & { readonly folds: number; readonly seed: number; readonly threads: number };
    readonly progress: RegressionProgress;
    /** `cost`: of the regression, chosen by what it makes of labels that it has not seen; none of them trusted. */
    readonly output: AutoCleanResult & { readonly cost: number };
  };
};
