/**
 * Embedding models, and what is known of a dataset through one. A model is an ONNX file and a manifest; the vectors it gives
 * are kept as they come out of it, a projection fitted on the dataset turns them into the space that neighbours live in.
 */

/** The model that is always there, in assets/models. */
export const BUILT_IN_MODEL = 'gradient-histogram';

export type ModelLayout = 'nchw' | 'nhwc';
/** How a picture becomes the input's size: `center-crop`: its short side to `resizeTo`, then the middle; `fill`: squeezed. */
export type ResizeRule = 'center-crop' | 'fill';
export type ResizeKernel = 'cubic' | 'linear' | 'lanczos3';
/**
 * How vectors become points of the space: `centred`: less their mean, to length 1; `half-whitened`: principal components
 * fitted on the dataset, each divided by the square root of its standard deviation, to length 1.
 */
export type Projection = 'centred' | 'half-whitened';

export interface ModelInput {
  readonly name: string;
  readonly layout: ModelLayout;
  readonly type: 'float32' | 'uint8';
  readonly width: number;
  readonly height: number;
  /** Pictures it takes at once; null: any number. */
  readonly batch: number | null;
}

export interface Preprocessing {
  readonly resize: ResizeRule;
  /** Of the short side before the crop, px; that of the input where nothing is cut off. */
  readonly resizeTo: number;
  readonly kernel: ResizeKernel;
  readonly color: 'rgb' | 'bgr' | 'grey';
  /** Values before mean and std: 1: 0 to 1; 255: 0 to 255. */
  readonly range: 1 | 255;
  /** Per channel, in the order of `color`. */
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

export interface ModelOutput {
  readonly name: string;
  /** An inner tensor that the file does not list as an output; exposed when the model is loaded. */
  readonly isInner: boolean;
  /** Numbers a picture; null: known once the model ran. */
  readonly dimensions: number | null;
  /** One for each class; a single number is that of the second of two. Absent: a vector. */
  readonly isOfClasses?: boolean | undefined;
}

/** A file beside a model that holds weights of it. */
export interface WeightsFile {
  /** Path from the model's folder, as the model names it. */
  readonly name: string;
  /** Lowercase hexadecimal. */
  readonly sha256: string;
}

export interface ModelManifest {
  /** Short name, as on the command line: `mobilenetv2-12-int8`. */
  readonly name: string;
  readonly title: string;
  /** Lowercase hexadecimal, of the file's bytes. */
  readonly sha256: string;
  readonly sizeBytes: number;
  /** By name; absent where all weights are in the file itself. */
  readonly weights?: readonly WeightsFile[] | undefined;
  readonly input: ModelInput;
  readonly preprocessing: Preprocessing;
  readonly output: ModelOutput;
  readonly projection: Projection;
  readonly licence: string | null;
  /** Where it comes from, for a person. */
  readonly source: string | null;
}

/** `ready`: its file is here; `available`: in the catalogue, not downloaded; `missing`: its file was deleted or changed. */
export type ModelState = 'ready' | 'available' | 'missing';

/** A line of `winnow models`. */
export interface ModelInfo {
  readonly name: string;
  readonly title: string;
  readonly origin: 'built-in' | 'catalogue' | 'file';
  readonly state: ModelState;
  /** What it is good for, one sentence. */
  readonly describes: string;
  readonly sizeBytes: number;
  /** Null: not verified by its publisher; pinned at the first download. */
  readonly sha256: string | null;
  readonly isPinnedOnFirstUse: boolean;
  readonly licence: string | null;
  readonly source: string | null;
  /** Absolute path, where it is here. */
  readonly file: string | null;
  /** Why it cannot be used, where it cannot. */
  readonly problem: string | null;
  /** Null where it is not here yet. */
  readonly manifest: ModelManifest | null;
  /** Takes text too, so that pictures can be searched by words. */
  readonly hasTextEncoder: boolean;
}

export interface TensorInfo {
  readonly name: string;
  readonly type: string;
  /** A name where a size is free. */
  readonly shape: readonly (number | string)[];
}

/** What a file says of itself, before anything is asked. */
export interface ModelInspection {
  readonly file: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  /** Tensors inside that could be the embedding, likeliest first; at most 50. */
  readonly inner: readonly TensorInfo[];
  /** The best guess: what `embed` uses where nothing else is said. */
  readonly suggested: ModelManifest;
  /** Known by its sha256: nothing needs to be asked. */
  readonly isKnown: boolean;
}

/** What one model gave for a dataset. */
export interface DatasetModel {
  readonly id: number;
  readonly name: string;
  readonly title: string;
  readonly manifest: ModelManifest;
  readonly dimensions: number;
  /** Samples with a vector, without one because the picture failed, and not tried yet (new or changed). */
  readonly embedded: number;
  readonly failed: number;
  readonly waiting: number;
  /** Its scores, neighbours and map are those that queries see. */
  readonly isActive: boolean;
  /** Null until neighbours were found. */
  readonly neighbours: {
    readonly k: number;
    readonly isExact: boolean;
    /** Share of the true nearest that were found, measured on a sample; 1 where exact. */
    readonly recall: number;
  } | null;
  /** Null until laid out. */
  readonly map: MapInfo | null;
}

export interface EmbeddingState {
  /** Oldest first. */
  readonly models: readonly DatasetModel[];
  readonly activeId: number | null;
}

/** What an embed job did: its result, and what `winnow embed` prints. */
export interface EmbedSummary {
  readonly model: string;
  readonly title: string;
  /** Null where there are no vectors: no picture could be embedded. */
  readonly modelId: number | null;
  readonly embedded: number;
  readonly failed: number;
  /** Samples whose file cannot be reached now; they are tried another time. */
  readonly unreachable: number;
  /** Samples that were embedded, or failed, before. */
  readonly unchanged: number;
  /** The first that failed or could not be reached. */
  readonly failures: readonly { readonly path: string; readonly reason: string }[];
  /** Numbers a vector; null where the model was never loaded. */
  readonly dimensions: number | null;
  /** Of the whole job. */
  readonly seconds: number;
  /** While pictures were embedded. */
  readonly imagesPerSecond: number;
  readonly neighbours: DatasetModel['neighbours'];
  /** Close pairs that were not laid over each other, since there are too many for one job; the next one goes on with them. */
  readonly pairsLeft: number;
}

export const MAP_ENGINES = ['winnow', 'umap-js'] as const;
export type MapEngine = (typeof MAP_ENGINES)[number];

export interface MapInfo {
  readonly points: number;
  readonly seed: number;
  readonly engine: MapEngine;
  readonly neighbours: number;
  readonly minDistance: number;
  /** Null: as many as its number of samples wants. */
  readonly askedEpochs: number | null;
  readonly epochs: number;
  /** Cancelled before its last epoch. */
  readonly isPartial: boolean;
  readonly madeMs: number;
  /** Points that were put among the others later, without a new layout. */
  readonly placed: number;
  /** Of the points, [left, bottom, right, top]. */
  readonly bounds: readonly [number, number, number, number];
}

/** Words written over a part of the map. */
export interface MapLabel {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** Samples of the cluster it names. */
  readonly samples: number;
  /** 0: a large region, seen from afar; higher: smaller ones. */
  readonly level: number;
}

/** A neighbour of what was asked for. */
export interface SimilarSample {
  readonly id: number;
  readonly path: string;
  /** Cosine distance in the model's space, 0 = the same direction, 2 = opposite. */
  readonly distance: number;
}

/** A sample's id, or the name of a picture or text that is no sample: `@1`. */
export type SimilarTo = number | `@${string}`;
export const isProbe = (to: SimilarTo): to is `@${string}` => typeof to === 'string';

export interface Probe {
  readonly name: `@${string}`;
  readonly modelId: number;
  /** For a person: the file's name, or the text in quotes. */
  readonly title: string;
}
