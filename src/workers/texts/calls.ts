/** What a file holds, or why it cannot be told. */
export type WholeText = { readonly text: string; readonly problem: null } | { readonly text: null; readonly problem: string };

/** Calls of the thread that reads many small text files: opening one costs the engine's own thread more than using it. */
export type TextCalls = {
  readonly read: {
    /** Absolute paths as text. */
    readonly input: { readonly paths: readonly string[]; readonly mostBytes: number };
    readonly progress: never;
    /** In the order of the paths. */
    readonly output: readonly WholeText[];
  };
};
