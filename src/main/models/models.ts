import type { ModelInfo, ModelInspection, ModelManifest } from '../../shared/embedding.ts';
import type { AddModelRequest } from '../../shared/embedding-api.ts';
import type { JobContext } from '../jobs/job-context.ts';

/** A model whose file is here. */
export interface ReadyModel {
  readonly file: string;
  readonly manifest: ModelManifest;
  /** Beside it, where words can be searched with it. */
  readonly text: TextEncoder | null;
}

export interface TextEncoder {
  readonly file: string;
  readonly sha256: string;
  /** Token ids of a text, padded to `length`. */
  tokens(text: string): Int32Array;
  readonly length: number;
}

/** The models this machine has or can have: the built-in one, the catalogue, the user's own files. Made by `createModels`. */
export interface Models {
  list(): Promise<readonly ModelInfo[]>;
  /**
   * @param nameOrFile name of a model, or path of an ONNX file, which gets the defaults read from it
   * @throws {WinnowError} not_found, model_missing (what to download, or what changed), bad_model
   */
  ready(nameOrFile: string): Promise<ReadyModel>;
  inspect(file: string): Promise<ModelInspection>;
  /**
   * @param signal of a job, which waits until other models are done; without one it is given up after a minute
   * @throws {WinnowError} bad_model, model_missing, bad_request; dataset_busy where other models are at work
   */
  add(request: AddModelRequest, signal?: AbortSignal): Promise<ModelInfo>;
  /** Downloads one of the catalogue: resumes, verifies, leaves nothing partial in its place. @throws {WinnowError} download_failed */
  get(name: string, context: JobContext): Promise<ModelInfo>;
  forget(name: string): Promise<readonly ModelInfo[]>;
}
