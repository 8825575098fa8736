import type { EmbeddingState, ModelManifest } from '../../shared/embedding.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { VectorSource } from '../../workers/neighbours/calls.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { ReadableDb } from '../db/connection.ts';

/** A model that a dataset has vectors of. */
export interface StoredModel {
  readonly id: number;
  readonly manifest: ModelManifest;
  readonly dimensions: number;
}

/** Null where nothing was embedded. */
export function activeModel(_db: ReadableDb): StoredModel | null {
  return null;
}

/** @throws {WinnowError} no_embeddings @param id absent: the active one */
export function storedModel(_db: ReadableDb, _id?: number): StoredModel {
  throw new WinnowError('no_embeddings', 'Embeddings are not built yet.');
}

/** `<index>/embeddings/<id>`: what a model gave, as files. */
export function modelDirectory(dataset: Dataset, id: number): string {
  return `${dataset.directory}/embeddings/${id}`;
}

/** Which samples that are there have which rows of the model's file. */
export function vectorSource(_dataset: Dataset, _model: StoredModel): VectorSource {
  throw new WinnowError('no_embeddings', 'Embeddings are not built yet.');
}

export function embeddingState(_dataset: Dataset): EmbeddingState {
  return { models: [], activeId: null };
}
