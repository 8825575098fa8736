import { z } from 'zod';
import { create } from 'zustand';
import { parseQuery } from '../../shared/query-language.ts';
import { printQuery } from '../../shared/query-print.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { useDatasetStore } from './dataset-store.ts';
import { readSetting, writeSetting } from './persisted.ts';

const MOST = 20;
const schema = z.array(z.string().max(2000)).max(MOST);
const settingOf = (dataset: DatasetId): string => `searches.${dataset}`;

interface RecentSearches {
  readonly dataset: DatasetId | null;
  /** As Winnow writes them, the last first. */
  readonly texts: readonly string[];
}

/** Searches of the open dataset that were made before in this browser. */
export const useRecentSearches = create<RecentSearches>()(() => ({ dataset: null, texts: [] }));

/** Those of the open dataset, read from what was remembered where another was open. */
export function recentSearches(): readonly string[] {
  const dataset = useDatasetStore.getState().dataset?.id ?? null;
  const known = useRecentSearches.getState();
  if (known.dataset === dataset) return known.texts;
  const texts = dataset === null ? [] : readSetting<readonly string[]>(settingOf(dataset), schema, []);
  useRecentSearches.setState({ dataset, texts });
  return texts;
}

/** Remembers a search that was made; all samples, and what is no query, is none. */
export function rememberSearch(text: string): void {
  const parsed = parseQuery(text);
  const normal = parsed.ok ? printQuery(parsed.query) : '';
  if (normal !== '') write(withSearch(recentSearches(), normal));
}

export function forgetSearch(text: string): void {
  write(recentSearches().filter((other) => other !== text));
}

/** A search made again comes first again; the oldest give way. */
export function withSearch(texts: readonly string[], text: string): readonly string[] {
  return [text, ...texts.filter((other) => other !== text)].slice(0, MOST);
}

function write(texts: readonly string[]): void {
  const { dataset } = useRecentSearches.getState();
  if (dataset === null) return;
  useRecentSearches.setState({ texts });
  writeSetting(settingOf(dataset), texts);
}
