import { boundsOf } from '../../workers/map/bounds.ts';
import { transfer } from '../../workers/rpc/serve.ts';
import { writerOf } from '../dataset/writer-of.ts';
import { changeMap, type MapRecord, type PlacedSamples } from '../index/map-points.ts';
import { followLayout } from './follow-layout.ts';
import { type MapJob, type MapOutcome, type MapSamples, storeMap } from './map-job.ts';
import { NEGATIVE_RATE } from './map-parameters.ts';
import { readGraph } from './read-space.ts';
import { withMapWorker } from './with-map-worker.ts';

/** The map there is, and which samples it knows as they are now. */
export interface StoredLayout {
  readonly record: MapRecord;
  /** x, y by sample. */
  readonly points: Float32Array;
  readonly known: Uint8Array;
}

/** Puts the samples that a map does not know among the others, which keep their places; drops those that are gone. */
export async function placeSamples(job: MapJob, samples: MapSamples, stored: StoredLayout): Promise<MapOutcome> {
  const { dataset, model, context, parameters } = job;
  const graph = await readGraph(job, samples);
  const followed = followLayout(job, samples, graph.ids);
  const { seed, minDistance } = parameters;
  const known = knownOf(graph.ids, samples.ids, stored);
  const input = transfer({ graph, ...known, seed, minDistance, negativeRate: NEGATIVE_RATE }, [
    graph.neighbours.buffer,
    graph.distances.buffer,
    known.points.buffer,
    known.known.buffer,
  ]);
  const { points } = await withMapWorker((client) => client.call('place', input, { onProgress: followed.show }), context.signal);
  const added = unknownOf(followed.pointsOfAll(points), samples.ids, stored.known);
  const bounds = boundsOf(Float32Array.from([...stored.record.bounds, ...boundsOf(added.points)]));
  const record = { ...stored.record, placed: stored.record.placed + added.ids.length, bounds };
  const map = await storeMap(job, () => changeMap(writerOf(dataset), model.id, added, samples.ids, record));
  return { did: 'placed', points: added.ids.length, map };
}

/** Only drops the points of samples that are gone. */
export async function dropSamples(job: MapJob, samples: MapSamples, record: MapRecord, dropped: number): Promise<MapOutcome> {
  const nothing: PlacedSamples = { ids: new Uint32Array(0), points: new Float32Array(0) };
  const map = await storeMap(job, () => changeMap(writerOf(job.dataset), job.model.id, nothing, samples.ids, record));
  return { did: 'dropped', points: dropped, map };
}

/** What is known of some of the samples. Both lists of ids ascend. */
function knownOf(
  some: Uint32Array,
  ids: Uint32Array,
  { points, known }: StoredLayout,
): { readonly points: Float32Array<ArrayBuffer>; readonly known: Uint8Array<ArrayBuffer> } {
  const found = { points: new Float32Array(2 * some.length), known: new Uint8Array(some.length) };
  for (let row = 0, at = 0; row < some.length; row++) {
    const id = some[row] as number;
    while (at < ids.length && (ids[at] as number) < id) at++;
    if (ids[at] !== id) continue;
    found.points[2 * row] = points[2 * at] as number;
    found.points[2 * row + 1] = points[2 * at + 1] as number;
    found.known[row] = known[at] as number;
  }
  return found;
}

/** Those of placed samples that are not known. Both lists of ids ascend. */
function unknownOf({ ids, points }: PlacedSamples, all: Uint32Array, known: Uint8Array): PlacedSamples {
  const unknown = { ids: new Uint32Array(ids.length), points: new Float32Array(2 * ids.length) };
  let count = 0;
  for (let row = 0, at = 0; row < ids.length; row++) {
    const id = ids[row] as number;
    while (at < all.length && (all[at] as number) < id) at++;
    if (known[at] === 1) continue;
    unknown.ids[count] = id;
    unknown.points[2 * count] = points[2 * row] as number;
    unknown.points[2 * count + 1] = points[2 * row + 1] as number;
    count++;
  }
  return { ids: unknown.ids.subarray(0, count), points: unknown.points.subarray(0, 2 * count) };
}
