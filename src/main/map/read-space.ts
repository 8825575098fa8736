import type { LayoutInput } from '../../workers/map/calls.ts';
import type { NeighbourGraph } from '../../workers/neighbours/calls.ts';
import type { MapJob, MapSamples } from './map-job.ts';

/** The first two components say where a layout starts. */
const START_COMPONENTS = 2;

/** Neighbours of the samples that stand for themselves. @throws {DOMException} AbortError on cancel */
export async function readGraph(
  { dataset, spaces, model, parameters, context }: MapJob,
  { standsFor }: MapSamples,
): Promise<NeighbourGraph> {
  context.report({ stage: 'Finding neighbours', done: 0, total: null });
  const client = await spaces.of(dataset, model.id);
  const options = { signal: context.signal, onProgress: context.report };
  return client.call('neighbours', { standsFor, k: parameters.neighbours }, options);
}

/** Where the layout of some samples starts. */
export async function readStart({ dataset, spaces, model, context }: MapJob, ids: Uint32Array): Promise<LayoutInput['start']> {
  const client = await spaces.of(dataset, model.id);
  const options = { signal: context.signal, onProgress: context.report };
  return client.call('vectors', { ids, components: START_COMPONENTS }, options);
}
