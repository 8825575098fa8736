import type { MapRequest } from '../../shared/api.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { Job } from '../../shared/job.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { Engine } from '../engine/engine.ts';

/**
 * Lays out the map of a model, or, where there is one made the same way, puts the new samples into it. One at a time a dataset.
 * @throws {WinnowError} no_embeddings, read_only
 */
export function startMapJob(_engine: Engine, _dataset: Dataset, _request: MapRequest): Job {
  throw new WinnowError('no_embeddings', 'The map is not built yet.');
}
