import type { Job } from '../../shared/job.ts';
import type { OutOfFoldRequest, OutOfFoldSummary } from '../../shared/prediction-api.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writerOf } from '../dataset/writer-of.ts';
import { storedModel } from '../embeddings/stored-models.ts';
import type { Engine } from '../engine/engine.ts';
import { predictOutOfFold, shortShare } from './predict-out-of-fold.ts';

/** Predicts labels from labels and the active model's vectors. @throws {WinnowError} read_only, no_embeddings */
export function startOutOfFoldJob(engine: Engine, dataset: Dataset, request: OutOfFoldRequest): Job {
  storedModel(writerOf(dataset));
  return engine.jobs.start({
    kind: 'out-of-fold',
    datasetId: dataset.id,
    stage: 'Waiting for other work',
    async run(context) {
      const { spaces, version } = engine;
      const summary = await predictOutOfFold({ dataset, request, spaces, version }, context);
      return { result: summary, message: messageOf(summary) };
    },
  });
}

/** `Cross-validated accuracy .83 over 5 folds` */
function messageOf({ accuracy, folds, unjudged }: OutOfFoldSummary): string {
  const alone = unjudged === 1 ? '1 sample is the only one of its class' : `${unjudged} samples have no other of their class`;
  const rest = unjudged === 0 ? '' : `; ${alone}`;
  return `Cross-validated accuracy ${shortShare(accuracy)} over ${folds} folds${rest}`;
}
