import { open } from 'node:fs/promises';
import type { PredictionFormat } from '../../shared/prediction-file.ts';
import { hasImageName } from '../../workers/scan/is-image-file.ts';
import { badPredictions, readingError } from './prediction-file.ts';

const HEAD_BYTES = 64 * 1024;
const EXPECTED = 'Expected CSV, JSON, JSON Lines, Parquet, NPY or NPZ.';

/** What other content is, and what to do with it. */
const REFUSED: readonly (readonly [signature: string, advice: string])[] = [
  ['PARE', 'an encrypted Parquet file. Write it without encryption.'],
  ['\x1f\x8b', 'compressed with gzip. Unpack it first.'],
  ['\x28\xb5\x2f\xfd', 'compressed with Zstandard. Unpack it first.'],
  ['\x89HDF', 'an HDF5 file. Save the probabilities with numpy.save.'],
  ['SQLite format 3', 'a database. Export the table as CSV.'],
  ['ARROW1', 'an Arrow file. Write it as Parquet.'],
  ['\x80\x02', 'a pickle, which can run programs. Save the probabilities with numpy.save.'],
  ['\x80\x03', 'a pickle, which can run programs. Save the probabilities with numpy.save.'],
  ['\x80\x04', 'a pickle, which can run programs. Save the probabilities with numpy.save.'],
  ['\x80\x05', 'a pickle, which can run programs. Save the probabilities with numpy.save.'],
];

/** The first bytes of a file. @throws {WinnowError} not_found, no_permission, bad_predictions */
export async function readHead(file: string): Promise<Buffer> {
  try {
    const handle = await open(file);
    try {
      const head = Buffer.alloc(HEAD_BYTES);
      const { bytesRead } = await handle.read(head, 0, HEAD_BYTES, 0);
      return head.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw readingError(file, error);
  }
}

/** Tells a file's format by its content. @throws {WinnowError} bad_predictions where it is none that can be read */
export async function detectFormat(file: string): Promise<PredictionFormat> {
  const head = await readHead(file);
  const start = head.toString('latin1', 0, 16);
  if (head.length === 0) throw badPredictions(file, `an empty file. ${EXPECTED}`);
  if (start.startsWith('PAR1')) return 'parquet';
  if (start.startsWith('\x93NUMPY')) return 'npy';
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return 'npz';
  const refused = REFUSED.find(([signature]) => start.startsWith(signature));
  if (refused !== undefined) throw badPredictions(file, `${refused[1]} ${EXPECTED}`);
  const encoding = encodingOf(head);
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be' && head.includes(0)) {
    throw badPredictions(file, `neither text nor a format that is known. ${EXPECTED}`);
  }
  return formatOfText(new TextDecoder(encoding).decode(head).trimStart(), head.length < HEAD_BYTES);
}

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** @param head the first bytes; a character may be cut at their end */
export function encodingOf(head: Uint8Array): TextEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return 'windows-1252';
    throw error;
  }
}

function formatOfText(text: string, isWhole: boolean): PredictionFormat {
  if (/^\[\s*(?:$|[[{"\]\d-])/.test(text)) return isCocoResults(text) ? 'coco' : 'json';
  if (!/^\{\s*(?:$|["}])/.test(text)) return 'csv';
  const end = text.indexOf('\n');
  const line = end === -1 ? text : text.slice(0, end);
  const keys = keysOf(line);
  // Lines of objects; or one object of all that happens to be on one line.
  if (keys === null) return end === -1 && !isWhole ? 'jsonl' : 'json';
  return keys.length > 0 && keys.every(hasImageName) ? 'json' : 'jsonl';
}

/** Keys of a line that is an object; null where it is none. */
function keysOf(line: string): readonly string[] | null {
  try {
    const value: unknown = JSON.parse(line.replaceAll(/\b(?:NaN|-?Infinity)\b/g, 'null'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Whether the first of a list of objects is a box as COCO's results have it. */
function isCocoResults(text: string): boolean {
  const first = text.slice(0, text.indexOf('}') + 1);
  return ['"image_id"', '"category_id"', '"bbox"'].every((key) => first.includes(key));
}
