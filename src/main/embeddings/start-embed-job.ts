import type { EmbedRequest } from '../../shared/api.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { Job } from '../../shared/job.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { Engine } from '../engine/engine.ts';

/** Embeds what is new or changed, then neighbours, scores and close copies; a map job follows. @throws {WinnowError} read_only */
export function startEmbedJob(_engine: Engine, _dataset: Dataset, _request: EmbedRequest): Job {
  throw new WinnowError('internal', 'Embedding is not built yet.');
}
