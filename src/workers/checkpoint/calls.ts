/** Calls of the thread that folds write-ahead logs back into their databases while a job writes. */
export type CheckpointCalls = {
  readonly open: { readonly input: { readonly files: readonly string[] }; readonly progress: never; readonly output: null };
  /** Waits for nobody: what readers or the writer still need stays in the log. */
  readonly checkpoint: { readonly input: null; readonly progress: never; readonly output: null };
  readonly close: { readonly input: null; readonly progress: never; readonly output: null };
};
