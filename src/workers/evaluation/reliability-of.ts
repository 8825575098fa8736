import type { BinKind, ReliabilityBin } from '../../shared/reliability.ts';
import type { Steps } from '../duplicates/steps.ts';
import { percentile } from '../quality/percentile.ts';
import { hasBit } from '../query/bits.ts';
import type { Classified } from './confusion-of.ts';
import { sortFloats } from './sort-floats.ts';

/** Samples between two yields. */
const STEP = 2 ** 17;

export interface Confident extends Classified {
  /** Of the predicted class, in [0, 1]; NaN = none. */
  readonly confidences: Float32Array;
}

export interface Binning {
  /** At least 1; 15 is usual. */
  readonly bins: number;
  readonly kind: BinKind;
}

/**
 * How often predictions of about the same confidence are right. Samples without label, prediction or confidence are left
 * out. Edges are scikit-learn's: evenly spaced, or quantiles of the confidences, of which equal ones leave bins empty.
 */
export function* reliabilityOf(samples: Confident, { bins, kind }: Binning): Steps<readonly ReliabilityBin[]> {
  const { labels, predicted, confidences } = samples;
  const edges = kind === 'equal-mass' ? yield* massEdges(samples, bins) : evenEdges(bins);
  const [counts, right, sums] = [new Float64Array(bins), new Float64Array(bins), new Float64Array(bins)];
  for (let sample = 0; sample < labels.length; sample++) {
    if (sample % STEP === 0) yield sample / labels.length;
    if (!isCounted(samples, sample)) continue;
    const confidence = confidences[sample] as number;
    const bin = binOf(edges, confidence);
    counts[bin] = (counts[bin] as number) + 1;
    sums[bin] = (sums[bin] as number) + confidence;
    if (labels[sample] === predicted[sample]) right[bin] = (right[bin] as number) + 1;
  }
  return Array.from(counts, (count, bin) => ({
    low: edges[bin] as number,
    high: edges[bin + 1] as number,
    count,
    accuracy: count === 0 ? 0 : (right[bin] as number) / count,
    confidence: count === 0 ? 0 : (sums[bin] as number) / count,
  }));
}

function isCounted({ labels, predicted, confidences, rows }: Confident, sample: number): boolean {
  if ((labels[sample] as number) < 0 || (predicted[sample] as number) < 0) return false;
  return !Number.isNaN(confidences[sample]) && (rows === null || hasBit(rows, sample));
}

function evenEdges(bins: number): Float64Array {
  return Float64Array.from({ length: bins + 1 }, (_, k) => k / bins);
}

function* massEdges(samples: Confident, bins: number): Steps<Float64Array> {
  const counted = new Float32Array(samples.labels.length);
  let length = 0;
  for (let sample = 0; sample < counted.length; sample++) {
    if (sample % STEP === 0) yield 0;
    if (isCounted(samples, sample)) counted[length++] = samples.confidences[sample] as number;
  }
  const sorted = yield* sortFloats(counted.subarray(0, length));
  if (sorted.length === 0) return evenEdges(bins);
  return Float64Array.from({ length: bins + 1 }, (_, k) => percentile((rank) => sorted[rank] as number, sorted.length, k / bins));
}

/** The first bin whose upper edge is not below the value; the outer bins take what lies beyond. */
function binOf(edges: Float64Array, value: number): number {
  let [low, high] = [0, edges.length - 2];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (edges[middle + 1] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}
