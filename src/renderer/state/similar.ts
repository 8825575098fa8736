import { skipToken, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { create } from 'zustand';
import type { Probe } from '../../shared/embedding.ts';
import type { SimilarAnswer } from '../../shared/embedding-api.ts';
import { isSimilaritySort, type SimilaritySort } from '../../shared/query.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { keyNow } from '../ui/use-key.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { currentTargets } from './decisions.ts';
import { asWinnowError } from './http.ts';
import { useMessagesStore } from './messages-store.ts';
import { datasetKey } from './query-client.ts';
import { useQueryStore } from './query-store.ts';
import { similarTo, toldApart } from './similarity-sort.ts';
import { useUiStore } from './ui-store.ts';

/** What of a selection counts: more of them say nothing new, and make a long query. */
const MOST = 100;

interface ProbesState {
  /** What `@1` is called: a file's name, words in quotes. */
  readonly titles: Readonly<Record<string, string>>;
}

/** Pictures and words that are no samples, by name. */
export const useProbesStore = create<ProbesState>()(() => ({ titles: {} }));

/** Arranges the grid by likeness to the samples that are selected, or the focused one. */
export function moreLikeThese(targets: readonly number[] = chosen()): void {
  if (targets.length === 0) refuse('Select a picture first; then the others are ordered by likeness.');
  else showSimilar((sort) => similarTo(sort, targets));
}

/** Has the order by likeness turn away from the samples that are selected. */
export function lessLikeThese(targets: readonly number[] = chosen()): void {
  if (targets.length === 0) refuse('Select a picture first; then what is like it goes to the end.');
  else if (isSimilaritySort(useQueryStore.getState().query.sort)) showSimilar((before) => toldApart(before, targets));
  else refuse(`Order by likeness to a picture first${inBrackets(keyNow('find.more-like'))}, then away from others.`);
}

const inBrackets = (key: string | null): string => (key === null ? '' : ` (${key})`);

/** Finds what is like an image that is no sample. */
export async function searchByImage(file: File): Promise<void> {
  await search((dataset) => api.probeImage(dataset, file));
}

/** Finds what words describe, with a model that takes words. */
export async function searchByWords(text: string): Promise<void> {
  await search((dataset) => api.probeText(dataset, text));
}

/** The samples nearest to one, itself left out. @param id null: of none */
export function useNearest(
  id: number | null,
  k: number,
): { readonly nearest: SimilarAnswer | undefined; readonly error: Error | null } {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const { data, error } = useQuery({
    queryKey: dataset === null ? ['no dataset'] : datasetKey(dataset, 'similar', id, k),
    queryFn: dataset === null || id === null ? skipToken : ({ signal }) => api.similar(dataset, { to: [id], k: k + 1 }, signal),
    gcTime: 60_000,
  });
  const nearest = useMemo(() => data?.filter((one) => one.id !== id).slice(0, k), [data, id, k]);
  return { nearest, error };
}

const refuse = (why: string): void => useMessagesStore.getState().say(why);

function chosen(): readonly number[] {
  const targets = currentTargets();
  if (targets.length > MOST) refuse(`Of ${targets.length.toLocaleString('en-US')} selected the first ${MOST} count.`);
  return Array.from(targets.subarray(0, MOST));
}

function showSimilar(change: (sort: SimilaritySort | null) => SimilaritySort): void {
  const { query, setQuery } = useQueryStore.getState();
  setQuery({ ...query, sort: change(isSimilaritySort(query.sort) ? query.sort : null) });
  // No other view shows an order.
  useUiStore.getState().setView('grid');
}

async function search(ask: (dataset: DatasetId) => Promise<Probe>): Promise<void> {
  const { dataset } = useDatasetStore.getState();
  if (dataset === null) return;
  const { say } = useMessagesStore.getState();
  try {
    const probe = await ask(dataset.id);
    useProbesStore.setState(({ titles }) => ({ titles: { ...titles, [probe.name]: probe.title } }));
    showSimilar(() => similarTo(null, [probe.name]));
    say(`Ordered by likeness to ${probe.title}.`);
  } catch (error) {
    const known = asWinnowError(error);
    if (known.code === 'no_embeddings') useUiStore.getState().openDialog('embed');
    say(known.message, { tone: 'error' });
  }
}
