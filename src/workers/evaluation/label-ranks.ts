import type { Steps } from '../duplicates/steps.ts';
import type { Labels, Probabilities } from '../label-quality/probabilities.ts';
import { type Bits, hasBit } from '../query/bits.ts';

/** Of a sample without a label, without probabilities, or whose class has none. */
export const NO_RANK = 0xffffffff;
/** Probabilities between two yields. */
const STEP = 2 ** 20;

/**
 * How many classes the model finds likelier than the label: 0 = the label is its first guess. Of equal probabilities the
 * earlier class comes first, as an argmax has it, so that top-1 accuracy is accuracy (scikit-learn lets the later come first).
 * @param labels over a list of classes that begins with those of the probabilities
 */
export function* labelRanks(labels: Labels, { classes, values }: Probabilities): Steps<Uint32Array<ArrayBuffer>> {
  const ranks = new Uint32Array(labels.length).fill(NO_RANK);
  const rowsAStep = Math.max(1, Math.floor(STEP / classes));
  for (let sample = 0; sample < labels.length; sample++) {
    if (sample % rowsAStep === 0) yield sample / labels.length;
    const label = labels[sample] as number;
    const start = sample * classes;
    if (label >>> 0 >= classes || Number.isNaN(values[start])) continue;
    const own = values[start + label] as number;
    let rank = 0;
    for (let k = 0; k < label; k++) if ((values[start + k] as number) >= own) rank++;
    for (let k = label + 1; k < classes; k++) if ((values[start + k] as number) > own) rank++;
    ranks[sample] = rank;
  }
  return ranks;
}

/** Share of the labelled samples asked for whose label is among the k likeliest classes; 0 where none is labelled. */
export function topKAccuracy(labels: Labels, ranks: Uint32Array, k: number, rows: Bits | null): number {
  let [right, labelled] = [0, 0];
  for (let sample = 0; sample < labels.length; sample++) {
    if ((labels[sample] as number) < 0 || (rows !== null && !hasBit(rows, sample))) continue;
    labelled++;
    if ((ranks[sample] as number) < k) right++;
  }
  return labelled === 0 ? 0 : right / labelled;
}

/** Predictions as FiftyOne's top-k evaluation has them: the label where it is among the k likeliest, else the prediction. */
export function topKPredicted(labels: Labels, predicted: Labels, ranks: Uint32Array, k: number): Labels {
  return predicted.map((prediction, sample) => ((ranks[sample] ?? NO_RANK) < k ? (labels[sample] ?? prediction) : prediction));
}
