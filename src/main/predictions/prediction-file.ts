import { basename } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { WinnowError } from '../../shared/errors.ts';
import type { PredictionFormat } from '../../shared/prediction-file.ts';
import { failureCode } from '../db/storage-error.ts';

/** What a person chose. Absolute paths. */
export interface PredictionSource {
  readonly file: string;
  /** Of NPY and NPZ: the path of each row. */
  readonly pathsFile?: string | null;
  /** Names of classes by place. */
  readonly classesFile?: string | null;
  /** Of COCO results: images and categories by number. */
  readonly annotationsFile?: string | null;
  /** Of NPZ: the array to read. */
  readonly array?: string | null;
}

/** A value as the file has it; null where there is none. A list of numbers holds NaN where it has none. */
export type Cell = string | number | boolean | null | NumberList;
export type NumberList = readonly number[] | Float32Array | Float64Array;

export function isNumberList(cell: Cell): cell is NumberList {
  return typeof cell === 'object' && cell !== null;
}

/** Some rows of a table, few enough to be worked through in some milliseconds. */
export interface TableBlock {
  /** Place of the first one in the file, from 1. */
  readonly firstRow: number;
  readonly rows: number;
  cell(row: number, column: number): Cell;
  /** Rows with another number of cells than there are columns. */
  readonly uneven: ReadonlySet<number>;
  /** How much of the file is read, in [0, 1]. */
  readonly share: number;
}

/** A file as rows of named columns, whatever its format. */
export interface PredictionTable {
  readonly format: PredictionFormat;
  /** Different names. */
  readonly columns: readonly string[];
  /** Null where only reading tells. */
  readonly rows: number | null;
  /** Names by place, where the source has them. */
  readonly classes: readonly string[] | null;
  /** From the first row; each call reads anew. @throws {WinnowError} bad_predictions, saying where */
  blocks(signal: AbortSignal): AsyncGenerator<TableBlock, void, void>;
  close(): Promise<void>;
}

export function badPredictions(file: string, problem: string, cause?: unknown): WinnowError {
  const options = cause === undefined ? {} : { cause };
  return new WinnowError('bad_predictions', `${basename(file)}: ${problem}`, options);
}

/** A failed opening or reading as an error with a code, where it has one. */
export function readingError(file: string, error: unknown): unknown {
  if (error instanceof WinnowError || (error instanceof Error && error.name === 'AbortError')) return error;
  const code = failureCode(error);
  const options = { cause: error };
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new WinnowError(
      'not_found',
      `There is no file ${file}. Check its name; it must lie on the computer that Winnow runs on.`,
      options,
    );
  if (code === 'EACCES' || code === 'EPERM')
    return new WinnowError('no_permission', `You have no permission to read ${file}.`, options);
  if (code === 'EISDIR') return badPredictions(file, 'a folder; expected a file of predictions. Name the file.', error);
  return error;
}

/** Longest stretch of work between two turns of the event loop. */
const LONGEST_MS = 10;

/**
 * Lets others have a turn where the last one is some milliseconds ago. Cheap enough to be called per row, if only what is not
 * undefined is awaited. @throws AbortError
 */
export function createPauses(signal: AbortSignal): () => Promise<void> | undefined {
  let lastMs = performance.now();
  let calls = 0;
  return () => {
    if (++calls % 64 !== 0 || performance.now() - lastMs < LONGEST_MS) return undefined;
    return nextTurn(undefined, { signal }).then(() => {
      lastMs = performance.now();
    });
  };
}

/** Names made different: a repeated one gets a number, one that is empty its place. */
export function differentNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name, i) => {
    const wanted = name.trim() === '' ? `column ${i + 1}` : name.trim();
    let different = wanted;
    for (let n = 2; taken.has(different); n++) different = `${wanted} (${n})`;
    taken.add(different);
    return different;
  });
}
