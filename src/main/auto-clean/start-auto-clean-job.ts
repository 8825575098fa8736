import type { AutoCleanReport } from '../../shared/auto-clean.ts';
import type { AutoCleanRequest } from '../../shared/auto-clean-request.ts';
import type { Job } from '../../shared/job.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writerOf } from '../dataset/writer-of.ts';
import { storedModel } from '../embeddings/stored-models.ts';
import type { Engine } from '../engine/engine.ts';
import { keepCleaning } from './kept-cleanings.ts';
import { runAutoClean } from './run-auto-clean.ts';

/** Tries repairs on a trusted set; nothing is changed by it. @throws {WinnowError} read_only, no_embeddings */
export function startAutoCleanJob(engine: Engine, dataset: Dataset, request: AutoCleanRequest): Job {
  storedModel(writerOf(dataset));
  const job = engine.jobs.start({
    kind: 'auto-clean',
    datasetId: dataset.id,
    stage: 'Waiting for other work',
    async run(context) {
      const { spaces, version } = engine;
      const { report, kept } = await runAutoClean({ dataset, request, spaces, version }, context);
      keepCleaning(dataset, job.id, kept);
      return { result: report, message: messageOf(report) };
    },
  });
  return job;
}

/** `2 of 14 repairs raise the accuracy on 300 trusted samples beyond chance` */
function messageOf({ steps, trusted }: AutoCleanReport): string {
  const kept = steps.filter(({ isKept }) => isKept).length;
  const tried = steps.filter(({ round }) => round === 0).length;
  const samples = `${trusted.toLocaleString('en')} trusted ${trusted === 1 ? 'sample' : 'samples'}`;
  if (tried === 0) return `Nothing was found that could be repaired`;
  if (kept === 0) return `None of ${tried} repairs raises the accuracy on ${samples} beyond chance`;
  return `${kept} of ${tried} repairs ${kept === 1 ? 'raises' : 'raise'} the accuracy on ${samples} beyond chance`;
}
