import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { WinnowError } from '../../shared/errors.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writerOf } from '../dataset/writer-of.ts';
import { failureCode, storageError } from '../db/storage-error.ts';
import type { Engine } from '../engine/engine.ts';
import { dropModel, embeddingModels } from '../index/embedding-models.ts';
import { embeddingsDirectory, storedModel } from './stored-models.ts';

/**
 * Forgets all that a model gave for a dataset: vectors, neighbours, scores, map. The model itself stays.
 * @throws {WinnowError} read_only; no_embeddings; dataset_busy while something works with the vectors
 */
export async function forgetModel(
  { jobs, spaces }: Pick<Engine, 'jobs' | 'spaces'>,
  dataset: Dataset,
  id: number,
): Promise<void> {
  const { manifest } = storedModel(writerOf(dataset), id);
  const isAtWork = (['embed', 'map', 'arrange'] as const).some((kind) => jobs.unfinished(kind, dataset.id) !== undefined);
  if (isAtWork) {
    const advice = 'Wait until that is done, or cancel it, then try again.';
    throw new WinnowError('dataset_busy', `A job of ${dataset.folder} may be using the vectors of ${manifest.title}. ${advice}`);
  }
  const failures: unknown[] = [];
  // As a job: those that would use the vectors and are started meanwhile wait until they are gone.
  const job = jobs.start({
    kind: 'forget',
    datasetId: dataset.id,
    subject: manifest.title,
    stage: `Forgetting what ${manifest.title} gave`,
    async run() {
      await dropAll(spaces, dataset, id).catch((error: unknown) => {
        failures.push(error);
        throw error;
      });
      return { result: null, message: `What ${manifest.title} gave is forgotten` };
    },
  });
  const { state } = await jobs.ended(job.id);
  if (failures.length > 0) throw failures[0];
  if (state !== 'done')
    throw new WinnowError('dataset_busy', `What ${manifest.title} gave was not forgotten: that was cancelled.`);
}

async function dropAll(spaces: Engine['spaces'], dataset: Dataset, id: number): Promise<void> {
  await spaces.closeOf(dataset.id, id);
  await dropModel(writerOf(dataset), id);
  await removeLeftovers(dataset);
  await dataset.changed(null, 'embeddings');
}

/** Removes the files of models that the index does not know any more: their removal was interrupted, or the index was lost. */
export async function removeLeftovers(dataset: Dataset): Promise<void> {
  const directory = embeddingsDirectory(dataset);
  const known = new Set(embeddingModels(dataset.read).map(({ id }) => String(id)));
  try {
    for (const name of await readdir(directory)) {
      if (!known.has(name)) await rm(join(directory, name), { recursive: true });
    }
  } catch (error) {
    if (failureCode(error) !== 'ENOENT') throw storageError(error, directory);
  }
}
