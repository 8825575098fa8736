import { DEFAULT_QUERY, type Filter } from '../../shared/query.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { api } from './api.ts';
import { standingVerdicts, type Verdict } from './review-estimate.ts';
import { type ReviewedKind, relabeledQuery, suspectsQuery } from './review-query.ts';

export interface Ranking {
  /** Suspects not decided, most severe first. */
  readonly ids: readonly number[];
  readonly selfConfidence: ReadonlyMap<number, number>;
  /** Those that stand, of samples in the scope. */
  readonly verdicts: readonly Verdict[];
}

/** Suspects as they are ranked now. @throws {WinnowError} */
export async function rankSuspects(
  dataset: DatasetId,
  kind: ReviewedKind,
  scope: Filter | null,
  verdicts: readonly Verdict[],
  signal: AbortSignal,
): Promise<Ranking> {
  const { ranking } = await api.labelSettings(dataset, signal);
  const [{ ids }, relabeled, scoped] = await Promise.all([
    api.query(dataset, suspectsQuery(kind, scope, ranking), signal),
    api.query(dataset, relabeledQuery(kind, null), signal),
    scope === null ? null : api.query(dataset, { ...DEFAULT_QUERY, filter: scope }, signal),
  ]);
  const suspects = [...ids];
  // How many labels are wrong is estimated from what a run says of them.
  if (kind !== 'label') return { ids: suspects, selfConfidence: new Map(), verdicts: [] };
  const inScope = scoped === null ? null : new Set(scoped.ids);
  const standing = standingVerdicts(verdicts, new Set(suspects), new Set(relabeled.ids));
  return {
    ids: suspects,
    selfConfidence: suspects.length === 0 ? new Map() : await selfConfidenceOf(dataset, suspects, signal),
    verdicts: inScope === null ? standing : standing.filter(({ id }) => inScope.has(id)),
  };
}

async function selfConfidenceOf(
  dataset: DatasetId,
  suspects: readonly number[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, number>> {
  const { columns } = await api.column(dataset, 'score.self-confidence', signal);
  const { ids, values } = columns;
  const wanted = new Set(suspects);
  const found = new Map<number, number>();
  if (ids === undefined || values === undefined) return found;
  for (const [place, id] of ids.entries()) {
    const value = values[place];
    if (wanted.has(Number(id)) && value !== undefined && !Number.isNaN(value)) found.set(Number(id), Number(value));
  }
  return found;
}
