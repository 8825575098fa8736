import { useCallback, useSyncExternalStore } from 'react';
import { create } from 'zustand';
import type { SampleBoxes } from '../../shared/box.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { isAborted } from './http.ts';
import { useUiStore } from './ui-store.ts';

/** Samples of one request. */
const IDS_PER_REQUEST = 200;
/** Samples whose boxes are kept beyond those on the screen. */
const MOST_KEPT = 2000;

const known = new Map<number, SampleBoxes>();
const listeners = new Map<number, Set<() => void>>();
let wanted = new Set<number>();
let isScheduled = false;

/** Boxes of a sample of the open dataset, given and of the active run; null: not known yet, or hidden. @param id null: of none */
export function useBoxes(id: number | null): SampleBoxes | null {
  const areShown = useUiStore((state) => state.areBoxesShown);
  const hasBoxes = useDatasetStore((state) => state.dataset?.hasBoxes ?? false);
  const asked = areShown && hasBoxes ? id : null;
  return useSyncExternalStore(
    useCallback((listener) => (asked === null ? () => undefined : subscribe(asked, listener)), [asked]),
    () => (asked === null ? null : (known.get(asked) ?? null)),
  );
}

/** A box by its place in `given` or `predicted`. */
export interface BoxKey {
  readonly sample: number;
  readonly kind: 'given' | 'predicted';
  readonly place: number;
}

/** The box that is pointed at, in the picture or in the list. */
export const useHoveredBox = create<{ readonly box: BoxKey | null }>()(() => ({ box: null }));

export const isSameBox = (a: BoxKey | null, b: BoxKey): boolean =>
  a !== null && a.sample === b.sample && a.kind === b.kind && a.place === b.place;

/** Shows boxes over pictures, or hides them. */
export function toggleBoxes(): void {
  const { areBoxesShown, change } = useUiStore.getState();
  change({ areBoxesShown: !areBoxesShown });
}

function subscribe(id: number, listener: () => void): () => void {
  const ofId = listeners.get(id) ?? new Set();
  listeners.set(id, ofId.add(listener));
  if (!known.has(id)) ask([id]);
  return () => {
    ofId.delete(listener);
    if (ofId.size === 0) listeners.delete(id);
  };
}

/** What is asked for in one frame is fetched at once. */
function ask(ids: Iterable<number>): void {
  for (const id of ids) wanted.add(id);
  if (isScheduled || wanted.size === 0) return;
  isScheduled = true;
  requestAnimationFrame(() => {
    isScheduled = false;
    const all = [...wanted].filter((id) => listeners.has(id));
    wanted = new Set();
    for (let start = 0; start < all.length; start += IDS_PER_REQUEST) void fetchSome(all.slice(start, start + IDS_PER_REQUEST));
  });
}

async function fetchSome(ids: readonly number[]): Promise<void> {
  const { dataset } = useDatasetStore.getState();
  if (dataset === null) return;
  try {
    const found = await api.boxes(dataset.id, { ids: [...ids] });
    // What was asked of the state before is asked anew by who changed it.
    if (useDatasetStore.getState().dataset?.revision !== dataset.revision) return;
    for (const boxes of found) {
      known.set(boxes.id, boxes);
      for (const listener of listeners.get(boxes.id) ?? []) listener();
    }
    for (const id of known.keys()) {
      if (known.size <= MOST_KEPT) break;
      if (!listeners.has(id)) known.delete(id);
    }
  } catch (error) {
    // The engine may be starting again, which the banner says; what is on the screen is asked for with the next news.
    if (!isAborted(error)) for (const id of ids) wanted.add(id);
  }
}

/** Annotations, runs and settings change with the revision; until the new boxes are there the old ones stay on the screen. */
useDatasetStore.subscribe(({ dataset }, { dataset: before }) => {
  if (dataset?.id !== before?.id) known.clear();
  if (dataset === null || (dataset.id === before?.id && dataset.revision === before.revision)) return;
  for (const id of known.keys()) if (!listeners.has(id)) known.delete(id);
  ask(listeners.keys());
});
