import { lstat } from 'node:fs/promises';
import { DEFAULT_LIMITS } from '../../workers/decode/calls.ts';
import { fileOf } from '../../workers/decode/file-place.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { filePlace } from '../dataset/file-place.ts';
import { failureCode } from '../db/storage-error.ts';
import { type DecodedSample, type PendingSample, storeDecoded } from '../index/pending.ts';
import { putThumbs } from '../index/thumbs.ts';
import type { Compute } from './compute.ts';
import { createDecodeQueue } from './decode-queue.ts';
import type { IndexWriters } from './find-moves.ts';

/** A transaction of about 10 ms. */
const WRITTEN_AT_ONCE = 32;
/** A finished thumbnail waits no longer for others. */
const WRITE_WITHIN_MS = 80;

export interface DecodePassOptions {
  readonly dataset: Dataset;
  readonly writers: IndexWriters;
  readonly compute: Compute;
  readonly signal: AbortSignal;
  /** Before what was decoded is written. */
  readonly beforeWrite: (decoded: readonly DecodedSample[]) => void;
  /** After each write: the samples written, in all so far. */
  readonly onWritten: (ids: readonly number[], done: number) => void;
  /** A file that went after the scan had seen it. */
  readonly onGone: (id: number) => Promise<void>;
}

export interface DecodePass {
  /** More samples wait. */
  wake(): void;
  /** Files that changed while they may have been read: what comes of that is thrown away, and they are read again. */
  invalidate(ids: readonly number[]): void;
  /** No more will come. Resolves with the number of samples decoded, once none waits. @throws the first failure; an AbortError on cancel */
  finish(): Promise<number>;
  /** Ends after what is in flight, and writes it. */
  stop(): Promise<void>;
}

/** Decodes the samples that wait, `compute.width` at a time, while more may come. Starts at once. */
export function startDecodePass(options: DecodePassOptions): DecodePass {
  const { dataset, writers, compute, signal, beforeWrite, onWritten, onGone } = options;
  const queue = createDecodeQueue(dataset);
  const stale = new Set<number>();
  let decoded: DecodedSample[] = [];
  let done = 0;
  let writeTimer: NodeJS.Timeout | null = null;
  let isComplete = false;
  let failure: { readonly error: unknown } | null = null;
  let more = Promise.withResolvers<void>();

  function wake(): void {
    more.resolve();
    more = Promise.withResolvers<void>();
  }

  function fail(error: unknown): void {
    failure ??= { error };
    wake();
  }

  function write(): void {
    if (writeTimer !== null) clearTimeout(writeTimer);
    writeTimer = null;
    const batch = decoded;
    decoded = [];
    if (batch.length === 0) return;
    beforeWrite(batch);
    const thumbs = batch.flatMap(({ id, output: { thumbnail, miniature } }) =>
      thumbnail === null ? [] : [{ id, jpeg: thumbnail, miniature }],
    );
    // Thumbnails first: a row that says it has one must be right also after a kill.
    putThumbs(writers.thumbs, thumbs);
    storeDecoded(writers.index, batch);
    done += batch.length;
    for (const { id } of batch) queue.release(id);
    onWritten(
      batch.map(({ id }) => id),
      done,
    );
  }

  function writeSoon(): void {
    if (decoded.length >= WRITTEN_AT_ONCE) write();
    else writeTimer ??= setTimeout(guarded(write), WRITE_WITHIN_MS);
  }

  function guarded(work: () => void): () => void {
    return () => {
      try {
        work();
      } catch (error) {
        fail(error);
      }
    };
  }

  async function decode({ id, path }: PendingSample): Promise<void> {
    const place = filePlace(writers.index, dataset.folder, path);
    const output = await compute.decode({ ...place, limits: DEFAULT_LIMITS }, signal);
    if (stale.delete(id)) {
      queue.release(id);
      return;
    }
    if (output.status === 'unreadable' && (await isGone(fileOf(place)))) {
      await onGone(id);
      queue.release(id);
      return;
    }
    decoded.push({ id, path, output });
    writeSoon();
  }

  async function runLane(): Promise<void> {
    while (failure === null) {
      signal.throwIfAborted();
      const sample = queue.next();
      if (sample !== null) await decode(sample);
      else if (isComplete) return;
      else await more.promise;
    }
  }

  const onAbort = (): void => wake();
  signal.addEventListener('abort', onAbort);
  const lanes = Promise.all(Array.from({ length: compute.width }, () => runLane().catch(fail)));

  async function end(): Promise<void> {
    isComplete = true;
    wake();
    await lanes;
    signal.removeEventListener('abort', onAbort);
    guarded(write)();
  }

  return {
    wake,
    invalidate(ids) {
      const changed = new Set(ids);
      const unwritten = decoded.filter(({ id }) => changed.has(id));
      decoded = decoded.filter(({ id }) => !changed.has(id));
      for (const { id } of unwritten) queue.release(id);
      for (const id of ids) if (queue.isTaken(id)) stale.add(id);
    },
    async finish() {
      await end();
      if (failure !== null) throw failure.error;
      return done;
    },
    async stop() {
      failure ??= { error: null };
      await end();
    },
  };
}

async function isGone(file: Buffer): Promise<boolean> {
  try {
    await lstat(file);
    return false;
  } catch (error) {
    const code = failureCode(error);
    return code === 'ENOENT' || code === 'ENOTDIR';
  }
}
