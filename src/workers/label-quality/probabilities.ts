/** Class probabilities of samples. A row whose first value is NaN is missing. Rows need not sum to 1: they are used as given. */
export interface Probabilities {
  readonly classes: number;
  /** n × classes, row by row. */
  readonly values: Float32Array;
}

/** Place of the given class by sample, NO_CLASS where there is none or one that the run does not know. */
export type Labels = Int32Array;
export const NO_CLASS = -1;
