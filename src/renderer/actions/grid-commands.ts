import { type GridMove, movedIndex } from '../state/grid-geometry.ts';
import { closeIssue } from '../state/issues.ts';
import { useMessagesStore } from '../state/messages-store.ts';
import { useQueryStore } from '../state/query-store.ts';
import { clearSelection, extendTo, focusAt, selectAll, selectOnly } from '../state/selection.ts';
import { focusedIndex, useSelectionStore } from '../state/selection-store.ts';
import { tagByKey } from '../state/triage.ts';
import { SEARCH_INPUT_ID, useUiStore } from '../state/ui-store.ts';
import { keyNow } from '../ui/use-key.ts';

/** Selects the sample a move leads to; in the large view up and down are previous and next, too. */
export function goBy(move: GridMove): void {
  const index = target(move);
  useSelectionStore.getState().change((_, ids) => selectOnly(ids, index));
}

export function extendBy(move: GridMove): void {
  const index = target(move);
  useSelectionStore.getState().change((selection, ids) => extendTo(selection, ids, index));
}

/** Moves the focus and leaves the selection. */
export function focusBy(move: GridMove): void {
  const index = target(move);
  useSelectionStore.getState().change((selection, ids) => focusAt(selection, ids, index));
}

export function selectEverything(): void {
  useSelectionStore.getState().change(selectAll);
}

/** Lets the selection go; where there is none, closes the issue that is open. */
export function leaveSelection(): void {
  const { selection, change } = useSelectionStore.getState();
  if (selection.selected.size > 0) change(clearSelection);
  else closeIssue();
}

/** Shows the other tab of the sidebar, which opens where it was closed. */
export function toggleSidebarTab(): void {
  const { sidebarTab, isSidebarOpen, change } = useUiStore.getState();
  change({ isSidebarOpen: true, sidebarTab: isSidebarOpen && sidebarTab === 'issues' ? 'filters' : 'issues' });
}

/** Opens the focused sample large, or the first where none is. */
export function openLarge(): void {
  if (useQueryStore.getState().ids.length === 0) return;
  if (useSelectionStore.getState().selection.focus === null) goBy('first');
  useUiStore.getState().setView('loupe');
}

/** @param key `1` to `9` */
export function quickTag(key: string): void {
  const tag = useUiStore.getState().quickTags[Number(key) - 1] ?? null;
  if (tag !== null) void tagByKey(tag);
  else useMessagesStore.getState().say(`No tag is on the key ${key} yet.${howToTag()}`);
}

function howToTag(): string {
  const key = keyNow('decide.tag');
  return key === null ? '' : ` Press ${key} and type one: it gets the next free number.`;
}

export function searchFor(): void {
  const input = document.getElementById(SEARCH_INPUT_ID);
  if (input instanceof HTMLInputElement) {
    input.focus();
    input.select();
  }
}

function target(move: GridMove): number {
  const isLarge = useUiStore.getState().view === 'loupe';
  const along = isLarge && move === 'up' ? 'left' : isLarge && move === 'down' ? 'right' : move;
  return movedIndex(along, focusedIndex(), useQueryStore.getState().ids.length);
}
