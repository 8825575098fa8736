/** One class by sample, from several votes. */
export interface Consensus {
  /** NO_CLASS where nobody voted. */
  readonly classes: Int32Array<ArrayBuffer>;
  /** In [0, 1], how sure that is: share of the votes, or posterior probability; NaN where nobody voted. */
  readonly confidence: Float32Array<ArrayBuffer>;
}
