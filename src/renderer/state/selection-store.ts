import { create } from 'zustand';
import { useQueryStore } from './query-store.ts';
import { indexOfId, NO_SELECTION, type Selection } from './selection.ts';

export interface SelectionState {
  readonly selection: Selection;
  /** Applies one of the pure changes of selection.ts. */
  change(how: (selection: Selection, ids: Uint32Array) => Selection): void;
}

/** The selection over the ids of the query's answer. */
export const useSelectionStore = create<SelectionState>()((set) => ({
  selection: NO_SELECTION,
  change: (how) => set(({ selection }) => ({ selection: how(selection, useQueryStore.getState().ids) })),
}));

/** Place of the focused sample in the answer shown; -1: none. */
export function focusedIndex(): number {
  return indexOfId(useQueryStore.getState().ids, useSelectionStore.getState().selection.focus);
}
