import { skipToken, useQuery } from '@tanstack/react-query';
import type { Query } from '../../shared/query.ts';
import { parseQuery } from '../../shared/query-language.ts';
import { printQuery } from '../../shared/query-print.ts';
import type { SavedView, ViewCount } from '../../shared/saved-view.ts';
import { api } from './api.ts';
import { openDatasetId, useDatasetStore } from './dataset-store.ts';
import { useMessagesStore } from './messages-store.ts';
import { currentPlace, showPlace } from './place.ts';
import { datasetKey, queryClient } from './query-client.ts';
import { useQueryStore } from './query-store.ts';
import { isRefusedToChange } from './read-only.ts';
import { told } from './told.ts';
import { useUiStore } from './ui-store.ts';
import { layoutOf, readLayout } from './view-layout.ts';
import { copyName } from './view-names.ts';

const NONE: readonly SavedView[] = [];
const listKey = (dataset: string): readonly unknown[] => datasetKey(dataset, 'views');
const countsKey = (dataset: string, views: readonly SavedView[]): readonly unknown[] =>
  datasetKey(dataset, 'view-counts', ...views.map(({ id, query }) => [id, query]));

/** Saved views of the open dataset, in the user's order; none until they are there. */
export function useViews(): readonly SavedView[] {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const { data } = useQuery({
    queryKey: dataset === null ? ['no dataset'] : listKey(dataset),
    queryFn: dataset === null ? skipToken : ({ signal }) => api.views(dataset, signal),
  });
  return data ?? NONE;
}

/** What each view finds now; undefined until it is counted. */
export function useViewCounts(views: readonly SavedView[]): readonly ViewCount[] | undefined {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const { data } = useQuery({
    queryKey: dataset === null ? ['no dataset'] : countsKey(dataset, views),
    queryFn: dataset === null || views.length === 0 ? skipToken : ({ signal }) => api.viewCounts(dataset, signal),
    placeholderData: (before) => before,
  });
  return data;
}

/** The view that asks for what is shown; null: none does. */
export function viewOf(views: readonly SavedView[], query: Query): SavedView | null {
  const text = printQuery(query);
  return views.find((view) => view.query === text) ?? null;
}

/** Another window may have changed them. */
export function refreshViews(): void {
  const { dataset } = useDatasetStore.getState();
  if (dataset !== null) void queryClient.invalidateQueries({ queryKey: listKey(dataset.id) });
}

/** Shows what a view asks for, as it was looked at, and says what of it is not there any more. */
export function openView({ id, name, query: text, layout }: SavedView): void {
  const { say, dismiss } = useMessagesStore.getState();
  const parsed = parseQuery(text);
  if (!parsed.ok) {
    say(`“${name}” cannot be opened: ${parsed.message} It was saved by another version.`, { tone: 'error' });
    return;
  }
  dismiss();
  const { view, groupBy, settings } = readLayout(layout);
  useUiStore.getState().change(settings);
  const { groupBy: groupByBefore, rowLayout } = currentPlace();
  const by = groupBy === undefined ? groupByBefore : groupBy;
  showPlace({ query: parsed.query, view, issue: layout.issue, groupBy: by, rowLayout, sample: null, isLarge: false });
  void sayProblems(id, name);
}

async function sayProblems(id: number, name: string): Promise<void> {
  const dataset = openDatasetId();
  await told(async () => {
    const counts = await api.viewCounts(dataset);
    const problems = counts.find((count) => count.id === id)?.problems ?? [];
    if (problems.length > 0) useMessagesStore.getState().say(`“${name}” does not fit any more: ${problems.join(' ')}`);
  });
}

/** Saves what is shown under a name. @returns null where it could not be, which is told */
export async function saveView(name: string): Promise<SavedView | null> {
  return save({ name, ...shownNow() });
}

function shownNow(): Pick<SavedView, 'query' | 'layout'> {
  const { query, groupBy } = useQueryStore.getState();
  return { query: printQuery(query), layout: layoutOf(useUiStore.getState(), groupBy) };
}

/** A copy under a name of its own, right behind it. */
export async function duplicateView(view: SavedView, views: readonly SavedView[]): Promise<void> {
  const { name, query, layout } = view;
  const taken = views.map((one) => one.name);
  await save({ name: copyName(name, taken), query, layout, position: views.indexOf(view) + 1 });
}

export const renameView = ({ id }: SavedView, name: string): Promise<void> =>
  change((dataset) => api.changeView(dataset, id, { name }));

/** @param position its place among all */
export const moveView = ({ id }: SavedView, position: number): Promise<void> =>
  change((dataset) => api.changeView(dataset, id, { position }));

/** Has a view ask for what is shown now. */
export async function replaceView({ id, name }: SavedView): Promise<void> {
  await change((dataset) => api.changeView(dataset, id, shownNow()));
  useMessagesStore.getState().say(`“${name}” is what is shown now.`);
}

/** Deletes a view, with an offer to take that back. */
export async function deleteView(view: SavedView, views: readonly SavedView[]): Promise<void> {
  const { id, name, query, layout } = view;
  const position = views.indexOf(view);
  await change(async (dataset) => {
    const left = await api.deleteView(dataset, id);
    const takeBack = async (): Promise<void> => {
      useMessagesStore.getState().dismiss();
      await save({ name, query, layout, position });
    };
    useMessagesStore.getState().say(`Deleted the view “${name}”.`, { takeBack });
    return left;
  });
}

async function save(view: Parameters<typeof api.saveView>[1]): Promise<SavedView | null> {
  if (isRefusedToChange()) return null;
  const dataset = openDatasetId();
  let saved: SavedView | null = null;
  await told(async () => {
    saved = await api.saveView(dataset, view);
    await queryClient.invalidateQueries({ queryKey: listKey(dataset) });
  });
  return saved;
}

async function change(ask: (dataset: ReturnType<typeof openDatasetId>) => Promise<readonly SavedView[]>): Promise<void> {
  if (isRefusedToChange()) return;
  const dataset = openDatasetId();
  await told(async () => queryClient.setQueryData(listKey(dataset), await ask(dataset)));
}
