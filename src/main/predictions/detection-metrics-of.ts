import { Worker } from 'node:worker_threads';
import type { DetectionAnswer } from '../../shared/prediction-api.ts';
import type { Query } from '../../shared/query.ts';
import type { DetectionCalls } from '../../workers/detection/calls.ts';
import { workerChannel } from '../../workers/rpc/channel.ts';
import { connect } from '../../workers/rpc/client.ts';
import { entryUrl } from '../../workers/rpc/entry-url.ts';
import type { Dataset } from '../dataset/dataset.ts';

/**
 * COCO's metrics of a run of boxes, worked out in a thread of its own: a million boxes take a while, and queries go on meanwhile.
 * @param run id; null: the active one @throws {WinnowError} bad_query where it has no boxes; no_predictions, not_found; AbortError
 */
export async function detectionMetricsOf(
  dataset: Dataset,
  { run, query }: { readonly run: number | null; readonly query: Query | null },
  signal: AbortSignal,
): Promise<DetectionAnswer> {
  const { labels, predictions, ...answer } = await dataset.query.call('comparedBoxes', { run, query }, { signal });
  const worker = new Worker(entryUrl('detection/detection.worker'), { name: 'detection' });
  try {
    const client = connect<DetectionCalls>(workerChannel(worker));
    const metrics = await client.call('metrics', { labels, predictions }, { signal });
    return { ...answer, labels: labels.images.length, predictions: predictions.images.length, metrics };
  } finally {
    await worker.terminate();
  }
}
