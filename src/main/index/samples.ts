import { CHECKS_VERSION } from '../../shared/score.ts';
import type { BlockedFile, FoundFile } from '../../workers/scan/calls.ts';
import type { ReadableDb, WritableDb } from '../db/connection.ts';
import type { SamplePlace } from './places.ts';
import { createShardIds, FORGET_SHARD_OF } from './shards.ts';

/** For `IndexedFiles.samples`. */
export const SAMPLES_AFTER_PATH = `
  SELECT id, path, size_bytes AS sizeBytes, mtime_ms AS mtimeMs, status FROM sample WHERE path > ? ORDER BY path LIMIT ?`;

/** The run that notices a change, and the one since which changes are counted. */
export interface ChangeRun {
  readonly id: number;
  /** The newest run that ended well: what later, unfinished ones noticed still counts. */
  readonly since: number;
}

/** Adds rows for new files, `pending` until they are decoded. @returns their ids, in order */
export function addSamples(
  db: WritableDb,
  files: readonly FoundFile[],
  run: ChangeRun,
  placeOf: (path: string) => SamplePlace,
): readonly number[] {
  const add = db.prepare(`
    INSERT INTO sample (path, size_bytes, mtime_ms, shard_id, shard_offset, status, class_id, split_id, change, changed_run)
    VALUES (?, ?, ?, ?, ?, 'pending', ?, ?, 'added', ?)`);
  const inShard = createShardPlacer(db);
  return files.map((file) => {
    const { classId, splitId } = placeOf(file.path);
    return Number(add.run(file.path, file.sizeBytes, file.mtimeMs, ...inShard(file), classId, splitId, run.id).lastInsertRowid);
  });
}

/** Files that are there but cannot be looked at. @returns the ids of their rows, new ones included */
export function markBlocked(
  db: WritableDb,
  files: readonly (BlockedFile & { readonly id: number | null })[],
  run: ChangeRun,
  placeOf: (path: string) => SamplePlace,
): readonly number[] {
  const block = db.prepare(`UPDATE sample SET status = 'unreadable', reason = ?, ${noticed('changed')} WHERE id = ?`);
  return files.map(({ path, reason, id: known }) => {
    const id = known ?? addSamples(db, [{ path, sizeBytes: 0, mtimeMs: 0 }], run, placeOf)[0];
    if (id !== undefined) block.run(reason, ...noticedValues(run), id);
    return id ?? 0;
  });
}

/** Rows whose file has another size or time: to be decoded again. What was known of it is kept until then. */
export function markChanged(db: WritableDb, files: readonly (FoundFile & { readonly id: number })[], run: ChangeRun): void {
  const mark = db.prepare(`
    UPDATE sample SET size_bytes = ?, mtime_ms = ?, shard_id = ?, shard_offset = ?, status = 'pending', reason = NULL, content_hash = NULL, pixel_hash = NULL, status_before = NULL,
      ${noticed('changed')} WHERE id = ?`);
  const inShard = createShardPlacer(db);
  for (const { id, ...file } of files) mark.run(file.sizeBytes, file.mtimeMs, ...inShard(file), ...noticedValues(run), id);
}

/** `shard_id, shard_offset` */
function createShardPlacer(db: WritableDb): (file: FoundFile) => [number | null, number | null] {
  const shardId = createShardIds(db);
  return ({ within }) => (within === undefined ? [null, null] : [shardId(within.shard), within.offset]);
}

/** Missing rows whose file is there again as it was: those that were fine and have their thumbnail need no decoding. */
export function markReturned(db: WritableDb, ids: readonly number[], run: ChangeRun): void {
  const mark = db.prepare(`
    UPDATE sample SET status = CASE WHEN status_before = 'ok' AND has_thumb = 1 AND ${IS_CHECKED} THEN 'ok' ELSE 'pending' END, reason = NULL,
      status_before = NULL,
      change = CASE WHEN change = 'removed' AND changed_run > ? THEN NULL ELSE 'returned' END, changed_run = ? WHERE id = ?`);
  for (const id of ids) mark.run(run.since, run.id, id);
}

/** Decoded by today's checks. */
const IS_CHECKED = `EXISTS (SELECT 1 FROM image_score WHERE sample_id = sample.id AND version >= ${CHECKS_VERSION})`;

/** Rows to be decoded again although their file has not changed. */
export function markPending(db: WritableDb, ids: readonly number[]): void {
  const mark = db.prepare("UPDATE sample SET status = 'pending' WHERE id = ?");
  for (const id of ids) mark.run(id);
}

/**
 * Rows whose file is gone. They become `missing`, but for those that only an unfinished run had added and nobody tagged or labelled:
 * these go.
 * @returns the ids of the rows that went
 */
export function markGone(db: WritableDb, ids: readonly number[], run: ChangeRun): readonly number[] {
  const drop = db.prepare(`
    DELETE FROM sample WHERE id = ? AND change = 'added' AND changed_run > ?
      AND NOT EXISTS (SELECT 1 FROM sample_tag WHERE sample_id = sample.id)
      AND NOT EXISTS (SELECT 1 FROM given_label WHERE sample_id = sample.id)`);
  const mark = db.prepare(`
    UPDATE sample SET status_before = status, status = 'missing', reason = 'the file is no longer in the folder',
      change = 'removed', changed_run = ? WHERE id = ? AND status <> 'missing'`);
  const forgetShard = db.prepare(FORGET_SHARD_OF);
  return ids.filter((id) => {
    forgetShard.run(id);
    if (drop.run(id, run.since).changes > 0) return true;
    mark.run(run.id, id);
    return false;
  });
}

/** @returns number of rows, those of missing files included */
export function countSamples(db: ReadableDb): number {
  return Number(db.prepare('SELECT count(*) FROM sample').pluck().get());
}

/** A file that an unfinished run added and that changed since is still an added one. */
function noticed(change: 'changed'): string {
  return `change = CASE
      WHEN change IN ('added', 'returned') AND changed_run > ? THEN change
      WHEN status = 'missing' THEN 'returned'
      ELSE '${change}' END, changed_run = ?`;
}

function noticedValues(run: ChangeRun): [number, number] {
  return [run.since, run.id];
}
