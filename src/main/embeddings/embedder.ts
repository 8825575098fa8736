import type { ModelInspection } from '../../shared/embedding.ts';
import type { EmbedCalls, EmbedFailure, LoadedModel, ModelToLoad, PictureSource } from '../../workers/embed/calls.ts';

export interface EmbeddedBatch {
  /** As the model gives them, n × dimensions; rows of failures are zeros. */
  readonly vectors: Float32Array;
  readonly failures: readonly EmbedFailure[];
}

/** The embed process as the engine sees it: started at first use, restarted when it dies, ended when idle. Made by `startEmbedder`. */
export interface Embedder {
  /** @throws {WinnowError} bad_model (also where the file kills the process), model_missing */
  inspect(file: string): Promise<ModelInspection>;
  /**
   * Loads a model for as long as the session lasts; sessions of other models wait.
   * @param signal gives up waiting @throws {WinnowError} bad_model, model_missing; {DOMException} AbortError on cancel
   */
  open(model: ModelToLoad, signal?: AbortSignal): Promise<EmbedSession>;
  embedTokens(input: EmbedCalls['embedTokens']['input']): Promise<EmbedCalls['embedTokens']['output']>;
  close(): Promise<void>;
}

export interface EmbedSession extends LoadedModel {
  /** Batches kept in flight at once for full use of the cores. */
  readonly width: number;
  /**
   * Never rejects for what a picture does: where the process dies under a batch, its pictures are tried again one by one, and
   * the one that kills it is a failure. @throws {WinnowError} bad_model where the model kills the process whatever the picture;
   * {DOMException} AbortError on cancel
   */
  embed(pictures: readonly PictureSource[], signal: AbortSignal): Promise<EmbeddedBatch>;
  /** Lets the process end once nothing is in flight. */
  release(): void;
}
