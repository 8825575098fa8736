import type { RowsAnswer } from '../../shared/api.ts';
import { isCarriedField } from '../../shared/carried-field.ts';
import { ISSUE_KINDS } from '../../shared/issue.ts';
import {
  ANY_SCORE_FIELDS,
  type AnyScoreField,
  GROUP_FIELDS,
  type GroupField,
  isRunNumber,
  MAP_FIELDS,
  type MapField,
  type RunNumber,
} from '../../shared/score.ts';
import { carriedValues } from '../index/carried-fields.ts';
import { type DerivedField, isDerivedField, readRows } from '../index/rows.ts';
import type { Dataset } from './dataset.ts';

type Row = RowsAnswer['rows'][number];
type Value = Row[string];

/**
 * Rows of stored fields and of those the query worker holds (scores, predictions, places on the map, groups, issues), in the
 * order of `ids`; ids without a sample are left out.
 * @param run whose predictions; null: the active one's
 * @throws {WinnowError} bad_request that names an unknown field and lists those there are; bad_query where no run has a field
 */
export async function readSampleRows(
  dataset: Dataset,
  ids: Uint32Array,
  fields: readonly string[],
  run: string | null = null,
): Promise<readonly Row[]> {
  const derived = fields.filter(isDerivedField);
  const carried = new Map(fields.filter(isCarriedField).map((field) => [field, carriedValues(dataset.read, ids, field)]));
  const stored = fields.filter((field) => !isDerivedField(field) && !isCarriedField(field));
  const isStoredAlone = derived.length + carried.size === 0;
  const rows = await readRows(dataset.read, ids, isStoredAlone ? stored : ['id', ...stored]);
  if (isStoredAlone) return rows;
  const derivedOf = derived.length === 0 ? () => null : await derivedValues(dataset, ids, derived, run);
  const presented = (row: Row, field: string): Value => {
    if (isCarriedField(field)) return carried.get(field)?.get(Number(row.id)) ?? null;
    return isDerivedField(field) ? derivedOf(Number(row.id), field) : (row[field] ?? null);
  };
  return rows.map((row) => Object.fromEntries(fields.map((field) => [field, presented(row, field)])));
}

async function derivedValues(
  dataset: Dataset,
  ids: Uint32Array,
  fields: readonly DerivedField[],
  run: string | null,
): Promise<(id: number, field: DerivedField) => Value> {
  const numbers = fields.filter(isNumber);
  const ofRun = run === null ? {} : { run };
  const { columns, issues } = await dataset.query.call('values', { ids: ids.slice(), fields: numbers, ...ofRun });
  const predicted = fields.includes('prediction')
    ? await dataset.query.call('predicted', { ids: ids.slice(), ...ofRun })
    : { classes: [], places: new Int32Array(0) };
  const places = new Map(Array.from(ids, (id, at) => [id, at] as const));
  const columnOf = new Map(numbers.map((field, at) => [field, columns[at]] as const));
  return (id, field) => {
    const at = places.get(id) ?? 0;
    if (field === 'prediction') return predicted.classes[predicted.places[at] ?? -1] ?? null;
    if (isNumber(field)) return presentNumber(field, columnOf.get(field)?.[at]);
    const kinds = ISSUE_KINDS.filter((_, bit) => (((issues[at] ?? 0) >>> bit) & 1) === 1);
    return field === 'issues' ? kinds : Number(kinds.some((kind) => field === `issue.${kind}`));
  };
}

const NUMBERS: readonly string[] = [...ANY_SCORE_FIELDS, ...GROUP_FIELDS, ...MAP_FIELDS, 'boxes'];
const isNumber = (field: DerivedField): field is AnyScoreField | GroupField | MapField | RunNumber | 'boxes' =>
  NUMBERS.includes(field) || isRunNumber(field);
/** Six digits of a score say all; ids of groups and places on the map are kept whole, so that they can be asked for. */
function presentNumber(field: DerivedField, value: number | undefined): number | null {
  if (value === undefined || Number.isNaN(value)) return null;
  return field.startsWith('score.') || isRunNumber(field) ? Number(value.toPrecision(6)) : value;
}
