import type { DatasetInfo } from '../../shared/dataset.ts';
import type { DatasetId } from '../../shared/sample.ts';
import type { ChangedPart, QueryCalls } from '../../workers/query/calls.ts';
import type { Client } from '../../workers/rpc/client.ts';
import type { ReadableDb, WritableDb } from '../db/connection.ts';

/** An open dataset: its index, its query worker, its place on disk. Made by `openDataset` in open.ts. */
export interface Dataset {
  readonly id: DatasetId;
  /** Real path of the folder of images. Never written to. */
  readonly folder: string;
  /** Directory of the index, under `$WINNOW_HOME/datasets`. */
  readonly directory: string;
  /** For reading; the same connection as `write` where there is one. */
  readonly read: ReadableDb;
  /** The index's one writer; null where the dataset is read-only. Use `writerOf` to get it or the error. */
  readonly write: WritableDb | null;
  /** thumbs.db, with the same rule. */
  readonly thumbs: ReadableDb;
  readonly writeThumbs: WritableDb | null;
  readonly query: Client<QueryCalls>;
  info(): DatasetInfo;
  /**
   * Call after every commit that changed samples, tags or the layout: raises the revision, has the query worker read
   * the rows again and tells the listeners. Null: many or all changed. Resolves when queries see the change.
   * @param only where nothing else of them changed: the rest is not read again, which counts where they are many
   */
  changed(ids: Uint32Array | null, only?: ChangedPart | null): Promise<void>;
  /**
   * Call after cuts were moved in the index, or settings for labels changed: queries see them from then on, under a new revision, without reading samples
   * again.
   */
  cutsMoved(): Promise<void>;
  /** Says so when samples change or `info()` does; returns the unsubscriber. */
  onChange(listener: (change: DatasetChange) => void): () => void;
  close(): Promise<void>;
}

export interface DatasetChange {
  readonly revision: number;
  /** The samples that changed, where few did; else null. */
  readonly ids: readonly number[] | null;
}
