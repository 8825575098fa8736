/** One line of a list that completes what is typed. */
export interface Choice {
  /** What is typed for it; each once. */
  readonly name: string;
  readonly text: string;
  /** At the right, dim. */
  readonly hint?: string;
  /** Not there before. */
  readonly isNew?: boolean;
}
