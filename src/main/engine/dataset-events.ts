import type { Dataset, DatasetChange } from '../dataset/dataset.ts';
import type { EventHub } from './event-hub.ts';

/** At most four times a second, so that indexing does not flood the page. */
const TELL_EVERY_MS = 250;
/** Above it the page fetches what it shows again instead of single tiles. */
const MOST_IDS = 1000;

/** Passes a dataset's changes on as events, merged where they come fast. @returns stops it */
export function publishDatasetEvents(dataset: Dataset, events: EventHub): () => void {
  let waiting: DatasetChange | null = null;
  let timer: NodeJS.Timeout | null = null;

  function tell(): void {
    if (waiting === null) {
      timer = null;
      return;
    }
    const { revision, ids } = waiting;
    waiting = null;
    timer = setTimeout(tell, TELL_EVERY_MS);
    events.publish({ type: 'samples', datasetId: dataset.id, revision, ids });
    events.publish({ type: 'dataset', dataset: dataset.info() });
  }

  const unsubscribe = dataset.onChange((change) => {
    waiting = waiting === null ? change : mergeChanges(waiting, change);
    if (timer === null) tell();
  });
  return () => {
    unsubscribe();
    if (timer !== null) clearTimeout(timer);
  };
}

/** One change that says what both did; `ids` null once they are too many to name. */
export function mergeChanges(earlier: DatasetChange, later: DatasetChange): DatasetChange {
  const revision = Math.max(earlier.revision, later.revision);
  if (earlier.ids === null || later.ids === null) return { revision, ids: null };
  const ids = new Set([...earlier.ids, ...later.ids]);
  return { revision, ids: ids.size > MOST_IDS ? null : [...ids] };
}
