import type { SampleLineage } from '../../shared/sample-lineage.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { decisionsOfSample } from '../index/decisions-of-sample.ts';
import { predictionRuns } from '../index/prediction-runs.ts';
import { annotationOf, annotatorsOf, indexedAs } from '../index/sample-sources.ts';
import { samplePredictions } from './sample-predictions.ts';

/** Where what is known of a sample comes from. */
export async function sampleLineage(dataset: Pick<Dataset, 'read' | 'directory'>, id: number): Promise<SampleLineage> {
  const { read } = dataset;
  const runs = new Map(predictionRuns(read).map((run) => [run.id, run]));
  const said = await samplePredictions(dataset, id, null);
  return {
    indexed: indexedAs(read, id),
    annotation: annotationOf(read, id),
    annotators: annotatorsOf(read, id),
    decisions: await decisionsOfSample(read, id),
    predictions: said.flatMap(({ runId, run, predicted }) => {
      const row = runs.get(runId);
      return row === undefined ? [] : [{ run, predicted, origin: row.origin, at: new Date(row.createdMs).toISOString() }];
    }),
  };
}
