import { ISSUE_KINDS } from '../../shared/issue.ts';
import type { Dataset } from './dataset.ts';
import { matchingSamples } from './matching-samples.ts';

/** Finds the issues that samples have now, by id; in the order kinds are listed. Needs 4 bytes for each issue of a sample. */
export async function issuesReader(dataset: Dataset): Promise<(id: number) => readonly string[]> {
  const found: { readonly kind: string; readonly ids: Uint32Array }[] = [];
  for (const kind of ISSUE_KINDS) {
    const ids = await matchingSamples(dataset, { filter: { kind: 'equals', field: 'issue', value: kind } });
    if (ids.length > 0) found.push({ kind, ids });
  }
  return (id) => found.filter(({ ids }) => includes(ids, id)).map(({ kind }) => kind);
}

/** @param ids ascending */
function includes(ids: Uint32Array, id: number): boolean {
  let [from, to] = [0, ids.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ids[middle] ?? 0) < id) from = middle + 1;
    else to = middle;
  }
  return ids[from] === id;
}
