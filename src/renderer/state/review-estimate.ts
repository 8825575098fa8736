import { type ErrorsRemaining, errorsRemaining } from '../../shared/errors-remaining.ts';
import { LABEL_KEPT, LABEL_WRONG, reviewedBins } from '../../shared/reviewed-bins.ts';

/** A verdict on a label: those who were unsure, or removed the picture, gave none. */
export interface Verdict {
  readonly id: number;
  readonly isWrong: boolean;
  /** Probability of the given class as it was asked about. */
  readonly selfConfidence: number;
}

/** Of a probability, in a key that holds a place too: together under 2^53. */
const KEY_STEPS = 2 ** 20;
const MOST_PLACES = 2 ** 32;

/** Verdicts before which nothing is said of the rest. */
const LEAST_VERDICTS = 20;

/**
 * Wrong labels among suspects that are left.
 * @param left probability of the given class of each of them
 * @returns null before enough were reviewed
 */
export function estimateErrors(left: readonly number[], verdicts: readonly Verdict[]): ErrorsRemaining | null {
  if (verdicts.length < LEAST_VERDICTS) return null;
  const selfConfidence = Float32Array.from([...left, ...verdicts.map((verdict) => verdict.selfConfidence)]);
  const said = new Uint8Array(selfConfidence.length);
  for (const [place, { isWrong }] of verdicts.entries()) said[left.length + place] = isWrong ? LABEL_WRONG : LABEL_KEPT;
  return errorsRemaining(reviewedBins({ order: ascending(selfConfidence), selfConfidence, verdicts: said }));
}

/** Places of numbers from the least up. Native sorts of keys in one array: this is done after every decision. */
function ascending(values: Float32Array): Uint32Array {
  const keys = Float64Array.from(values, (value, place) => Math.round(value * KEY_STEPS) * MOST_PLACES + place);
  return Uint32Array.from(keys.sort(), (key) => key % MOST_PLACES);
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
