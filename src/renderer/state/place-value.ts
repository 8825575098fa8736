import { isSimilaritySort, type Sort } from '../../shared/query.ts';
import { ruledBy } from '../../shared/query-runs.ts';
import { api } from './api.ts';
import { useQueryStore } from './query-store.ts';

/** What the order of the grid says of a sample; null: nothing, or nothing is known. */
export type PlaceValue = string | number | null;

let wanted: { readonly index: number; readonly tell: (value: PlaceValue) => void } | null = null;
let isAsking = false;

/** Asks for the value that the sample in a place is ordered by: one at a time, those overtaken by others not at all. */
export function wantPlaceValue(index: number, tell: (value: PlaceValue) => void): void {
  wanted = { index, tell };
  if (!isAsking) void askOn();
}

async function askOn(): Promise<void> {
  isAsking = true;
  for (let next = wanted; next !== null; next = wanted) {
    wanted = null;
    next.tell(await valueAt(next.index));
  }
  isAsking = false;
}

async function valueAt(index: number): Promise<PlaceValue> {
  const { datasetId, answered, ids } = useQueryStore.getState();
  const id = ids[index];
  const field = answered === null ? null : askedField(answered.sort);
  if (datasetId === null || answered === null || field === null || id === undefined) return null;
  try {
    const run = ruledBy(answered);
    const [row] = await api.values(datasetId, { ids: [id], fields: [field], ...(run === null ? {} : { run }) });
    const value = row?.[field];
    return typeof value === 'string' || typeof value === 'number' ? value : null;
  } catch {
    // Where one is can be told without; a lost engine is told by the event stream.
    return null;
  }
}

/** Null: rows do not tell it. */
function askedField(sort: Sort): string | null {
  return isSimilaritySort(sort) || sort.field === 'aspect' ? null : sort.field;
}
