import type { RowsAnswer } from '../../shared/api.ts';
import { SCORE_FIELDS, type ScoreField } from '../../shared/score.ts';
import { readRows } from '../index/rows.ts';
import type { Dataset } from './dataset.ts';

type Row = RowsAnswer['rows'][number];

/**
 * Rows of some fields in the order of `ids`: scores from the query worker, which alone knows the derived ones, the
 * others from the database. Keys are in the order asked.
 * @throws {WinnowError} bad_request that names an unknown field
 */
export async function readScoredRows(dataset: Dataset, ids: Uint32Array, fields: readonly string[]): Promise<readonly Row[]> {
  const scores = SCORE_FIELDS.filter((field) => fields.includes(field));
  const others = fields.filter((field) => !isScoreField(field));
  if (scores.length === 0) return readRows(dataset.read, ids, fields);
  const rows = await readRows(dataset.read, ids, ['id', ...others]);
  const { columns } = await dataset.query.call('values', { ids, fields: scores });
  const places = new Map(Array.from(ids, (id, place) => [id, place]));
  return rows.map((row) => {
    const place = places.get(Number(row.id)) ?? -1;
    const scored = new Map<string, number | null>(scores.map((field, at) => [field, known(columns[at]?.[place])]));
    return Object.fromEntries(
      fields.map((field) => [field, scored.has(field) ? (scored.get(field) ?? null) : (row[field] ?? null)]),
    );
  });
}

const isScoreField = (field: string): field is ScoreField => (SCORE_FIELDS as readonly string[]).includes(field);

/** Single precision would print as 0.30000001192092896. */
function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : Number(value.toPrecision(6));
}
