import type { AnnotationsSummary, ImportAnnotationsRequest } from '../../shared/annotation.ts';
import type { Job } from '../../shared/job.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writerOf } from '../dataset/writer-of.ts';
import type { Engine } from '../engine/engine.ts';
import { nounText } from '../report/figures.ts';
import { importAnnotations } from './import-annotations.ts';
import { expectFreeSetName } from './store-annotations.ts';

/** Imports what several people called the samples. @throws {WinnowError} read_only; bad_request where the name is taken */
export function startAnnotationsJob(engine: Engine, dataset: Dataset, request: ImportAnnotationsRequest): Job {
  const db = writerOf(dataset);
  if (request.name !== undefined) expectFreeSetName(db, request.name);
  return engine.jobs.start({
    kind: 'annotations',
    datasetId: dataset.id,
    stage: 'Waiting for other work',
    async run(context) {
      const summary = await importAnnotations({ dataset, request, version: engine.version }, context);
      return { result: summary, message: messageOf(summary) };
    },
  });
}

/** `five raters: 5 annotators, 1,200 samples, 300 of them disagreed on; 12 rows without a sample` */
function messageOf({ set, problems }: AnnotationsSummary): string {
  const unmatched = problems.find(({ kind }) => kind === 'unmatched-path')?.count ?? 0;
  const rest = unmatched === 0 ? '' : `; ${nounText(unmatched, 'row')} without a sample`;
  const disagreed = set.disagreements === 0 ? 'all agreed on' : `${set.disagreements.toLocaleString('en')} of them disagreed on`;
  return `${set.name}: ${nounText(set.annotators.length, 'annotator')}, ${nounText(set.samples, 'sample')}, ${disagreed}${rest}`;
}
