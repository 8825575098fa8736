import type { PredictionScore } from '../../shared/prediction.ts';
import type { Steps } from '../duplicates/steps.ts';
import { type Labels, NO_CLASS, type Probabilities } from './probabilities.ts';

/** Probabilities between two yields: a few milliseconds, also where each costs a logarithm. */
const STEP = 200_000;

/** Score of one row. @param label NO_CLASS where there is none */
type RowScore = (values: Float32Array, from: number, to: number, label: number) => number;

const ROW_SCORES: Readonly<Record<PredictionScore, RowScore>> = {
  'self-confidence': selfConfidence,
  'normalized-margin': (values, from, to, label) =>
    (selfConfidence(values, from, to, label) - otherThan(values, from, to, label) + 1) / 2,
  margin: (values, from, to) => {
    const best = bestOf(values, from, to);
    return (values[best] as number) - otherThan(values, from, to, best - from);
  },
  entropy: (values, from, to) => (to - from === 1 ? 0 : entropyOf(values, from, to) / Math.log(to - from)),
  mistakenness: (values, from, to, label) => {
    if (label === NO_CLASS) return Number.NaN;
    const best = bestOf(values, from, to);
    const sign = best - from === label ? -1 : 1;
    return (sign * (values[best] as number) + 1) / 2;
  },
  hardness: entropyOf,
};

/**
 * One of PREDICTION_SCORES by sample, as defined there; NaN where a sample has no probabilities, or no label and the score asks
 * for one. Entropies are those of the row divided by its sum, as SciPy and FiftyOne (who start from logits) have them.
 */
export function* predictionScores(
  { classes, values }: Probabilities,
  labels: Labels,
  score: PredictionScore,
): Steps<Float32Array<ArrayBuffer>> {
  const scores = new Float32Array(labels.length).fill(Number.NaN);
  const scoreOf = ROW_SCORES[score];
  const stretch = Math.max(1, Math.floor(STEP / classes));
  for (let row = 0; row < labels.length; row++) {
    if (row % stretch === 0) yield row / labels.length;
    const from = row * classes;
    if (!Number.isNaN(values[from])) scores[row] = scoreOf(values, from, from + classes, labels[row] as number);
  }
  return scores;
}

function selfConfidence(values: Float32Array, from: number, _to: number, label: number): number {
  return label === NO_CLASS ? Number.NaN : (values[from + label] as number);
}

/** Where the largest is; of equal ones the first. */
function bestOf(values: Float32Array, from: number, to: number): number {
  let best = from;
  for (let at = from + 1; at < to; at++) if ((values[at] as number) > (values[best] as number)) best = at;
  return best;
}

/** The largest but that of one class; 0 where there is no other. */
function otherThan(values: Float32Array, from: number, to: number, except: number): number {
  if (to - from === 1) return 0;
  let largest = Number.NEGATIVE_INFINITY;
  for (let at = from; at < to; at++) if (at !== from + except) largest = Math.max(largest, values[at] as number);
  return largest;
}

/** In nats; 0 · log 0 = 0. */
function entropyOf(values: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum += values[at] as number;
  let entropy = 0;
  for (let at = from; at < to; at++) {
    const share = (values[at] as number) / sum;
    if (share > 0) entropy -= share * Math.log(share);
  }
  return entropy;
}
