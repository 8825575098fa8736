/** A cell without a sample. */
export const HOLE = 0xff_ff_ff_ff;

/** A grid in which similar samples are neighbours, and its representatives level by level. */
export interface Arrangement {
  readonly columns: number;
  readonly rows: number;
  /** Place in the input by cell, row by row, or HOLE. */
  readonly cells: Uint32Array<ArrayBuffer>;
  /** Level k (1 …): per block of 2^k × 2^k cells the place of its medoid, row by row; HOLE where all are. */
  readonly levels: readonly { readonly columns: number; readonly rows: number; readonly medoids: Uint32Array<ArrayBuffer> }[];
}

export type ArrangeCalls = {
  /** FLAS (Barthel et al. 2023), seeded: same input, same arrangement. */
  readonly arrange: {
    readonly input: {
      readonly vectors: Float32Array;
      readonly dimensions: number;
      /** Width / height of the grid wanted. */
      readonly aspect: number;
      readonly seed: number;
    };
    readonly progress: { readonly done: number; readonly total: number };
    readonly output: Arrangement;
  };
};
