import { type ErrorsRemaining, errorsRemaining } from '../../shared/errors-remaining.ts';
import { LABEL_KEPT, LABEL_WRONG, reviewedBins } from '../../shared/reviewed-bins.ts';

/** A verdict on a label: those who were unsure, or removed the picture, gave none. */
export interface Verdict {
  readonly id: number;
  readonly isWrong: boolean;
  /** Probability of the given class as it was asked about. */
  readonly selfConfidence: number;
}

/** Verdicts before which nothing is said of the rest. */
const LEAST_VERDICTS = 20;

/**
 * Wrong labels among suspects that are left.
 * @param left probability of the given class of each of them
 * @returns null before enough were reviewed
 */
export function estimateErrors(left: readonly number[], verdicts: readonly Verdict[]): ErrorsRemaining | null {
  if (verdicts.length < LEAST_VERDICTS) return null;
  const all = [
    ...left.map((selfConfidence) => ({ selfConfidence, verdict: 0 })),
    ...verdicts.map(({ selfConfidence, isWrong }) => ({ selfConfidence, verdict: isWrong ? LABEL_WRONG : LABEL_KEPT })),
  ].toSorted((a, b) => a.selfConfidence - b.selfConfidence);
  return errorsRemaining(
    reviewedBins({
      order: Uint32Array.from(all.keys()),
      selfConfidence: Float32Array.from(all, ({ selfConfidence }) => selfConfidence),
      verdicts: Uint8Array.from(all, ({ verdict }) => verdict),
    }),
  );
}

/**
 * The verdicts that still stand: what was taken back elsewhere is none.
 * @param open suspects not decided @param relabeled samples with another label than the one found
 */
export function standingVerdicts(
  verdicts: readonly Verdict[],
  open: ReadonlySet<number>,
  relabeled: ReadonlySet<number>,
): readonly Verdict[] {
  return verdicts.filter(({ id, isWrong }) => !open.has(id) && relabeled.has(id) === isWrong);
}
