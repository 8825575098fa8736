import type { MapRequest } from '../../shared/embedding-api.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { viewBehindReport } from './issue-query.ts';
import { runningJob, useJobsStore } from './jobs-store.ts';
import { useQueryStore } from './query-store.ts';
import { isRefusedToChange } from './read-only.ts';
import { useSelectionStore } from './selection-store.ts';
import { told } from './told.ts';
import { useUiStore } from './ui-store.ts';

/** The map was opened from the pictures arranged by similarity. */
let wasArranged = false;

/** Shows the map, or what was looked at before it. */
export function toggleMap(): void {
  const { view, issueKind, setView } = useUiStore.getState();
  if (view !== 'map') {
    wasArranged = view === 'arranged';
    setView('map');
  } else {
    setView(wasArranged ? 'arranged' : viewBehindReport(useQueryStore.getState().query, issueKind));
  }
}

/** The focused sample in or out of the selection. */
export function toggleFocused(): void {
  useSelectionStore.getState().change((selection) => {
    const { focus, selected } = selection;
    return focus === null ? selection : { ...selection, selected: selected.toggled(focus), anchor: focus };
  });
}

/** Lays out the map of the open dataset, or says why it cannot be. */
export async function layOut(how: MapRequest): Promise<void> {
  const { dataset } = useDatasetStore.getState();
  if (dataset === null || isRefusedToChange()) return;
  await told(async () => useJobsStore.getState().put(await api.layOut(dataset.id, how)));
}

/** Stops the layout that runs; the map stays as it is then. */
export async function cancelLayout(): Promise<void> {
  const { jobs, put } = useJobsStore.getState();
  const job = runningJob(jobs, 'map', useDatasetStore.getState().dataset?.id ?? null);
  if (job !== null) await told(async () => put(await api.cancelJob(job.id)));
}
