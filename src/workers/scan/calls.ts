import type { SampleStatus } from '../../shared/sample.ts';

/**
 * SQL the scan runs on a read-only connection of its own; written in `main/index`, where SQL lives. Both take a path and
 * a number of rows and yield the rows after that path in the order of its UTF-8 bytes.
 */
export interface IndexedFiles {
  readonly dbFile: string;
  /** `id, path, sizeBytes, mtimeMs, status` */
  readonly samples: string;
  /** `path, sizeBytes, mtimeMs` of the files known to be no images. */
  readonly ignored: string;
}

/** A file that is there. */
export interface FoundFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** Milliseconds since the epoch, with the fractions the file system keeps. */
  readonly mtimeMs: number;
}

/** A name that is there while its file cannot be looked at: no permission, a broken link. */
export interface BlockedFile {
  readonly path: string;
  readonly reason: string;
}

/** How a stretch of the folder differs from its index. */
export interface ScanBatch {
  /** Images by extension or content that have no row yet. */
  readonly added: readonly FoundFile[];
  /** Rows whose file has another size or time. */
  readonly changed: readonly (FoundFile & { readonly id: number })[];
  /** Rows that were `missing` and whose file is there again, with its size and time of then. */
  readonly returned: readonly number[];
  /** Rows that were `unreadable`: worth another try, since permissions leave no trace in size and time. */
  readonly retried: readonly number[];
  readonly blocked: readonly (BlockedFile & { readonly id: number | null })[];
  /** Rows whose file is not there. Final only once the whole scan is. */
  readonly gone: readonly number[];
  /** Files found to be no images, to be remembered. */
  readonly ignored: readonly FoundFile[];
  /** Files that may hold annotations, or are of a format known and not read, by their names, changed or not. */
  readonly labelFiles: readonly FoundFile[];
  /** Remembered files that are gone, or images by now. */
  readonly forgotten: readonly string[];
  /** Image files seen since the scan began. */
  readonly seen: number;
  /** On the last batch. */
  readonly totals: ScanTotals | null;
}

export interface ScanTotals {
  /** Regular files that are no images, and FIFOs, devices and sockets. Hidden and system files are not counted at all. */
  readonly ignored: number;
  /** Folders that hold images directly, in path order; the dataset's own is ''. */
  readonly folders: readonly FolderCount[];
  /** Folders that could not be read; the rows below them are left as they are. */
  readonly unreadableFolders: readonly string[];
}

export interface FolderCount {
  readonly path: string;
  readonly images: number;
}

/** One scan per thread: `start`, then `next` until a batch has totals. */
export type ScanCalls = {
  readonly start: {
    readonly input: { readonly folder: string; readonly indexed: IndexedFiles };
    readonly progress: never;
    readonly output: null;
  };
  readonly next: { readonly input: null; readonly progress: never; readonly output: ScanBatch };
};

/** A row as the scan sees it. */
export interface IndexedSample extends FoundFile {
  readonly id: number;
  readonly status: SampleStatus;
}
