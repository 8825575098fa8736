import type { MapEngine } from '../../shared/embedding.ts';
import type { NeighbourGraph } from '../neighbours/calls.ts';

export interface LayoutInput {
  readonly graph: NeighbourGraph;
  /** Two or more leading components of each sample, row by row: where the layout starts. */
  readonly start: { readonly dimensions: number; readonly vectors: Float32Array };
  readonly engine: MapEngine;
  readonly seed: number;
  readonly minDistance: number;
  /** Null: 500 up to 10,000 samples, else 200. */
  readonly epochs: number | null;
  readonly negativeRate: number;
}

export interface LayoutProgress {
  readonly epoch: number;
  readonly epochs: number;
  /** x, y by sample; about eight times a second. */
  readonly points: Float32Array<ArrayBuffer>;
}

export type MapCalls = {
  /** Cancelled, the last progress is what there is. Same input: same bytes. */
  readonly layout: {
    readonly input: LayoutInput;
    readonly progress: LayoutProgress;
    readonly output: { readonly points: Float32Array<ArrayBuffer>; readonly epochs: number };
  };
  /** Puts new samples among those laid out, which stay where they are. `known[i]` = 1: point i is fixed. */
  readonly place: {
    readonly input: {
      readonly graph: NeighbourGraph;
      readonly points: Float32Array;
      readonly known: Uint8Array;
      readonly seed: number;
    };
    readonly progress: LayoutProgress;
    readonly output: { readonly points: Float32Array<ArrayBuffer> };
  };
};
