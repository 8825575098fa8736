import { type Labels, NO_CLASS, type Probabilities } from './probabilities.ts';

export interface LabelledProbabilities {
  readonly probabilities: Probabilities;
  /** By sample. */
  readonly labels: Labels;
  /** By sample, 0: takes no part, whatever is known of it; null: all take part. */
  readonly mask: Uint8Array | null;
}

/** Label of each sample that takes part: one with a label that the run knows, and with probabilities. NO_CLASS for the others. */
export function takingPart({ probabilities, labels, mask }: LabelledProbabilities): Labels {
  const { classes, values } = probabilities;
  return labels.map((label, row) => {
    const isLabelled = label >= 0 && label < classes;
    return isLabelled && mask?.[row] !== 0 && !Number.isNaN(values[row * classes]) ? label : NO_CLASS;
  });
}
