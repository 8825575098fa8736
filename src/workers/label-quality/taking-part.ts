import type { Steps } from '../duplicates/steps.ts';
import { type Labels, NO_CLASS, type Probabilities } from './probabilities.ts';

/** Samples between two yields. */
const STEP = 100_000;

export interface LabelledProbabilities {
  readonly probabilities: Probabilities;
  /** By sample. */
  readonly labels: Labels;
  /** By sample, 0: takes no part, whatever is known of it; null: all take part. */
  readonly mask: Uint8Array | null;
}

/** Label of each sample that takes part: one with a label that the run knows, and with probabilities. NO_CLASS for the others. */
export function* takingPart({ probabilities, labels, mask }: LabelledProbabilities): Steps<Labels> {
  const { classes, values } = probabilities;
  const given = new Int32Array(labels.length).fill(NO_CLASS);
  for (let row = 0; row < labels.length; row++) {
    if (row % STEP === 0) yield row / labels.length;
    const label = labels[row] as number;
    if (label < 0 || label >= classes || mask?.[row] === 0) continue;
    if (!Number.isNaN(values[row * classes])) given[row] = label;
  }
  return given;
}
