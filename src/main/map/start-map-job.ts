import type { MapRequest } from '../../shared/embedding-api.ts';
import type { Job } from '../../shared/job.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writerOf } from '../dataset/writer-of.ts';
import { storedModel } from '../embeddings/stored-models.ts';
import type { Engine } from '../engine/engine.ts';
import { mapRecord } from '../index/map-points.ts';
import type { MapOutcome } from './map-job.ts';
import { areSame, type MapParameters, parametersFor } from './map-parameters.ts';
import { runMapJob } from './run-map-job.ts';

/** A map job that waits or runs. */
interface Started {
  readonly modelId: number;
  readonly parameters: MapParameters;
  /** Another layout of the same map was asked for meanwhile. */
  isReplaced: boolean;
}

/** By the job's id, for as long as a dataset is open. */
const startedJobs = new WeakMap<Dataset, Map<string, Started>>();

/**
 * Lays out the map of a model, or, where there is one made the same way, puts the new samples into it. What the request leaves
 * open is as in the map there is. Asked for the same while it waits or runs, that job is answered; asked for another map of
 * the model, the one that runs is given up.
 * @throws {WinnowError} no_embeddings, read_only
 */
export function startMapJob(engine: Engine, dataset: Dataset, request: MapRequest): Job {
  const db = writerOf(dataset);
  const model = storedModel(db, request.modelId);
  const parameters = parametersFor(request, mapRecord(db, model.id));
  const known = startedJobs.get(dataset) ?? new Map<string, Started>();
  startedJobs.set(dataset, known);
  for (const job of engine.jobs.list()) {
    const other = known.get(job.id);
    if (other === undefined || job.endedMs !== null || other.modelId !== model.id || other.isReplaced) continue;
    if (areSame(other.parameters, parameters)) return job;
    other.isReplaced = true;
    engine.jobs.cancel(job.id);
  }
  const started: Started = { modelId: model.id, parameters, isReplaced: false };
  const job = engine.jobs.start({
    kind: 'map',
    datasetId: dataset.id,
    stage: 'Waiting for other work',
    async run(context) {
      const { spaces, version, stopping } = engine;
      const isPartialKept = (): boolean => !started.isReplaced && !stopping.aborted;
      const outcome = await runMapJob({ dataset, spaces, model, parameters, version, isPartialKept, context });
      return { result: outcome.map, message: messageOf(outcome) };
    },
  });
  known.set(job.id, started);
  return job;
}

/** `713 points laid out`, `12 points put among 701 others` */
export function messageOf({ did, points, map }: MapOutcome): string {
  const count = (n: number): string => `${n.toLocaleString('en')} ${n === 1 ? 'point' : 'points'}`;
  switch (did) {
    case 'laid out':
      return `${count(points)} laid out`;
    case 'placed':
      return `${count(points)} put among ${((map?.points ?? 0) - points).toLocaleString('en')} others`;
    case 'dropped':
      return `${count(points)} of samples that are gone taken out`;
    case 'nothing':
      return map === null ? 'There are no vectors to lay out' : 'The map is as it should be';
  }
}
