import type { MapEngine, MapLabel } from '../../shared/embedding.ts';
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

/** The map of a model as it is stored; SQL lives in `main/index/map-points.ts`. Ids ascend; `after` and `limit` come last. */
export interface MapSources {
  readonly dbFile: string;
  readonly modelId: number;
  readonly sql: {
    /** `(model)`: how many there are. */
    readonly countPoints: string;
    /** `(model, after, limit)`: id, x, y. */
    readonly points: string;
    /** `(after, limit)`: id of the sample, id of its class or null. */
    readonly classes: string;
    /** id, name. */
    readonly classNames: string;
    /** `(after, limit)`: id of the sample, path. */
    readonly paths: string;
  };
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
      readonly minDistance: number;
      readonly negativeRate: number;
    };
    readonly progress: LayoutProgress;
    readonly output: { readonly points: Float32Array<ArrayBuffer> };
  };
  /** The stored points, by id. */
  readonly read: {
    readonly input: MapSources;
    readonly progress: never;
    readonly output: {
      readonly ids: Uint32Array<ArrayBuffer>;
      readonly x: Float32Array<ArrayBuffer>;
      readonly y: Float32Array<ArrayBuffer>;
    };
  };
  /** Names of the clusters of the stored map, by classes, or by words of paths where few samples have one. */
  readonly label: { readonly input: MapSources; readonly progress: never; readonly output: readonly MapLabel[] };
};
