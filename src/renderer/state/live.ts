import { WinnowError } from '../../shared/errors.ts';
import type { EngineEvent } from '../../shared/events.ts';
import { api } from './api.ts';
import { useConnectionStore } from './connection-store.ts';
import { useDatasetStore } from './dataset-store.ts';
import { followModelJobs } from './embeddings.ts';
import { followEvents } from './events.ts';
import { rememberedGroupBy } from './grouping.ts';
import { asWinnowError } from './http.ts';
import { followQueryKind } from './issues.ts';
import { useJobsStore } from './jobs-store.ts';
import { useMessagesStore } from './messages-store.ts';
import { datasetKey, queryClient, RECENT_KEY } from './query-client.ts';
import { useQueryStore } from './query-store.ts';
import { followUndo } from './review-actions.ts';
import { follow, NO_SELECTION } from './selection.ts';
import { useSelectionStore } from './selection-store.ts';
import { tiles } from './tiles.ts';
import { useUiStore } from './ui-store.ts';
import { followWorkspace } from './workspace.ts';

/** Joins the stores to each other and to the engine's events. @returns stops it */
export function startLive(): () => void {
  const stopping = new AbortController();
  const stops = [followDataset(), followWorkspace(), followAnswer(), followQueryKind(), followModelJobs(), followUndo()];
  void followEvents(
    {
      open: api.events,
      onEvent: takeIn,
      onConnected: () => void reconnected(),
      onLost: (error) =>
        useConnectionStore.setState({
          isConnected: false,
          isRefused: error instanceof WinnowError && error.code === 'unauthorized',
        }),
    },
    stopping.signal,
  );
  return () => {
    stopping.abort();
    for (const stop of stops) stop();
  };
}

function takeIn(event: EngineEvent): void {
  switch (event.type) {
    case 'job':
      useJobsStore.getState().put(event.job);
      return;
    case 'dataset':
      useDatasetStore.getState().update(event.dataset);
      return;
    case 'samples':
      samplesChanged(event.datasetId, event.revision, event.ids);
      return;
    case 'alive':
      return;
    default:
      // A newer engine may tell of more than this page knows.
      return;
  }
}

function samplesChanged(datasetId: string, revision: number, ids: readonly number[] | null): void {
  const { dataset } = useDatasetStore.getState();
  if (dataset?.id !== datasetId) return;
  tiles.invalidate(ids);
  useQueryStore.getState().samplesChanged(revision);
}

/** After a restart the engine has nothing open: the dataset on the screen is opened again. */
async function reconnected(): Promise<void> {
  const wasLost = !useConnectionStore.getState().isConnected;
  useConnectionStore.setState({ isConnected: true, isRefused: false });
  if (!wasLost) return;
  useJobsStore.setState({ jobs: [] });
  void queryClient.invalidateQueries({ queryKey: RECENT_KEY });
  const { dataset, show, lost } = useDatasetStore.getState();
  if (dataset === null) return;
  try {
    show(await api.openDataset({ folder: dataset.folder, readOnly: dataset.readOnlyBecause !== null }));
    tiles.invalidate(null);
    void useQueryStore.getState().rerun();
  } catch (error) {
    lost(asWinnowError(error));
  }
}

/** A new dataset starts with its own query, selection and tiles. */
function followDataset(): () => void {
  return useDatasetStore.subscribe(({ dataset, error }, { dataset: before, error: errorBefore }) => {
    // The start screen shows it by itself.
    if (error !== errorBefore && error !== null && dataset !== null)
      useMessagesStore.getState().say(error.message, { tone: 'error' });
    if (dataset?.id === before?.id) return;
    tiles.clear();
    useSelectionStore.setState({ selection: NO_SELECTION });
    useUiStore.getState().setView('grid');
    useUiStore.getState().setIssueKind(null);
    useQueryStore.getState().reset(dataset?.id ?? null, dataset === null ? null : rememberedGroupBy(dataset.id));
  });
}

/** The selection follows what is shown; other answers about the dataset are fetched again when this one is newer. */
function followAnswer(): () => void {
  return useQueryStore.subscribe(({ ids, revision, datasetId, error }, { ids: before, revision: revisionBefore }) => {
    // Another window closed it.
    if (error?.code === 'not_found') return useDatasetStore.getState().lost(error);
    if (datasetId !== null && revision !== revisionBefore) {
      // Not called off for the next change: an answer a moment old is better than none while indexing.
      void queryClient.invalidateQueries({ queryKey: datasetKey(datasetId) }, { cancelRefetch: false });
    }
    if (ids !== before) useSelectionStore.getState().change((selection) => follow(selection, before, ids));
  });
}
