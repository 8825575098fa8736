import type { LabelRanking, PredictionRun } from '../../shared/prediction.ts';
import { DEFAULT_QUERY, type FieldSort, type Sort, type SortField } from '../../shared/query.ts';
import { EXPECTED_GAIN_FIELD, PREDICTION_FIELDS } from '../../shared/score.ts';

/** What a run can say of samples. */
export type RunNumbers = Pick<PredictionRun, 'hasProbabilities' | 'hasConfidence' | 'hasInfluence'>;

/** In what order suspects are reviewed: the least plausible label first, or the one whose correction teaches most. */
export const REVIEW_ORDERS = ['doubt', 'gain'] as const;
export type ReviewOrder = (typeof REVIEW_ORDERS)[number];

const BY_RANKING: Readonly<Record<LabelRanking, FieldSort>> = {
  normalized_margin: { field: 'score.normalized-margin', descending: false },
  self_confidence: { field: 'score.self-confidence', descending: false },
};
const BY_MISTAKENNESS: FieldSort = { field: 'score.mistakenness', descending: true };
const BY_GAIN: FieldSort = { field: EXPECTED_GAIN_FIELD, descending: true };

/** The order of labels that look wrong, as far as a run can say: without probabilities by how sure it is of another class. */
export function labelSort(run: RunNumbers | null, ranking: LabelRanking, order: ReviewOrder = 'doubt'): Sort {
  if (run === null || run.hasProbabilities) {
    return order === 'gain' && run?.hasInfluence === true ? BY_GAIN : BY_RANKING[ranking];
  }
  return run.hasConfidence ? BY_MISTAKENNESS : DEFAULT_QUERY.sort;
}

/** Whether samples are in an order of label issues. */
export function isLabelSort({ field, descending }: Sort): boolean {
  return [...Object.values(BY_RANKING), BY_MISTAKENNESS].some((sort) => sort.field === field && sort.descending === descending);
}

/** Whether a run has what an order goes by; it is refused otherwise. */
export function canSortBy({ hasProbabilities, hasConfidence, hasInfluence }: RunNumbers, field: SortField): boolean {
  if (field === EXPECTED_GAIN_FIELD) return hasInfluence;
  if (field === BY_MISTAKENNESS.field) return hasProbabilities || hasConfidence;
  const isScore = field !== 'confidence' && (PREDICTION_FIELDS as readonly string[]).includes(field);
  return !isScore || hasProbabilities;
}
