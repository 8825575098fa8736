import { NO_CLASS, type Probabilities } from '../label-quality/probabilities.ts';
import { fittedSharpness, sharpened } from './sharpness.ts';

/**
 * What reviewing a row is expected to bring: the probability that its label is wrong times its influence. That is one less the
 * label's probability out of fold, made as sure as suits all labels (`fittedSharpness`): of a regression that is never sure
 * everything would be half wrong, and influence alone would decide. The order of "review next" is the largest first; it is cheap
 * enough to be made anew after each batch.
 * @param influence by row, see `influences` @returns by row; NaN where label, probabilities or influence are missing
 */
export function expectedGain(
  probabilities: Probabilities,
  labels: Int32Array,
  influence: Float32Array,
): Float32Array<ArrayBuffer> {
  const { classes, values } = probabilities;
  const sharpness = fittedSharpness(probabilities, labels);
  const gains = new Float32Array(labels.length).fill(Number.NaN);
  labels.forEach((label, row) => {
    if (label <= NO_CLASS || label >= classes || Number.isNaN(values[row * classes])) return;
    gains[row] = (1 - sharpened(values, row * classes, classes, label, sharpness)) * (influence[row] as number);
  });
  return gains;
}

/** Rows by expected gain, the largest first; rows of the same gain in their order. Missing ones are left out. */
export function reviewOrder(gains: Float32Array): Uint32Array<ArrayBuffer> {
  const rows = Array.from(gains.keys()).filter((row) => !Number.isNaN(gains[row]));
  return Uint32Array.from(rows.sort((a, b) => (gains[b] as number) - (gains[a] as number) || a - b));
}
