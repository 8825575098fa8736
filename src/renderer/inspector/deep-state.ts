/** What comes of showing a large picture by parts. */
export interface DeepState {
  /** Parts in view are still to come. */
  readonly isBusy: boolean;
  /** Why there are none; null: there are, or none are needed. */
  readonly failure: string | null;
}

export const NOT_DEEP: DeepState = { isBusy: false, failure: null };
