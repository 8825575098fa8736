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
  /** `path, sizeBytes, mtimeMs, others` of the tars whose members are all known; takes nothing and answers all. */
  readonly shards: string;
}

/** A file that is there. */
export interface FoundFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** Milliseconds since the epoch, with the fractions the file system keeps; of a member of a tar: the tar's. */
  readonly mtimeMs: number;
  /** Of a member of a tar: the tar's path, and where in it the bytes begin. */
  readonly within?: { readonly shard: string; readonly offset: number };
}

/** A tar whose pictures are samples, as it was when all of them were listed. */
export interface ListedShard {
  readonly path: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly pictures: number;
  /** Files in it that are no images. */
  readonly others: number;
  /** In words: what of it could not be used. */
  readonly problems: readonly string[];
}

/** A tar whose members the index knows. */
export type KnownShard = Pick<ListedShard, 'path' | 'sizeBytes' | 'mtimeMs' | 'others'>;

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
  /** Tars that were new or changed; their members came before them. */
  readonly shards: readonly ListedShard[];
  /** On the last batch: tars that are not there. */
  readonly goneShards: readonly string[];
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
  /** Folders and tars that could not be read; the rows below them are left as they are. */
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
