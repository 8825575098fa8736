import type { Projection } from '../../shared/embedding.ts';

/** Where the vectors of one model are, and which samples they belong to. */
export interface VectorSource {
  /** Directory of the model: `vectors.f16` (rows as the model gave them) and what this worker keeps beside it. */
  readonly directory: string;
  readonly dimensions: number;
  readonly projection: Projection;
  /** Samples with a vector, ascending, and the place of each one's row in the file. */
  readonly ids: Uint32Array;
  readonly places: Uint32Array;
}

/**
 * Samples without those that are exact copies of another: first id of each exact group stands for all (`standsForOf` in
 * `main/index/copy-groups.ts`). Graphs have rows of those only that stand for themselves.
 */
export interface CopyGroups {
  /** For each of `ids` of the source: the id that stands for it, itself where it has no copies. */
  readonly standsFor: Uint32Array;
}

/** k nearest others of each sample that stands for itself (ascending `ids`), row by row, nearest first; fewer than k where there are not so many: id 0, distance NaN. */
export interface NeighbourGraph {
  readonly ids: Uint32Array<ArrayBuffer>;
  readonly k: number;
  readonly neighbours: Uint32Array<ArrayBuffer>;
  /** Cosine distances. */
  readonly distances: Float32Array<ArrayBuffer>;
}

export interface FoundNeighbours {
  readonly k: number;
  readonly isExact: boolean;
  /** On a seeded sample of rows against an exact search. */
  readonly recall: number;
}

/** In the order of `ids`; NaN where a sample has none. See EMBEDDING_SCORES. */
export interface SpaceScores {
  readonly ids: Uint32Array<ArrayBuffer>;
  readonly outlier: Float32Array<ArrayBuffer>;
  /** Q3 + 1.7 IQR of the mean distances, as a score. */
  readonly outlierCut: number;
  readonly uniqueness: Float32Array<ArrayBuffer>;
  readonly representativeness: Float32Array<ArrayBuffer>;
  readonly classDistance: Float32Array<ArrayBuffer>;
}

export interface Progress {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}

/** Something to be similar to that is no sample. */
export interface ProbeVector {
  /** As the model gave it. */
  readonly vector: Float32Array;
  /** Of words: lies elsewhere than pictures do, so that only its direction counts, not where it is from their middle. */
  readonly isText: boolean;
}

/** Samples by id, and probes. */
export interface SimilarityInput {
  readonly to: Uint32Array;
  readonly away: Uint32Array;
  readonly probesTo: readonly ProbeVector[];
  readonly probesAway: readonly ProbeVector[];
}

export interface Similarities {
  readonly ids: Uint32Array<ArrayBuffer>;
  /** In [-2, 2]. */
  readonly values: Float32Array<ArrayBuffer>;
}

/**
 * Calls of the thread that holds a model's vectors: projected, of length 1, dot product = cosine. `open` comes first;
 * opened again it reads only what is new. Loops yield within 50 ms.
 */
export type NeighbourCalls = {
  /** Fits the projection where there is none yet, or where the samples have more than doubled since. */
  readonly open: {
    /** `mayWrite` false: nothing is kept beside the vectors, since the dataset is only looked at. */
    readonly input: VectorSource & { readonly mayWrite: boolean };
    readonly progress: Progress;
    readonly output: { readonly samples: number; readonly dimensions: number; readonly isRefitted: boolean };
  };
  /** The neighbour graph; exact or by usearch; kept in the directory, only new rows are searched where the space is the same. */
  readonly neighbours: {
    readonly input: CopyGroups & { readonly k: number };
    readonly progress: Progress;
    readonly output: NeighbourGraph & FoundNeighbours;
  };
  /** @param labels class of each of `ids`, 0: none */
  readonly scores: {
    readonly input: CopyGroups & { readonly labels: Uint32Array; readonly seed: number };
    readonly progress: Progress;
    readonly output: SpaceScores;
  };
  /**
   * Mean cosine similarity to all of `to` less that to all of `away`, for every sample, in the order of `ids`.
   * @throws {WinnowError} not_found where none of them has a vector; bad_request where a probe has another length
   */
  readonly similarity: { readonly input: SimilarityInput; readonly progress: never; readonly output: Similarities };
  /** The k largest of these values, largest first, of the samples `among` (ascending; null: all) but for those asked about. */
  readonly nearest: {
    readonly input: SimilarityInput & { readonly k: number; readonly among: Uint32Array | null };
    readonly progress: never;
    readonly output: Similarities;
  };
  /**
   * Projected vectors of some samples (null: all), n × dimensions: `components` of the leading ones by variance, zeros where the
   * space has fewer; null: all dimensions of the space.
   */
  readonly vectors: {
    readonly input: { readonly ids: Uint32Array | null; readonly components: number | null };
    readonly progress: Progress;
    readonly output: {
      readonly ids: Uint32Array<ArrayBuffer>;
      readonly dimensions: number;
      readonly vectors: Float32Array<ArrayBuffer>;
    };
  };
  /** Pairs of samples that stand for themselves closer than a cosine distance, each once, among the k nearest, the nearest first: candidates for copies. */
  readonly closePairs: {
    readonly input: CopyGroups & { readonly maxDistance: number; readonly k: number };
    readonly progress: Progress;
    readonly output: {
      readonly a: Uint32Array<ArrayBuffer>;
      readonly b: Uint32Array<ArrayBuffer>;
      readonly distances: Float32Array<ArrayBuffer>;
    };
  };
};
