/** Values of a column; text, numbers, yes/no or lists of numbers, null where there is none. */
export type ParquetColumn = Float32Array | Float64Array | Int32Array | readonly unknown[];

export interface ParquetFacts {
  /** Of the outermost level, in order. */
  readonly columns: readonly string[];
  readonly rows: number;
}

/** One file per thread: `open`, then `read`. A failure is `bad_predictions`. */
export type ParquetCalls = {
  readonly open: { readonly input: { readonly file: string }; readonly progress: never; readonly output: ParquetFacts };
  /** Rows from `from` up to `to`, column by column. Fastest in order. */
  readonly read: {
    readonly input: { readonly from: number; readonly to: number };
    readonly progress: never;
    readonly output: readonly ParquetColumn[];
  };
};
