import type { Filter } from '../../shared/query.ts';
import { IdSet } from '../state/id-set.ts';
import { useQueryStore } from '../state/query-store.ts';
import { selectOnly } from '../state/selection.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import { useUiStore, type View } from '../state/ui-store.ts';

/** Views of what the query finds, and of where one of its samples lies. */
const OF_QUERY: readonly View[] = ['grid', 'arranged', 'map', 'confusion'];

/** Asks for the samples of one filter, in the order there is, and shows them. */
export function showOnly(filter: Filter): void {
  const { query, setQuery } = useQueryStore.getState();
  showQuery();
  setQuery({ ...query, filter });
}

/** Selects the sample of a place in the answer, from 0. */
export function goToPlace(index: number): void {
  showQuery();
  useSelectionStore.getState().change((_, ids) => selectOnly(ids, index));
}

/** Selects a sample. One that the query does not find is looked for among all. */
export function goToSample(id: number): void {
  const { ids, query, setQuery } = useQueryStore.getState();
  showQuery();
  if (!ids.includes(id)) setQuery({ ...query, filter: null });
  useSelectionStore.getState().change(() => ({ selected: IdSet.of([id]), anchor: id, focus: id }));
}

/** The place a number typed means, from 0; null: it is none of the answer. `12`, `#12`, `1,234`. */
export function placeTyped(typed: string, count: number): number | null {
  const digits = /^#?\s*(\d[\d,]*)$/.exec(typed)?.[1]?.replaceAll(',', '');
  const number = digits === undefined ? 0 : Number(digits);
  return number >= 1 && number <= count ? number - 1 : null;
}

function showQuery(): void {
  const { view, setView } = useUiStore.getState();
  if (view !== 'loupe' && !OF_QUERY.includes(view)) setView('grid');
}
