import { type ConfusionMatrix, emptyConfusion } from '../../shared/confusion.ts';
import type { Labels } from '../label-quality/probabilities.ts';
import { type Bits, hasBit } from '../query/bits.ts';

/** Of each sample, over one joint list of classes; NO_CLASS = none. */
export interface Classified {
  readonly labels: Labels;
  readonly predicted: Labels;
  /** The samples asked for; null: all. */
  readonly rows: Bits | null;
}

/** One pass; 1M samples in about 10 ms. Numbers that are no class count as none. */
export function confusionOf({ labels, predicted, rows }: Classified, classes: number): ConfusionMatrix {
  const matrix = emptyConfusion(classes);
  const { counts } = matrix;
  const side = classes + 1;
  for (let sample = 0; sample < labels.length; sample++) {
    if (rows !== null && !hasBit(rows, sample)) continue;
    const label = labels[sample] as number;
    const prediction = predicted[sample] as number;
    const row = label >>> 0 < classes ? label : classes;
    const column = prediction >>> 0 < classes ? prediction : classes;
    const cell = row * side + column;
    counts[cell] = (counts[cell] as number) + 1;
  }
  return matrix;
}

/** 1 where label and prediction are the same, also where both are missing, as FiftyOne counts. */
export function correctSamples(labels: Labels, predicted: Labels): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(labels, (label, sample) => (label === predicted[sample] ? 1 : 0));
}

export const BINARY_OUTCOMES = ['true-negative', 'false-positive', 'false-negative', 'true-positive'] as const;

/** One class against all else, to which missing labels and predictions belong, as in FiftyOne. @returns places in BINARY_OUTCOMES */
export function binaryOutcomes(labels: Labels, predicted: Labels, positive: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(labels, (label, sample) => 2 * Number(label === positive) + Number(predicted[sample] === positive));
}
