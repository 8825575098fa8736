import { WinnowError } from '../../shared/errors.ts';
import { absentNames, type QueryNames } from '../../shared/query-absent.ts';
import { parseQuery } from '../../shared/query-language.ts';
import type { SavedView, ViewCount } from '../../shared/saved-view.ts';
import { carriedNames } from '../index/carried-fields.ts';
import { namesOf, tagsInUse } from '../index/classes.ts';
import { predictionRuns } from '../index/prediction-runs.ts';
import { readViews } from '../index/views.ts';
import type { Dataset } from './dataset.ts';

/** What each saved view finds now, in their order, and what it asks for that is not there any more. */
export async function viewCounts(dataset: Dataset, signal: AbortSignal): Promise<readonly ViewCount[]> {
  const views = readViews(dataset.read);
  if (views.length === 0) return [];
  const names = queryNames(dataset);
  const counts: ViewCount[] = [];
  for (const view of views) counts.push(await countOf(view, dataset, names, signal));
  return counts;
}

/** What queries can ask for by name. */
export function queryNames({ read }: Pick<Dataset, 'read'>): QueryNames {
  const runs = predictionRuns(read);
  return {
    classes: new Set(namesOf(read, 'class')),
    splits: new Set(namesOf(read, 'split')),
    tags: new Set(tagsInUse(read)),
    fields: new Set(carriedNames(read)),
    runs: new Set(runs.map(({ name }) => name)),
    predicted: new Set(runs.flatMap(({ classes }) => classes)),
  };
}

async function countOf(
  { id, query: text }: SavedView,
  dataset: Dataset,
  names: QueryNames,
  signal: AbortSignal,
): Promise<ViewCount> {
  const parsed = parseQuery(text);
  if (!parsed.ok) return { id, count: null, problems: [parsed.message] };
  const problems = absentNames(parsed.query, names);
  try {
    const { count } = await dataset.query.call('count', { query: parsed.query, by: null }, { signal });
    return { id, count, problems };
  } catch (error) {
    if (!(error instanceof WinnowError) || signal.aborted) throw error;
    return { id, count: null, problems: problems.length === 0 ? [error.message] : problems };
  }
}
