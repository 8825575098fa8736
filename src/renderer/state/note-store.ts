import { create } from 'zustand';
import { currentTargets } from './decisions.ts';
import { useMessagesStore } from './messages-store.ts';
import { isRefusedToChange } from './read-only.ts';
import { useSelectionStore } from './selection-store.ts';
import { useUiStore } from './ui-store.ts';

export interface NoteState {
  /** The sample whose note is being written; null: none. */
  readonly edited: number | null;
  edit(id: number | null): void;
}

export const useNoteStore = create<NoteState>()((set) => ({
  edited: null,
  edit: (id) => {
    if (id === null || !isRefusedToChange()) set({ edited: id });
  },
}));

/** Opens the details of the focused sample with its note being written. */
export function writeNote(): void {
  const { focus } = useSelectionStore.getState().selection;
  const id = focus ?? currentTargets()[0] ?? null;
  if (id === null) {
    useMessagesStore.getState().say('Select a picture first, then write a note on it.');
    return;
  }
  useUiStore.getState().change({ isDetailsOpen: true });
  useNoteStore.getState().edit(id);
}
