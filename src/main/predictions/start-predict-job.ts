import type { Job } from '../../shared/job.ts';
import type { PredictRequest, PredictSummary } from '../../shared/prediction-api.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writerOf } from '../dataset/writer-of.ts';
import type { Engine } from '../engine/engine.ts';
import { predictWithModel } from './predict-with-model.ts';
import { expectFreeName } from './store-run.ts';

/** Runs a classifier on the pictures of a dataset. @throws {WinnowError} read_only; bad_request where the name is taken */
export function startPredictJob(engine: Engine, dataset: Dataset, request: PredictRequest): Job {
  const db = writerOf(dataset);
  if (request.name !== undefined) expectFreeName(db, request.name);
  return engine.jobs.start({
    kind: 'predict',
    datasetId: dataset.id,
    stage: 'Waiting for other work',
    async run(context) {
      const { models, embedder, version } = engine;
      const summary = await predictWithModel({ dataset, request, models, embedder, version }, context);
      return { result: summary, message: messageOf(summary) };
    },
  });
}

/** `MNIST digits: 10,000 samples, 10 classes, 2 failed; classes have numbers, no names` */
function messageOf({ run, samples, classes, failed, unreachable, classNamesFrom }: PredictSummary): string {
  const count = (n: number): string => n.toLocaleString('en');
  const parts = [`${run}: ${count(samples)} ${samples === 1 ? 'sample' : 'samples'}`, `${count(classes)} classes`];
  if (failed > 0) parts.push(`${count(failed)} failed`);
  if (unreachable > 0) parts.push(`${count(unreachable)} could not be reached`);
  return `${parts.join(', ')}${classNamesFrom === 'numbers' ? '; classes have numbers, no names' : ''}`;
}
