import { useUiStore } from './ui-store.ts';

/** Shows the query's samples arranged by similarity, or in rows. */
export function toggleArranged(): void {
  const { view, setView } = useUiStore.getState();
  setView(view === 'arranged' ? 'grid' : 'arranged');
}
