import { useCallback, useSyncExternalStore } from 'react';
import type { Tile } from '../../shared/sample.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { isAborted } from './http.ts';
import { TileCache } from './tile-cache.ts';

/** The engine is not asked to hurry more often than this. */
const PRIORITY_EVERY_MS = 300;
const RETRY_MS = 1000;

let prioritizedMs = Number.NEGATIVE_INFINITY;

/** Tiles of the open dataset. The grid says what it shows with `want`, tiles listen with `useTile`. */
export const tiles: TileCache = new TileCache({
  fetchTiles(ids, signal) {
    const { dataset } = useDatasetStore.getState();
    return dataset === null ? Promise.resolve([]) : api.tiles(dataset.id, ids, signal);
  },
  onError(error) {
    // The engine may be starting again: the banner says so, the tiles come when it is back.
    if (!isAborted(error)) setTimeout(() => tiles.invalidate([]), RETRY_MS);
  },
  onPending: prioritize,
  schedule: (run) => queueMicrotask(run),
});

/** The tile of a sample as known now; null until it was fetched. */
export function useTile(id: number): Tile | null {
  return useSyncExternalStore(
    useCallback((listener) => tiles.subscribe(id, listener), [id]),
    () => tiles.get(id),
  );
}

function prioritize(ids: readonly number[]): void {
  const { dataset } = useDatasetStore.getState();
  if (dataset === null || performance.now() < prioritizedMs + PRIORITY_EVERY_MS) return;
  prioritizedMs = performance.now();
  // It only orders work that is done anyway; a lost engine is told by the event stream.
  api.prioritize(dataset.id, ids).catch(() => {
    prioritizedMs = Number.NEGATIVE_INFINITY;
  });
}
