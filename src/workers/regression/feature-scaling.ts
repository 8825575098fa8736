import type { Steps } from '../duplicates/steps.ts';

/**
 * What is done with features first; the mean is taken from each in any case, which changes no probability.
 * standard: each column is divided by its standard deviation. length: rows are made as long as they are on average after
 * `standard`, √dimensions. none: as they are.
 */
export const FEATURE_SCALINGS = ['length', 'standard', 'none'] as const;
export type FeatureScaling = (typeof FEATURE_SCALINGS)[number];

export interface FittedScaling {
  readonly kind: FeatureScaling;
  readonly mean: Float64Array;
  /** By column: what differences from the mean are multiplied by. */
  readonly factors: Float64Array;
}

const NUMBERS_A_STEP = 1_000_000;
/** A deviation below this share of the column's mean is rounding. */
const ROUNDING = 1e-6;

/** Whether all numbers of a row can be reckoned with. */
export function isFiniteRow(features: Float32Array, row: number, dimensions: number): boolean {
  for (let i = row * dimensions; i < (row + 1) * dimensions; i++) if (!Number.isFinite(features[i])) return false;
  return true;
}

/** @param features n × dimensions @param rows those that count, all finite */
export function* fitScaling(
  features: Float32Array,
  dimensions: number,
  rows: Uint32Array,
  kind: FeatureScaling,
): Steps<FittedScaling> {
  const mean = new Float64Array(dimensions);
  const squares = new Float64Array(dimensions);
  const every = Math.max(1, Math.floor(NUMBERS_A_STEP / dimensions));
  for (const [n, row] of rows.entries()) {
    if (n % every === 0) yield n / rows.length / 2;
    for (let i = 0; i < dimensions; i++) mean[i] = (mean[i] as number) + (features[row * dimensions + i] as number) / rows.length;
  }
  const factors = new Float64Array(dimensions).fill(1);
  if (kind !== 'standard') return { kind, mean, factors };
  for (const [n, row] of rows.entries()) {
    if (n % every === 0) yield 0.5 + n / rows.length / 2;
    for (let i = 0; i < dimensions; i++) {
      squares[i] = (squares[i] as number) + ((features[row * dimensions + i] as number) - (mean[i] as number)) ** 2 / rows.length;
    }
  }
  for (let i = 0; i < dimensions; i++) {
    const deviation = Math.sqrt(squares[i] as number);
    factors[i] = deviation > ROUNDING * Math.abs(mean[i] as number) ? 1 / deviation : 0;
  }
  return { kind, mean, factors };
}

/** Writes a scaled row of features. */
export function scaleRow(
  features: Float32Array,
  row: number,
  { kind, mean, factors }: FittedScaling,
  into: Float32Array<ArrayBuffer | SharedArrayBuffer>,
  at: number,
): void {
  const dimensions = mean.length;
  let [squares, whole] = [0, 0];
  for (let i = 0; i < dimensions; i++) {
    const value = features[row * dimensions + i] as number;
    const scaled = (value - (mean[i] as number)) * (factors[i] as number);
    into[at + i] = scaled;
    squares += scaled * scaled;
    whole += value * value;
  }
  if (kind !== 'length') return;
  // What is left of a row that equals the mean but for rounding has no direction.
  const factor = squares > ROUNDING ** 2 * whole ? Math.sqrt(dimensions / squares) : 0;
  for (let i = 0; i < dimensions; i++) into[at + i] = (into[at + i] as number) * factor;
}
