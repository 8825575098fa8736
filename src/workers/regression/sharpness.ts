import { NO_CLASS, type Probabilities } from '../label-quality/probabilities.ts';
import { seededSample } from '../neighbours/seeded-sample.ts';

/** Rows that it is fitted on: plenty for one number. */
const FITTED_ROWS = 2000;
const SEED = 1;
/** Logarithms of the least and the most exponent looked at. */
const [LEAST, MOST] = [Math.log(0.1), Math.log(20)];
const HALVINGS = 24;
const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** Least probability, so that a label thought impossible does not settle it alone. */
const FLOOR = 1e-6;

/**
 * The exponent that probabilities must be raised to, and made to sum to 1 again, to suit the labels best (temperature scaling:
 * Guo et al. 2017; the exponent is one over the temperature). Strongly regularised regressions are too unsure: above 1.
 * @returns 1 where nothing has both a label and probabilities
 */
export function fittedSharpness({ classes, values }: Probabilities, labels: Int32Array): number {
  const rows = Uint32Array.from(labels.keys()).filter((row) => {
    const label = labels[row] as number;
    return label > NO_CLASS && label < classes && !Number.isNaN(values[row * classes]);
  });
  if (rows.length === 0) return 1;
  const picked = seededSample(rows.length, FITTED_ROWS, SEED).map((at) => rows[at] as number);
  const lossAt = (logarithm: number): number => {
    let loss = 0;
    for (const row of picked) {
      loss -= Math.log(Math.max(FLOOR, sharpened(values, row * classes, classes, labels[row] as number, Math.exp(logarithm))));
    }
    return loss;
  };
  let [from, upto] = [LEAST, MOST];
  for (let halving = 0; halving < HALVINGS; halving++) {
    const [left, right] = [upto - GOLDEN * (upto - from), from + GOLDEN * (upto - from)];
    if (lossAt(left) <= lossAt(right)) upto = right;
    else from = left;
  }
  return Math.exp((from + upto) / 2);
}

/** Probability of a class when all of a row are raised to an exponent. @param start where the row begins */
export function sharpened(values: Float32Array, start: number, classes: number, label: number, exponent: number): number {
  let largest = 0;
  for (let at = start; at < start + classes; at++) largest = Math.max(largest, values[at] as number);
  let sum = 0;
  for (let at = start; at < start + classes; at++) sum += ((values[at] as number) / largest) ** exponent;
  return ((values[start + label] as number) / largest) ** exponent / sum;
}
