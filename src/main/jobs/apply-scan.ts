import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ScanBatch } from '../../workers/scan/calls.ts';
import { createPlacer } from '../dataset/apply-layout.ts';
import type { WritableDb } from '../db/connection.ts';
import { forgetIgnored, rememberIgnored } from '../index/ignored.ts';
import { readMeta } from '../index/meta.ts';
import { addSamples, type ChangeRun, markBlocked, markChanged, markGone, markPending, markReturned } from '../index/samples.ts';
import { forgetShards, rememberShards } from '../index/shards.ts';
import { deleteThumbs } from '../index/thumbs.ts';
import type { IndexWriters } from './find-moves.ts';

const GONE_AT_ONCE = 500;

/**
 * Writes what a stretch of the scan found, all but what is gone, in one transaction.
 * @returns ids of the samples that changed
 */
export function applyScanBatch(db: WritableDb, batch: ScanBatch, run: ChangeRun): readonly number[] {
  return db.transaction(() => {
    const placeOf = createPlacer(db, readMeta(db).layout);
    const added = addSamples(db, batch.added, run, placeOf);
    const blocked = markBlocked(db, batch.blocked, run, placeOf);
    markChanged(db, batch.changed, run);
    markReturned(db, batch.returned, run);
    markPending(db, batch.retried);
    forgetIgnored(db, batch.forgotten);
    rememberIgnored(db, batch.ignored);
    rememberShards(db, batch.shards);
    forgetShards(db, batch.goneShards);
    return [...added, ...blocked, ...batch.changed.map(({ id }) => id), ...batch.returned, ...batch.retried];
  })();
}

/** Marks the samples whose files are gone, some at a time. */
export async function applyGone(
  { index, thumbs }: IndexWriters,
  ids: readonly number[],
  run: ChangeRun,
  onWritten: (ids: readonly number[]) => void,
): Promise<void> {
  for (let start = 0; start < ids.length; start += GONE_AT_ONCE) {
    const some = ids.slice(start, start + GONE_AT_ONCE);
    const dropped = index.transaction(() => markGone(index, some, run))();
    deleteThumbs(thumbs, dropped);
    onWritten(some);
    await nextTurn();
  }
}
