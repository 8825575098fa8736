import type { ClaimCount } from '../../shared/facets.ts';
import { CLAIM_MEANING, type Claim, type Query } from '../../shared/query.ts';
import { claimState } from '../../shared/query-claim.ts';
import { isOfRun, ruledBy } from '../../shared/query-runs.ts';
import { countShared } from './bits.ts';
import type { ClauseRows } from './clause-rows.ts';
import type { Columns } from './columns.ts';
import { evaluate } from './evaluate.ts';
import { hasConsensus, hasPredictions } from './facet-fields.ts';
import type { Checkpoint } from './turns.ts';

/** How many samples each claim holds for, without what the query says of it; those that nothing can decide are left out. */
export async function claimCounts(
  claims: readonly Claim[],
  query: Query,
  columns: Columns,
  rows: ClauseRows,
  checkpoint: Checkpoint,
): Promise<readonly ClaimCount[]> {
  const counts: ClaimCount[] = [];
  for (const claim of claims) {
    const { field } = CLAIM_MEANING[claim];
    const run = isOfRun(field) ? ruledBy(query) : null;
    if (isOfRun(field) && !(await hasPredictions(columns, run, checkpoint))) continue;
    if ((field === 'consensus' || field === 'disagreed') && !hasConsensus(columns)) continue;
    await checkpoint();
    const holding = await evaluate({ kind: 'is', claim, ...(run === null ? {} : { run }) }, columns, checkpoint);
    const among = rows.leaving((clause) => claimState({ ...query, filter: clause }, claim) !== null);
    counts.push({ claim, count: countShared(holding, among) });
  }
  return counts;
}
