import type { MapLabel } from '../../shared/embedding.ts';
import type { MapCalls } from '../../workers/map/calls.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { lastRelabel } from '../index/decision-history.ts';
import { mapKey, mapSources } from '../index/map-points.ts';
import { INDEX_RUN, lastDoneRun } from '../index/runs.ts';
import { withMapWorker } from './with-map-worker.ts';

export type MapColumns = MapCalls['read']['output'];

/** What was read of a dataset's map last, for as long as it says the same. */
interface Remembered<T> {
  readonly key: string;
  readonly value: Promise<T>;
}

const columns = new WeakMap<Dataset, Remembered<MapColumns>>();
const labels = new WeakMap<Dataset, Remembered<readonly MapLabel[]>>();

/** The points of the stored map of a model, by id; read in a thread of its own, a million in half a second. */
export function mapColumns(dataset: Dataset, modelId: number): Promise<MapColumns> {
  const key = `${mapKey(dataset.read, modelId)} ${dataset.info().samples}`;
  return remembered(columns, dataset, key, () =>
    withMapWorker((client) => client.call('read', mapSources(dataset.read.name, modelId))),
  );
}

/** What the clusters of the stored map of a model are called. */
export function mapLabelsOf(dataset: Dataset, modelId: number): Promise<readonly MapLabel[]> {
  const { layout, samples, classes } = dataset.info();
  // Classes come from folders, which a layout or an index job changes, or from the user.
  const steps = [lastDoneRun(dataset.read, INDEX_RUN), lastRelabel(dataset.read)];
  const labelKey = JSON.stringify([layout, samples, classes.length, ...steps]);
  return remembered(labels, dataset, `${mapKey(dataset.read, modelId)} ${labelKey}`, () =>
    withMapWorker((client) => client.call('label', mapSources(dataset.read.name, modelId))),
  );
}

function remembered<T>(
  memory: WeakMap<Dataset, Remembered<T>>,
  dataset: Dataset,
  key: string,
  read: () => Promise<T>,
): Promise<T> {
  const known = memory.get(dataset);
  if (known?.key === key) return known.value;
  const value = read();
  memory.set(dataset, { key, value });
  value.catch(() => {
    if (memory.get(dataset)?.value === value) memory.delete(dataset);
  });
  return value;
}
