import { skipToken, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import type { BoxPlace } from '../../shared/box.ts';
import type { BoxOutcome } from '../../shared/detection.ts';
import type { ObjectKind } from '../../shared/object.ts';
import { api } from './api.ts';
import { type BoxKey, useHoveredBox } from './boxes.ts';
import { useDatasetStore } from './dataset-store.ts';
import type { Objects } from './object-columns.ts';
import { datasetKey } from './query-client.ts';
import { useQueryStore } from './query-store.ts';
import { focusOnly } from './selection.ts';
import { useSelectionStore } from './selection-store.ts';
import { useUiStore } from './ui-store.ts';

export const OBJECT_TILES = { min: 64, max: 320, default: 128 } as const;

export interface ObjectsState {
  /** What boxes are ordered by; `sample`: as their samples come. */
  readonly sort: 'sample' | 'size' | 'confidence' | 'overlap';
  readonly isDescending: boolean;
  /** Null: whichever. */
  readonly kind: ObjectKind | null;
  readonly outcome: BoxOutcome | null;
  /** By name; null: all. */
  readonly class: string | null;
  readonly isGrouped: boolean;
  /** Side of a tile, CSS px. */
  readonly tileSide: number;
}

/** What boxes are shown, and how; not remembered beyond this window. */
export const useObjectsStore = create<ObjectsState>()(() => ({
  sort: 'sample',
  isDescending: false,
  kind: null,
  outcome: null,
  class: null,
  isGrouped: false,
  tileSide: OBJECT_TILES.default,
}));

/** The box that the large view is to show next, as large as it can; null: the whole picture. */
export const useBoxToShow = create<{ readonly box: { readonly key: BoxKey; readonly place: BoxPlace } | null }>()(() => ({
  box: null,
}));

/** Every box of the samples that the query finds. */
export function useObjects(): UseQueryResult<Objects> {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const answered = useQueryStore((state) => state.answered);
  return useQuery({
    queryKey: dataset === null ? ['no dataset'] : datasetKey(dataset, 'objects', answered),
    queryFn: dataset === null || answered === null ? skipToken : ({ signal }) => api.objects(dataset, answered, signal),
    gcTime: 60_000,
  });
}

/** Shows each box of the query as a tile of its own, or goes back to the samples. */
export function toggleObjects(): void {
  const { view, viewBehind, setView } = useUiStore.getState();
  setView(view === 'objects' || (view === 'loupe' && viewBehind === 'objects') ? 'grid' : 'objects');
}

/** Opens the sample of a box in the large view, at the box. */
export function openAtBox(key: BoxKey, place: BoxPlace): void {
  useBoxToShow.setState({ box: { key, place } });
  useHoveredBox.setState({ box: key });
  useSelectionStore.getState().change(() => focusOnly(key.sample));
  useUiStore.getState().setView('loupe');
}

/** @param factor of the side of tiles */
export function resizeObjects(factor: number): void {
  useObjectsStore.setState(({ tileSide }) => ({
    tileSide: Math.round(Math.min(OBJECT_TILES.max, Math.max(OBJECT_TILES.min, tileSide * factor))),
  }));
}
