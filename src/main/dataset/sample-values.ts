import type { SampleValues } from '../../shared/api.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { Dataset } from './dataset.ts';
import { readSampleRows } from './sample-rows.ts';

/**
 * Values of some samples in the order of `ids`; ids without a sample are left out. A field that the dataset, or the run, does not
 * have is null for all: what tiles show is remembered from dataset to dataset, and one field does not cost the others.
 * @param run whose predictions; null: the active one's
 */
export async function readSampleValues(
  dataset: Dataset,
  ids: Uint32Array,
  fields: readonly string[],
  run: string | null,
): Promise<readonly SampleValues[]> {
  try {
    return await readSampleRows(dataset, ids, ['id', ...fields], run);
  } catch (error) {
    if (!isOfField(error)) throw error;
    const known = await readSampleRows(dataset, ids, ['id'], run);
    const values = await Promise.all(fields.map((field) => valuesOf(dataset, ids, field, run)));
    return known.map(({ id = null }) => ({
      id,
      ...Object.fromEntries(fields.map((field, at) => [field, values[at]?.get(id) ?? null])),
    }));
  }
}

type Value = SampleValues[string];

/** One field by id; empty where it cannot be said. */
async function valuesOf(
  dataset: Dataset,
  ids: Uint32Array,
  field: string,
  run: string | null,
): Promise<ReadonlyMap<Value, Value>> {
  try {
    const rows = await readSampleRows(dataset, ids, ['id', field], run);
    return new Map(rows.map((row) => [row.id ?? null, row[field] ?? null]));
  } catch (error) {
    if (!isOfField(error)) throw error;
    return new Map();
  }
}

/** One field cannot be said; the others can. */
function isOfField(error: unknown): boolean {
  return error instanceof WinnowError && ['bad_request', 'bad_query', 'no_predictions'].includes(error.code);
}
