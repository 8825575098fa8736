import type { RefusedFormat } from '../../shared/known-refusals.ts';
import type { LabelFormat } from '../../shared/label-files.ts';
import type { LabelSink } from './label-sink.ts';
import { pacedSort } from './paced-filter.ts';

/** A file that may hold annotations, absolute. */
export interface LabelFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

/** Files of one format that together label pictures. */
export interface LabelFileSet {
  readonly format: LabelFormat;
  /** Those that hold labels, and those that belong to them: lists of splits, names of classes. In path order. */
  readonly files: readonly LabelFile[];
  /** For a person: the one file, or the folder of all. */
  readonly origin: string;
}

/** Why a file is not read: what it is, and what to do. */
export type FileRefusal = Pick<RefusedFormat, 'format' | 'reason'>;

/** Files that may be some format's, in path order. */
export interface LabelCandidates {
  /** Their folder, absolute. */
  readonly root: string;
  readonly files: readonly LabelFile[];
  /** Those whose path fits, looked for with pauses: nearly all files may be of one kind. */
  named(path: RegExp): Promise<readonly LabelFile[]>;
  /** The first 64 KiB as text, read once whoever asks; '' where they cannot be read. */
  headOf(file: LabelFile): Promise<string>;
  /** Says that a file is known and holds no labels. */
  refuse(file: LabelFile, refusal: FileRefusal): void;
}

export interface ReadLabels {
  /** Of the dataset, absolute. */
  readonly folder: string;
  readonly sink: LabelSink;
  /** Paths of all samples, for formats that speak of folders. */
  readonly samples: readonly string[];
  readonly signal: AbortSignal;
}

/** A format of annotations: one file a format, listed in label-readers.ts. */
export interface LabelReader {
  readonly format: LabelFormat;
  /**
   * The candidates that are of this format, told by content and not by name alone; a few of many files of a kind are opened to
   * learn what all of them are. Files that it returns are not offered to readers after it.
   */
  find(candidates: LabelCandidates): Promise<readonly LabelFileSet[]>;
  /**
   * Tells the sink all that the files say. What it cannot use is a problem, and the rest is read; pictures and boxes are told as
   * they come, so that memory does not grow with the files.
   * @throws {WinnowError} where a whole file is of no use: counted as a problem by the caller; AbortError
   */
  read(set: LabelFileSet, into: ReadLabels): Promise<void>;
}

const inPathOrder = (a: LabelFile, b: LabelFile): number => (a.path < b.path ? -1 : 1);

/** In path order. */
export const byPath = (files: readonly LabelFile[]): readonly LabelFile[] => files.toSorted(inPathOrder);

/** The same of very many. */
export const manyByPath = (files: readonly LabelFile[]): Promise<readonly LabelFile[]> => pacedSort(files, inPathOrder);
