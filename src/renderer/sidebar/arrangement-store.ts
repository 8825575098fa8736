import { useLayoutEffect } from 'react';
import { create } from 'zustand';
import type { DatasetId } from '../../shared/sample.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { readSetting, writeSetting } from '../state/persisted.ts';
import { type Arrangement, AS_FIRST, arrangementSchema } from './arrangement.ts';

export interface ArrangementState {
  readonly dataset: DatasetId | null;
  readonly arrangement: Arrangement;
  /** Shows the sidebar as it was left with a dataset. */
  follow(dataset: DatasetId | null): void;
  change(change: (before: Arrangement) => Arrangement): void;
}

/** How the sidebar is arranged: remembered in this browser, dataset by dataset. */
export const useArrangement = create<ArrangementState>()((set, get) => ({
  dataset: null,
  arrangement: AS_FIRST,
  follow(dataset) {
    if (dataset === get().dataset) return;
    set({ dataset, arrangement: dataset === null ? AS_FIRST : readSetting(keyOf(dataset), arrangementSchema, AS_FIRST) });
  },
  change(change) {
    const { dataset, arrangement: before } = get();
    const arrangement = change(before);
    set({ arrangement });
    if (dataset !== null) writeSetting(keyOf(dataset), arrangement);
  },
}));

/** Keeps the arrangement that of the open dataset. */
export function useFollowedDataset(): void {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const follow = useArrangement((state) => state.follow);
  useLayoutEffect(() => follow(dataset), [dataset, follow]);
}

const keyOf = (dataset: DatasetId): string => `sidebar.${dataset}`;
