import type { ModelInspection, ModelManifest } from '../../shared/embedding.ts';
import type { DecodeLimits } from '../decode/calls.ts';
import type { FilePlace } from '../decode/file-place.ts';

/** A picture to embed: the file, or the index's own thumbnail of it where the model wants no more pixels than that has. */
export type PictureSource = FilePlace | { readonly jpeg: Uint8Array };

export interface ModelToLoad {
  /** Absolute path of the ONNX file. */
  readonly file: string;
  readonly manifest: ModelManifest;
  /** Threads of one run of the model. */
  readonly threads: number;
  /** Pictures of one run, where that was measured before. */
  readonly batch?: number;
}

export interface LoadedModel {
  readonly dimensions: number;
  /** Pictures to give to one `embed`: found by measuring when the model was loaded, a multiple of what its batch is fixed to. */
  readonly batch: number;
}

export interface EmbedFailure {
  /** Place in the batch. */
  readonly index: number;
  /** For a person. */
  readonly reason: string;
  /** Its file could not be read now, which says nothing of the picture: worth another try. */
  readonly isPassing?: boolean;
}

/**
 * Calls of the embed process, which touches untrusted pictures and models. One model is loaded at a time; batches may
 * overlap: the next is decoded while the model runs on the one before.
 */
export type EmbedCalls = {
  readonly ready: { readonly input: null; readonly progress: never; readonly output: null };
  /** Reads what a file says of itself, without running it. @throws {WinnowError} bad_model with the reason; model_missing */
  readonly inspect: { readonly input: { readonly file: string }; readonly progress: never; readonly output: ModelInspection };
  /**
   * Loads a model, checks that it takes and gives what the manifest says by running it on a made-up picture.
   * @throws {WinnowError} bad_model, model_missing (gone, or its bytes are not those of the manifest's sha256)
   */
  readonly load: { readonly input: ModelToLoad; readonly progress: never; readonly output: LoadedModel };
  /** Vectors as the model gives them, n × dimensions; rows of failures are zeros. A failed picture never costs the others. */
  readonly embed: {
    readonly input: { readonly pictures: readonly PictureSource[]; readonly limits: DecodeLimits };
    readonly progress: never;
    readonly output: { readonly vectors: Float32Array<ArrayBuffer>; readonly failures: readonly EmbedFailure[] };
  };
  /** Vectors of token rows by a text encoder: int64 ids, n × length. */
  readonly embedTokens: {
    readonly input: {
      readonly file: string;
      readonly sha256: string;
      /** n × length, row by row. */
      readonly tokens: Int32Array;
      readonly length: number;
    };
    readonly progress: never;
    readonly output: { readonly vectors: Float32Array<ArrayBuffer>; readonly dimensions: number };
  };
};
