import { create } from 'zustand';
import { useSelectionStore } from './selection-store.ts';

/** How long the pointer stays on a tile before it is shown larger. */
export const REST_MS = 400;

export interface TileHoverState {
  /** The sample under the pointer, or shown by key; null: none. */
  readonly id: number | null;
  /** It is shown larger. */
  readonly isPreviewed: boolean;
  /** The key goes from sample to sample with the focus, the pointer's ends as soon as it leaves. */
  readonly by: 'pointer' | 'key';
}

const NOTHING: TileHoverState = { id: null, isPreviewed: false, by: 'pointer' };

/** The tile that is pointed at in the grid. */
export const useTileHover = create<TileHoverState>()(() => NOTHING);

let timer: ReturnType<typeof setTimeout> | null = null;

/** The pointer is over another tile, or over none: a preview follows once it rests. */
export function pointAt(id: number | null): void {
  const { id: before, by, isPreviewed } = useTileHover.getState();
  if (by === 'key' && isPreviewed) return;
  if (id === before) return;
  stopTimer();
  useTileHover.setState(id === null ? NOTHING : { id, isPreviewed: false, by: 'pointer' });
  if (id !== null) timer = setTimeout(() => useTileHover.setState({ isPreviewed: true }), REST_MS);
}

/** What the pointer shows larger is shown no more, until it is over another tile. */
export function endPreview(): void {
  stopTimer();
  const { by, isPreviewed } = useTileHover.getState();
  if (by === 'pointer' && isPreviewed) useTileHover.setState({ isPreviewed: false });
}

/** Shows the sample in focus larger, or no longer. */
export function toggleFocusPreview(): void {
  const { by, isPreviewed } = useTileHover.getState();
  const { focus } = useSelectionStore.getState().selection;
  stopTimer();
  if (by === 'key' && isPreviewed) useTileHover.setState(NOTHING);
  else if (focus !== null) useTileHover.setState({ id: focus, isPreviewed: true, by: 'key' });
}

/** Nothing is pointed at: the grid is gone. */
export function clearHover(): void {
  stopTimer();
  useTileHover.setState(NOTHING);
}

function stopTimer(): void {
  if (timer !== null) clearTimeout(timer);
  timer = null;
}

useSelectionStore.subscribe(({ selection: { focus } }, { selection: before }) => {
  const { by, isPreviewed } = useTileHover.getState();
  if (focus === before.focus || by !== 'key' || !isPreviewed) return;
  useTileHover.setState(focus === null ? NOTHING : { id: focus });
});
