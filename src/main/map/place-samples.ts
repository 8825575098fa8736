import { boundsOf } from '../../workers/map/bounds.ts';
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
  const input = {
    graph,
    ...knownOf(graph.ids, samples.ids, stored),
    seed: parameters.seed,
    minDistance: parameters.minDistance,
    negativeRate: NEGATIVE_RATE,
  };
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
): { readonly points: Float32Array; readonly known: Uint8Array } {
  const found = { points: new Float32Array(2 * some.length), known: new Uint8Array(some.length) };
  let at = 0;
  some.forEach((id, row) => {
    while (at < ids.length && (ids[at] as number) < id) at++;
    if (ids[at] !== id) return;
    found.points.set(points.subarray(2 * at, 2 * at + 2), 2 * row);
    found.known[row] = known[at] as number;
  });
  return found;
}

/** Those of placed samples that are not known. Both lists of ids ascend. */
function unknownOf({ ids, points }: PlacedSamples, all: Uint32Array, known: Uint8Array): PlacedSamples {
  const rows: number[] = [];
  let at = 0;
  for (let row = 0; row < ids.length; row++) {
    while (at < all.length && (all[at] as number) < (ids[row] as number)) at++;
    if (known[at] !== 1) rows.push(row);
  }
  return {
    ids: Uint32Array.from(rows, (row) => ids[row] as number),
    points: Float32Array.from(rows.flatMap((row) => [points[2 * row] as number, points[2 * row + 1] as number])),
  };
}
