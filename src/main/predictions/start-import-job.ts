import type { Job } from '../../shared/job.ts';
import type { ImportPredictionsRequest, ImportSummary } from '../../shared/prediction-api.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writerOf } from '../dataset/writer-of.ts';
import type { Engine } from '../engine/engine.ts';
import { nounText } from '../report/figures.ts';
import { importPredictions } from './import-predictions.ts';
import { expectFreeName } from './store-run.ts';

/** Imports a file of predictions as a run. @throws {WinnowError} read_only; bad_request where the name is taken */
export function startImportJob(engine: Engine, dataset: Dataset, request: ImportPredictionsRequest): Job {
  const db = writerOf(dataset);
  if (request.name !== undefined) expectFreeName(db, request.name);
  return engine.jobs.start({
    kind: 'predictions',
    datasetId: dataset.id,
    stage: 'Waiting for other work',
    async run(context) {
      const summary = await importPredictions({ dataset, request, version: engine.version }, context);
      return { result: summary, message: messageOf(summary) };
    },
  });
}

/** `resnet: 10,000 samples, 10 classes; 12 rows match no sample` */
function messageOf({ run, samples, classes, problems }: ImportSummary): string {
  const unmatched = problems.find(({ kind }) => kind === 'unmatched-path')?.count ?? 0;
  const rest = unmatched === 0 ? '' : `; ${nounText(unmatched, 'row')} without a sample`;
  return `${run}: ${nounText(samples, 'sample')}, ${nounText(classes.length, 'class')}${rest}`;
}
