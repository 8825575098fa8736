import { boundsOf } from '../../workers/map/bounds.ts';
import { transfer } from '../../workers/rpc/serve.ts';
import { writerOf } from '../dataset/writer-of.ts';
import { type MapRecord, replaceMap } from '../index/map-points.ts';
import { type FollowedLayout, followLayout } from './follow-layout.ts';
import { type MapJob, type MapOutcome, type MapSamples, storeMap } from './map-job.ts';
import { NEGATIVE_RATE } from './map-parameters.ts';
import { readGraph, readStart } from './read-space.ts';
import { withMapWorker } from './with-map-worker.ts';

/**
 * Lays out all samples anew. Cancelled after its first epoch, it is stored as far as it came, unless nobody wants that.
 * @throws {WinnowError} bad_request where the engine cannot lay out so many; {DOMException} AbortError on cancel
 */
export async function layOutMap(job: MapJob, samples: MapSamples): Promise<MapOutcome> {
  const { context, parameters } = job;
  const graph = await readGraph(job, samples);
  const start = await readStart(job, graph.ids);
  const followed = followLayout(job, samples, graph.ids);
  const input = transfer({ graph, start, ...parameters, negativeRate: NEGATIVE_RATE }, [
    graph.neighbours.buffer,
    graph.distances.buffer,
  ]);
  try {
    const { points, epochs } = await withMapWorker(
      (client) => client.call('layout', input, { onProgress: followed.show }),
      context.signal,
    );
    const map = await storeLayout(job, followed, { points, epochs, isPartial: false });
    return { did: 'laid out', points: map.points, map };
  } catch (error) {
    const last = followed.last();
    const isKept = context.signal.aborted && last !== null && last.epoch > 0 && job.isPartialKept();
    if (isKept) await storeLayout(job, followed, { points: last.points, epochs: last.epoch, isPartial: true });
    throw error;
  }
}

async function storeLayout(
  job: MapJob,
  followed: FollowedLayout,
  { points, epochs, isPartial }: { readonly points: Float32Array; readonly epochs: number; readonly isPartial: boolean },
): Promise<MapRecord> {
  const placed = followed.pointsOfAll(points);
  const total = placed.ids.length;
  const { epochs: askedEpochs, ...parameters } = job.parameters;
  const bounds = boundsOf(placed.points);
  const record = { ...parameters, askedEpochs, points: total, epochs, isPartial, placed: 0, bounds, madeMs: Date.now() };
  job.context.report({ stage: 'Storing the map', done: 0, total });
  const onStored = (done: number): void => job.context.report({ done });
  return storeMap(job, () => replaceMap(writerOf(job.dataset), job.model.id, placed, record, onStored));
}
