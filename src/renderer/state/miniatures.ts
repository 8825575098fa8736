import type { Frame } from '../../shared/frame.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { isAborted } from './http.ts';
import { MiniatureAtlas } from './miniature-atlas.ts';
import { MiniatureCache } from './miniature-cache.ts';

/** How long after a failure what is missing may be asked for again. */
const RETRY_MS = 1000;

/** Miniatures of the open dataset. @param onPictures there is more to draw @param onRetry what failed can be wanted again */
export function openMiniatures(onPictures: () => void, onRetry: () => void): MiniatureCache {
  return new MiniatureCache({
    atlas: new MiniatureAtlas(),
    async fetch(ids, signal) {
      const { dataset } = useDatasetStore.getState();
      return dataset === null ? new Map() : miniaturesIn(await api.miniatures(dataset.id, ids, signal));
    },
    onError(error) {
      // A lost engine is told by the event stream; until it is back the mean colours stay.
      if (!isAborted(error)) setTimeout(onRetry, RETRY_MS);
    },
    onPictures,
  });
}

/** The pictures of an answer by id, each a view on its bytes. */
export function miniaturesIn({ columns }: Frame<object>): ReadonlyMap<number, Uint8Array> {
  const { ids, lengths, pictures } = columns;
  if (ids === undefined || lengths === undefined || !(pictures instanceof Uint8Array)) return new Map();
  const found = new Map<number, Uint8Array>();
  let at = 0;
  for (const [place, id] of ids.entries()) {
    const length = lengths[place] ?? 0;
    found.set(id, pictures.subarray(at, at + length));
    at += length;
  }
  return found;
}
