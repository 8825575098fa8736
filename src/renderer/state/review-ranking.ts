import { DEFAULT_QUERY, type Filter } from '../../shared/query.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { api } from './api.ts';
import { activeRun } from './confusion.ts';
import { labelSort, type ReviewOrder, type RunNumbers } from './label-sort.ts';
import { standingVerdicts, type Verdict } from './review-estimate.ts';
import { type ReviewedKind, relabeledQuery, suspectsQuery } from './review-query.ts';

export interface Ranking {
  /** Suspects not decided, most severe first. */
  readonly ids: readonly number[];
  readonly selfConfidence: ReadonlyMap<number, number>;
  /** Those that stand, of samples in the scope. */
  readonly verdicts: readonly Verdict[];
}

/** What is ranked, and how. */
export interface RankRequest {
  readonly dataset: DatasetId;
  readonly kind: ReviewedKind;
  readonly scope: Filter | null;
  readonly order: ReviewOrder;
  /** Of all scopes. */
  readonly verdicts: readonly Verdict[];
}

/** Suspects as they are ranked now. @throws {WinnowError} */
export async function rankSuspects(
  { dataset, kind, scope, order, verdicts }: RankRequest,
  signal: AbortSignal,
): Promise<Ranking> {
  // How many labels are wrong is estimated from what a run says of them.
  if (kind !== 'label') return rankDisagreements(dataset, kind, scope, signal);
  const [{ ranking }, state] = await Promise.all([api.labelSettings(dataset, signal), api.predictions(dataset, signal)]);
  const run = activeRun(state);
  const [{ ids }, relabeled, scoped] = await Promise.all([
    api.query(dataset, { ...suspectsQuery(kind, scope), sort: labelSort(run, ranking, order) }, signal),
    api.query(dataset, relabeledQuery(kind, null), signal),
    scope === null ? null : api.query(dataset, { ...DEFAULT_QUERY, filter: scope }, signal),
  ]);
  const suspects = [...ids];
  const inScope = scoped === null ? null : new Set(scoped.ids);
  const standing = standingVerdicts(verdicts, new Set(suspects), new Set(relabeled.ids));
  return {
    ids: suspects,
    selfConfidence: suspects.length === 0 || run === null ? new Map() : await selfConfidenceOf(dataset, run, suspects, signal),
    verdicts: inScope === null ? standing : standing.filter(({ id }) => inScope.has(id)),
  };
}

async function rankDisagreements(
  dataset: DatasetId,
  kind: ReviewedKind,
  scope: Filter | null,
  signal: AbortSignal,
): Promise<Ranking> {
  const sort = { field: 'score.agreement', descending: false } as const;
  const { ids } = await api.query(dataset, { ...suspectsQuery(kind, scope), sort }, signal);
  return { ids: [...ids], selfConfidence: new Map(), verdicts: [] };
}

/** Of a run without probabilities: what is left beside the class it is sure of, at most. Empty where it says not even that. */
async function selfConfidenceOf(
  dataset: DatasetId,
  { hasProbabilities, hasConfidence }: RunNumbers,
  suspects: readonly number[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, number>> {
  if (!hasProbabilities && !hasConfidence) return new Map();
  const { columns } = await api.column(dataset, hasProbabilities ? 'score.self-confidence' : 'confidence', signal);
  const { ids, values } = columns;
  const wanted = new Set(suspects);
  const found = new Map<number, number>();
  if (ids === undefined || values === undefined) return found;
  for (const [place, id] of ids.entries()) {
    const value = values[place];
    if (wanted.has(Number(id)) && value !== undefined && !Number.isNaN(value))
      found.set(Number(id), hasProbabilities ? Number(value) : 1 - Number(value));
  }
  return found;
}
