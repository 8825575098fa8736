import type { SampleValues } from '../../shared/api.ts';
import { ruledBy } from '../../shared/query-runs.ts';
import { valueFields } from '../ui/tile-fields.ts';
import { api } from './api.ts';
import { ByIdCache, useById } from './by-id-cache.ts';
import { useDatasetStore } from './dataset-store.ts';
import { useQueryStore } from './query-store.ts';
import { useUiStore } from './ui-store.ts';

/** What tiles show beside what they have themselves: the fields chosen, of the run that the query speaks of, and issues. */
const cache = new ByIdCache<SampleValues>({
  async fetch(ids) {
    const { dataset } = useDatasetStore.getState();
    const fields = askedFields();
    if (dataset === null || fields.length === 0) return [];
    const run = askedRun();
    const rows = await api.values(dataset.id, { ids: [...ids], fields: [...fields], ...(run === null ? {} : { run }) });
    return rows.map((row) => [Number(row.id), row] as const);
  },
  // The tiles do without; what is on the screen is asked for with the next news, a lost engine is told by the event stream.
  onError: () => undefined,
  schedule: (run) => void requestAnimationFrame(run),
});

/** Values of the fields that tiles show; null: not known yet, or none are asked for. @param isFast it passes too fast to be looked at */
export function useTileValues(id: number, isFast: boolean): SampleValues | null {
  const isAsked = useUiStore(({ tileFields, areIssuesShown }) => valueFields(tileFields, areIssuesShown).length > 0);
  return useById(cache, isAsked ? id : null, !isFast);
}

/** Values that are known already, for whoever only looks. */
export function knownTileValues(id: number): SampleValues | null {
  return cache.get(id);
}

function askedFields(): readonly string[] {
  const { tileFields, areIssuesShown } = useUiStore.getState();
  return valueFields(tileFields, areIssuesShown);
}

function askedRun(): string | null {
  const { answered } = useQueryStore.getState();
  return answered === null ? null : ruledBy(answered);
}

let asked = '';
/** Other fields, another run or another dataset: no value holds any more. */
function clearIfOthersAreAsked(): void {
  const now = JSON.stringify([useDatasetStore.getState().dataset?.id, askedFields(), askedRun()]);
  if (now === asked) return;
  asked = now;
  cache.clear();
}

useUiStore.subscribe(clearIfOthersAreAsked);
useQueryStore.subscribe(clearIfOthersAreAsked);
useDatasetStore.subscribe(({ dataset }, { dataset: before }) => {
  clearIfOthersAreAsked();
  if (dataset !== null && dataset.id === before?.id && dataset.revision !== before.revision) cache.refresh();
});
