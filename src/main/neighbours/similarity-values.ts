import type { SimilarTo } from '../../shared/embedding.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { Engine } from '../engine/engine.ts';

export interface SimilarityAsked {
  readonly to: readonly SimilarTo[];
  readonly away: readonly SimilarTo[];
}

/** Of every sample with a vector, by id. */
export interface SimilarityValues {
  readonly ids: Uint32Array<ArrayBuffer>;
  /** Mean cosine similarity to all of `to` less that to all of `away`, in [-2, 2]. */
  readonly values: Float32Array<ArrayBuffer>;
}

/**
 * How similar every sample is to samples and probes, in the active model's space.
 * @throws {WinnowError} no_embeddings; not_found where a probe is gone, or none of the samples asked for has a vector
 */
export async function similarityValues(
  _engine: Engine,
  _dataset: Dataset,
  _asked: SimilarityAsked,
  _signal?: AbortSignal,
): Promise<SimilarityValues> {
  throw new WinnowError('no_embeddings', 'Neighbours are not built yet.');
}
