import { detectFormat } from './detect-format.ts';
import { badPredictions, type PredictionSource, type PredictionTable } from './prediction-file.ts';
import { openNpy, openNpz } from './read-array-table.ts';
import { openCsv } from './read-csv.ts';
import { openJson, openJsonLines } from './read-json.ts';
import { readNameList } from './read-name-list.ts';
import { openParquetTable } from './read-parquet.ts';

/**
 * Opens a file of predictions as a table, with the lists that belong to it. Close it when done.
 * @throws {WinnowError} bad_predictions, not_found, no_permission; AbortError
 */
export async function openTable(source: PredictionSource, signal: AbortSignal): Promise<PredictionTable> {
  const { file } = source;
  const format = await detectFormat(file);
  const listOf = async (kind: 'paths' | 'classes', list: string | null | undefined) =>
    list === null || list === undefined ? null : await readNameList(list, kind, signal);
  const classes = await listOf('classes', source.classesFile);
  if (format === 'npy' || format === 'npz') {
    const lists = { paths: await listOf('paths', source.pathsFile), classes };
    return format === 'npy' ? await openNpy(source, lists) : await openNpz(source, lists);
  }
  if (source.pathsFile !== null && source.pathsFile !== undefined) {
    throw badPredictions(file, 'has paths of its own. A list of paths is for NPY and NPZ only: leave it out.');
  }
  const table = await openRows(file, format);
  return { ...table, classes };
}

async function openRows(file: string, format: 'csv' | 'jsonl' | 'json' | 'coco' | 'parquet'): Promise<PredictionTable> {
  if (format === 'csv') return await openCsv(file);
  if (format === 'jsonl') return await openJsonLines(file);
  if (format === 'parquet') return await openParquetTable(file);
  return await openJson(file);
}
