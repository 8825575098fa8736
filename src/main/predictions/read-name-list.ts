import { detectFormat } from './detect-format.ts';
import { badPredictions, createPauses, type PredictionTable } from './prediction-file.ts';
import { findNpy, readVector } from './read-array.ts';
import { openCsv } from './read-csv.ts';
import { readJsonElements } from './read-json-elements.ts';
import { readLines } from './read-text.ts';

/** What a list holds: names of files by row, or of classes by place. */
export type NameListKind = 'paths' | 'classes';

const COLUMNS: Readonly<Record<NameListKind, readonly string[]>> = {
  paths: ['path', 'paths', 'file', 'filename', 'file_name', 'filepath', 'file_path', 'image', 'image_path', 'img', 'name'],
  classes: ['class', 'classes', 'class_name', 'name', 'label', 'category'],
};

/**
 * A list of names: text, one a line; a column of a CSV with such a header; JSON: a list, or an object from names to places or
 * from places to names; NPY of texts.
 * @throws {WinnowError} bad_predictions where it is none
 */
export async function readNameList(file: string, kind: NameListKind, signal: AbortSignal): Promise<readonly string[]> {
  const names = await namesOf(file, kind, signal);
  if (names.length === 0) throw badPredictions(file, `names no ${kind}. Expected one a line.`);
  return names;
}

async function namesOf(file: string, kind: NameListKind, signal: AbortSignal): Promise<readonly string[]> {
  const format = await detectFormat(file);
  if (format === 'npy') {
    const values = await readVector(await findNpy(file), signal);
    return values instanceof Float64Array ? Array.from(values, String) : values;
  }
  if (format === 'json' || format === 'jsonl') return await jsonNames(file, kind, signal);
  if (format !== 'csv')
    throw badPredictions(file, `is ${format.toUpperCase()}. Expected a list of ${kind}: text, CSV, JSON or NPY.`);
  const table = await openCsv(file);
  const column = table.columns.findIndex((name) => COLUMNS[kind].includes(name.toLowerCase()));
  if (column !== -1) return await columnOf(table, column, signal);
  const names: string[] = [];
  for await (const lines of readLines(file, signal)) for (const { text } of lines) names.push(text);
  return names;
}

async function columnOf(table: PredictionTable, column: number, signal: AbortSignal): Promise<readonly string[]> {
  const names: string[] = [];
  const pause = createPauses(signal);
  for await (const block of table.blocks(signal)) {
    for (let row = 0; row < block.rows; row++) {
      names.push(String(block.cell(row, column) ?? ''));
      await pause();
    }
  }
  return names;
}

async function jsonNames(file: string, kind: NameListKind, signal: AbortSignal): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { elements } of readJsonElements(file, signal)) {
    for (const { key, place, value } of elements) {
      if (key === null && typeof value === 'string') names.push(value);
      else if (key !== null && isPlace(value)) names[value] = key;
      else if (key !== null && isPlace(Number(key)) && typeof value === 'string') names[Number(key)] = value;
      else throw badPredictions(file, `element ${place} is no name. Expected a list of ${kind}, or their places.`);
    }
  }
  const missing = Array.from(names).indexOf(undefined as never);
  if (missing !== -1) throw badPredictions(file, `has no name for place ${missing}. Expected places from 0 without a gap.`);
  return names;
}

/** More cannot be: places of classes. */
const MOST_PLACES = 1_000_000;

function isPlace(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < MOST_PLACES;
}
