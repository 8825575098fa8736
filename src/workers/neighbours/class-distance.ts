import type { Steps } from '../duplicates/steps.ts';
import { quantile } from './outlier.ts';

/** Samples between two yields. */
const STEP = 2000;

export interface Labelled {
  /** Points by place, of length 1 or zeros. */
  readonly rows: Float32Array;
  readonly dimensions: number;
  /** By sample. */
  readonly places: Uint32Array;
  /** By sample; 0: none. */
  readonly labels: Uint32Array;
  /** By sample: the first of those that are the same picture. */
  readonly standsFor: Uint32Array;
}

/**
 * How near a sample is to the middle of its class, compared with what is usual there: the class's median distance by the
 * sample's own, at most 1. So 1 = as near as at least half of the class, .5 = twice as far as usual. The middle is the mean
 * direction of the others of the class, as in nearest-centroid classifiers and prototypical networks [Tibshirani et al. 2002;
 * Snell et al. 2017]: left out itself, a sample that does not belong cannot pull it. Copies count once a class.
 * @returns values in [0, 1]; NaN without a label, and where the class has no other sample
 */
export function* classDistance(labelled: Labelled): Steps<Float32Array<ArrayBuffer>> {
  const { labels, standsFor } = labelled;
  const firsts = yield* firstOfClass(labels, standsFor);
  const sums = yield* classSums(labelled, firsts);
  const apart = new Float64Array(labels.length).fill(Number.NaN);
  for (let i = 0; i < labels.length; i++) {
    const sum = sums.get(labels[i] as number);
    if (sum !== undefined && sum.count > 1) apart[i] = distanceToOthers(labelled, i, sum);
    if (i % STEP === 0) yield 0.5 + (0.3 * i) / labels.length;
  }
  const medians = mediansOf(labels, firsts, apart);
  return Float32Array.from(apart, (distance, i) => {
    if (Number.isNaN(distance)) return distance;
    const usual = medians.get(labels[i] as number) ?? 0;
    return distance <= usual ? 1 : usual / distance;
  });
}

interface ClassSum {
  readonly values: Float64Array;
  count: number;
  square: number;
}

/** 1: the first sample of its class with this picture. */
function* firstOfClass(labels: Uint32Array, standsFor: Uint32Array): Steps<Uint8Array> {
  const seen = new Set<number>();
  const firsts = new Uint8Array(labels.length);
  for (let i = 0; i < labels.length; i++) {
    if (i % STEP === 0) yield 0;
    if (labels[i] === 0) continue;
    const key = (labels[i] as number) * 2 ** 32 + (standsFor[i] as number);
    if (!seen.has(key)) firsts[i] = 1;
    seen.add(key);
  }
  return firsts;
}

function* classSums({ rows, dimensions, places, labels }: Labelled, firsts: Uint8Array): Steps<Map<number, ClassSum>> {
  const sums = new Map<number, ClassSum>();
  for (let i = 0; i < labels.length; i++) {
    if (i % STEP === 0) yield (0.5 * i) / labels.length;
    if (firsts[i] === 0) continue;
    const label = labels[i] as number;
    const sum = sums.get(label) ?? { values: new Float64Array(dimensions), count: 0, square: 0 };
    sums.set(label, sum);
    sum.count++;
    const at = (places[i] as number) * dimensions;
    for (let j = 0; j < dimensions; j++) sum.values[j] = (sum.values[j] as number) + (rows[at + j] as number);
  }
  for (const sum of sums.values()) sum.square = sum.values.reduce((total, value) => total + value * value, 0);
  return sums;
}

/** Cosine distance to the sum of the class without this sample; 1 where that has no direction. */
function distanceToOthers({ rows, dimensions, places }: Labelled, i: number, { values, square }: ClassSum): number {
  const at = (places[i] as number) * dimensions;
  let along = 0;
  let own = 0;
  for (let j = 0; j < dimensions; j++) {
    const value = rows[at + j] as number;
    along += value * (values[j] as number);
    own += value * value;
  }
  const others = square - 2 * along + own;
  return others <= 1e-9 ? 1 : Math.min(2, Math.max(0, 1 - (along - own) / Math.sqrt(others)));
}

function mediansOf(labels: Uint32Array, firsts: Uint8Array, apart: Float64Array): ReadonlyMap<number, number> {
  const distances = new Map<number, number[]>();
  for (let i = 0; i < labels.length; i++) {
    if (firsts[i] === 0 || Number.isNaN(apart[i])) continue;
    const label = labels[i] as number;
    const ofClass = distances.get(label) ?? [];
    if (ofClass.length === 0) distances.set(label, ofClass);
    ofClass.push(apart[i] as number);
  }
  return new Map(Array.from(distances, ([label, ofClass]) => [label, quantile(Float64Array.from(ofClass).sort(), 0.5)]));
}
