import { isCarriedField } from '../../shared/carried-field.ts';
import type { AnyNumberField, NumberField, SortField } from '../../shared/query.ts';
import { DERIVED_SCORES, type DerivedScore, isBoxField, isRunNumber, type RunNumber } from '../../shared/score.ts';
import type { BinnedNumbers } from './binned-numbers.ts';
import type { Bits } from './bits.ts';
import type { ColumnName, ColumnStore, NumberColumnName } from './column-store.ts';
import { DERIVED_FROM, type DerivedScores } from './derived-scores.ts';
import type { Detections } from './detections.ts';
import type { IssueSets } from './issue-sets.ts';
import type { LabelIssueFinder } from './label-issues.ts';
import type { NumberArray } from './number-column.ts';
import type { Predictions } from './predictions.ts';
import type { RememberedMany } from './remembered-many.ts';
import type { SortOrders } from './sort-orders.ts';
import type { Checkpoint } from './turns.ts';

/** The columns of an index, and what is worked out from them and remembered. */
export interface Columns {
  readonly store: ColumnStore;
  readonly derived: DerivedScores;
  readonly predictions: Predictions;
  readonly detections: Detections;
  readonly labels: LabelIssueFinder;
  readonly issues: IssueSets;
  readonly orders: SortOrders;
  /** Rows of terms of filters. */
  readonly terms: RememberedMany<Bits>;
  readonly bins: RememberedMany<BinnedNumbers | null>;
}

const derivedScoreOf = (field: SortField): DerivedScore | null =>
  DERIVED_SCORES.find((name) => field === `score.${name}`) ?? null;

/** What a field is read or worked out from; nothing for ids, which are always there. */
function columnsOf(field: Exclude<SortField, 'path' | 'prediction' | RunNumber>): readonly ColumnName[] {
  if (field === 'id') return [];
  const score = derivedScoreOf(field);
  return score === null ? [field as ColumnName] : DERIVED_FROM[score];
}

/**
 * Reads what a field's values are made of. @returns the same text while they, and the run that is meant, stay the same
 * @param run whose predictions; null: the active one's @throws {WinnowError} bad_query where there is no such run or field
 */
export async function versionOfField(
  { store, predictions, detections }: Pick<Columns, 'store' | 'predictions' | 'detections'>,
  field: Exclude<SortField, 'path'> | AnyNumberField,
  run: string | null,
  checkpoint: Checkpoint,
): Promise<string> {
  if (isBoxField(field)) return detections.version(run, checkpoint);
  if (field === 'prediction' || isRunNumber(field)) return predictions.version(field, run, checkpoint);
  if (isCarriedField(field)) store.openedCarried(field);
  return store.versionRead(columnsOf(field), checkpoint);
}

/**
 * The numbers of a field by row, NaN where missing; read or worked out first. Only the first `store.size` count.
 * @param run whose predictions; null: the active one's @throws {WinnowError} bad_query where no run can say it
 */
export async function numbersOf(
  { store, derived, predictions, detections }: Pick<Columns, 'store' | 'derived' | 'predictions' | 'detections'>,
  field: NumberField,
  checkpoint: Checkpoint,
  run: string | null = null,
): Promise<NumberArray | Uint32Array> {
  if (field === 'id') return store.ids.values;
  if (isBoxField(field)) return detections.numbers(field, run, checkpoint);
  if (isRunNumber(field)) return predictions.numbers(field, run, checkpoint);
  const score = derivedScoreOf(field);
  if (score !== null) return derived.of(score, checkpoint);
  const name = field as NumberColumnName;
  await store.ready([name], checkpoint);
  return store.numbers(name);
}
