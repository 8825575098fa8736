import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RowsAnswer } from '../../shared/api.ts';
import { WinnowError } from '../../shared/errors.ts';
import { ISSUE_KINDS } from '../../shared/issue.ts';
import {
  ANY_SCORE_FIELDS,
  BOX_FIELDS,
  GROUP_FIELDS,
  isProbabilityField,
  MAP_FIELDS,
  PREDICTION_FIELDS,
  type ProbabilityField,
} from '../../shared/score.ts';
import type { ReadableDb } from '../db/connection.ts';
import { type SampleColumn, selectSamples } from './sample-columns.ts';

/** Fields of `winnow samples`, in the order it prints them when asked for all. */
export const ROW_FIELDS = [
  'id',
  'path',
  'sizeBytes',
  'width',
  'height',
  'format',
  'channels',
  'status',
  'reason',
  'label',
  'split',
  'tags',
  'modified',
  'capturedAt',
  'contentHash',
  'perceptualHash',
  'frames',
  'orientation',
  'bitDepth',
  'consensus',
] as const satisfies readonly SampleColumn[];
type RowField = (typeof ROW_FIELDS)[number];

/** Fields that are worked out from columns when they are asked for. `issues` is the list of kinds, `issue.KIND` 0 or 1. */
export const DERIVED_FIELDS = [
  'issues',
  ...ANY_SCORE_FIELDS,
  ...GROUP_FIELDS,
  ...MAP_FIELDS,
  'prediction',
  'boxes',
  ...PREDICTION_FIELDS,
  ...BOX_FIELDS,
  ...ISSUE_KINDS.map((kind) => `issue.${kind}` as const),
] as const;
/** Those, and one for each class of a run. */
export type DerivedField = (typeof DERIVED_FIELDS)[number] | ProbabilityField;

export const isDerivedField = (field: string): field is DerivedField =>
  isProbabilityField(field) || DERIVED_FIELDS.some((name) => name === field);

type Row = RowsAnswer['rows'][number];

/** Rows read without a pause: about 10 ms. */
const CHUNK = 1000;

/**
 * Rows of some fields in the order of `ids`; ids without a sample are left out. Lets others run between chunks.
 * @throws {WinnowError} bad_request that names an unknown field and lists those there are
 */
export async function readRows(db: ReadableDb, ids: Uint32Array, fields: readonly string[]): Promise<Row[]> {
  const columns: readonly SampleColumn[] = [...new Set(fields)].map(knownField);
  const statement = db.prepare(selectSamples(columns.includes('label') ? [...columns, 'boxClasses'] : columns));
  const rows: Row[] = [];
  for (let start = 0; start < ids.length; start += CHUNK) {
    if (start > 0) await nextTurn();
    const chunk = statement.all(JSON.stringify(Array.from(ids.subarray(start, start + CHUNK)))) as Row[];
    rows.push(...chunk.map(presented));
  }
  return rows;
}

/** Lists as such. A sample without a label of its own has those of its boxes. */
function presented({ boxClasses, ...row }: Row): Row {
  const tags = 'tags' in row ? { tags: JSON.parse(row.tags as string) as string[] } : {};
  const names = boxClasses === undefined || row.label !== null ? [] : (JSON.parse(boxClasses as string) as string[]);
  return { ...row, ...tags, ...(names.length === 0 ? {} : { label: names.join(', ') }) };
}

function knownField(field: string): RowField {
  const known = ROW_FIELDS.find((name) => name === field);
  if (known !== undefined) return known;
  const fields = [...ROW_FIELDS, ...DERIVED_FIELDS, 'prob.CLASS', 'field.NAME'].join(', ');
  throw new WinnowError('bad_request', `There is no field ${JSON.stringify(field)}. Fields are: ${fields}.`);
}
