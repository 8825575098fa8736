import type { LabelFilesSummary } from './label-files.ts';

/** A set of annotation files that queries see. */
export type AppliedLabelSet = Pick<
  LabelFilesSummary,
  'format' | 'origin' | 'files' | 'boxes' | 'samples' | 'labelled' | 'fields'
>;

/** What annotation files say of an open dataset. */
export interface AppliedLabels {
  /** In the order they were read; empty: there are none, or none is used. */
  readonly sets: readonly AppliedLabelSet[];
  /** Sets that are not to be used, by `setKey`. */
  readonly leftOut: readonly string[];
  /** Classes that they give to pictures or boxes. */
  readonly classes: number;
  /** A person has kept what these sets say, or chose them. */
  readonly isConfirmed: boolean;
}
