import type { EmbedCalls, EmbedFailure, LoadedModel, ModelToLoad } from './calls.ts';
import type { InputNumbers } from './input-numbers.ts';

export interface SessionToOpen extends ModelToLoad {
  /** Most pictures of one run that memory and the model allow. */
  readonly mostBatch: number;
}

/** What came of a run: vectors, count × dimensions, zeros where the model failed. */
export interface RunOutput {
  readonly vectors: Float32Array<ArrayBuffer>;
  readonly failures: readonly EmbedFailure[];
}

/** Calls of a thread that holds one model. Running it keeps the thread busy until it is done. */
export type SessionCalls = {
  /** Loads a model in place of the one before and tries it out. @throws {WinnowError} bad_model */
  readonly open: { readonly input: SessionToOpen; readonly progress: never; readonly output: LoadedModel };
  /**
   * Numbers of `count` pictures, in the input's layout. Their vectors come back as the model gives them; a picture it fails on
   * never costs the others. @throws {WinnowError} bad_model where it fails on a plain picture too
   */
  readonly run: {
    readonly input: { readonly numbers: InputNumbers; readonly count: number };
    readonly progress: never;
    readonly output: RunOutput;
  };
  readonly embedTokens: EmbedCalls['embedTokens'];
};
