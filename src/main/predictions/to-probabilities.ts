import type { ValueKind } from '../../shared/prediction-file.ts';

/** Makes probabilities of the values of one row, in place: of logits by softmax. */
export function toProbabilities(values: Float32Array, kind: ValueKind): void {
  if (kind === 'percentages') for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) / 100;
  if (kind !== 'logits') return;
  let highest = Number.NEGATIVE_INFINITY;
  for (const value of values) if (value > highest) highest = value;
  let sum = 0;
  for (const value of values) sum += Math.exp(value - highest);
  for (let i = 0; i < values.length; i++) values[i] = Math.exp((values[i] ?? 0) - highest) / sum;
}
