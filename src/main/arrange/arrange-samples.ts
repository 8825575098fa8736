import { type Arrangement, HOLE } from '../../workers/arrange/calls.ts';
import { transfer } from '../../workers/rpc/serve.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { JobContext } from '../jobs/job-context.ts';
import type { Spaces } from '../neighbours/spaces.ts';
import type { ArrangedGrid } from './arranged-grids.ts';
import { startArrangeWorker } from './start-arrange-worker.ts';

/** Same samples, same grid. */
const SEED = 1;

export interface SamplesToArrange {
  readonly dataset: Dataset;
  readonly spaces: Pick<Spaces, 'of'>;
  readonly modelId: number;
  /** Ascending. */
  readonly ids: Uint32Array;
  /** Width / height of the grid. */
  readonly aspect: number;
}

/**
 * Arranges samples by the leading components of their vectors.
 * @throws {WinnowError} no_embeddings; {DOMException} AbortError on cancel
 */
export async function arrangeSamples(samples: SamplesToArrange, { signal, report }: JobContext): Promise<ArrangedGrid> {
  const { dataset, spaces, modelId, ids, aspect } = samples;
  /** In samples, whatever the threads count in. */
  const onProgress = ({ done, total }: { readonly done: number; readonly total: number }): void =>
    report({ done: Math.round((done / Math.max(1, total)) * ids.length), total: ids.length });
  report({ stage: 'Reading vectors', done: 0, total: null });
  const space = await spaces.of(dataset, modelId);
  const components = componentsFor(ids.length);
  // A part of a buffer would be sent with all of it.
  const input = { ids: ids.slice(), components };
  const read = await space.call('vectors', input, { signal, onProgress });
  report({ stage: 'Arranging', done: 0, total: null });
  const worker = startArrangeWorker();
  try {
    const { vectors, dimensions } = read;
    const given = transfer({ vectors, dimensions, aspect, seed: SEED }, [vectors.buffer]);
    const arrangement = await worker.client.call('arrange', given, { signal, onProgress });
    return gridOfIds(arrangement, read.ids, ids.length - read.ids.length);
  } finally {
    await worker.close();
  }
}

/** More say more of few samples; of many their sorting would take minutes. */
function componentsFor(samples: number): number {
  return samples <= 20_000 ? 32 : samples <= 200_000 ? 24 : 12;
}

/** Places in the input become ids, holes 0. */
function gridOfIds({ columns, rows, cells, levels }: Arrangement, ids: Uint32Array, leftOut: number): ArrangedGrid {
  const named = (places: Uint32Array): Uint32Array => places.map((place) => (place === HOLE ? 0 : (ids[place] ?? 0)));
  return {
    columns,
    rows,
    cells: named(cells),
    levels: levels.map((level) => ({ columns: level.columns, rows: level.rows, medoids: named(level.medoids) })),
    leftOut,
  };
}
