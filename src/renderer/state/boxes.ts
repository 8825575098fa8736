import { create } from 'zustand';
import type { SampleBoxes } from '../../shared/box.ts';
import { api } from './api.ts';
import { ByIdCache, useById } from './by-id-cache.ts';
import { useDatasetStore } from './dataset-store.ts';
import { useUiStore } from './ui-store.ts';

const cache = new ByIdCache<SampleBoxes>({
  async fetch(ids) {
    const { dataset } = useDatasetStore.getState();
    const found = dataset === null ? [] : await api.boxes(dataset.id, { ids: [...ids] });
    return found.map((boxes) => [boxes.id, boxes] as const);
  },
  // The engine may be starting again, which the banner says; what is on the screen is asked for with the next news.
  onError: () => undefined,
  schedule: (run) => void requestAnimationFrame(run),
});

/** Boxes of a sample of the open dataset, given and of the active run; null: not known yet, or hidden. @param id null: of none */
export function useBoxes(id: number | null): SampleBoxes | null {
  const areShown = useUiStore((state) => state.areBoxesShown);
  const hasBoxes = useDatasetStore((state) => state.dataset?.hasBoxes ?? false);
  const asked = areShown && hasBoxes ? id : null;
  return useById(cache, asked);
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

/** Annotations, runs and settings change with the revision; until the new boxes are there the old ones stay on the screen. */
useDatasetStore.subscribe(({ dataset }, { dataset: before }) => {
  if (dataset?.id !== before?.id) cache.clear();
  else if (dataset !== null && dataset.revision !== before?.revision) cache.refresh();
});
