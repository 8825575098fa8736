import type { ReadableDb, WritableDb } from '../db/connection.ts';
import { createLabelPasser } from './given-labels.ts';

/** A row that may be one end of a move. */
export interface MoveEnd {
  readonly id: number;
  readonly path: string;
}

/** The same content under a path that is gone and one that is new. */
export interface Move {
  readonly from: MoveEnd;
  readonly to: MoveEnd;
}

export interface MissingSample extends MoveEnd {
  readonly contentHash: Uint8Array;
}

/** @returns missing samples whose content is known (and not empty), by id, after `afterId` */
export function missingAfter(db: ReadableDb, afterId: number, limit: number): readonly MissingSample[] {
  return db
    .prepare<[number, number], MissingSample>(`
      SELECT id, path, content_hash AS contentHash FROM sample
      WHERE status = 'missing' AND id > ? AND content_hash IS NOT NULL AND size_bytes > 0 ORDER BY id LIMIT ?`)
    .all(afterId, limit);
}

/** @returns missing samples of a content, by path */
export function missingWithContent(db: ReadableDb, contentHash: Uint8Array): readonly MoveEnd[] {
  return db
    .prepare<[Uint8Array], MoveEnd>("SELECT id, path FROM sample WHERE content_hash = ? AND status = 'missing' ORDER BY path")
    .all(contentHash);
}

/** @returns samples of a content that were added after `sinceRun` and are there, by path */
export function addedWithContent(db: ReadableDb, contentHash: Uint8Array, sinceRun: number): readonly MoveEnd[] {
  return db
    .prepare<[Uint8Array, number], MoveEnd>(`
      SELECT id, path FROM sample
      WHERE content_hash = ? AND change = 'added' AND changed_run > ? AND status <> 'missing' ORDER BY path`)
    .all(contentHash, sinceRun);
}

/**
 * Gives the old rows their files' new paths: tags, history and id stay; the rows the scan had added go, what the user
 * said of them passes over.
 */
export function applyMoves(db: WritableDb, moves: readonly Move[], run: number): void {
  const passTags = db.prepare('INSERT OR IGNORE INTO sample_tag SELECT ?, tag_id FROM sample_tag WHERE sample_id = ?');
  const passKept = db.prepare('INSERT OR IGNORE INTO kept_issue SELECT ?, kind FROM kept_issue WHERE sample_id = ?');
  const passApart = db.prepare(
    'INSERT OR IGNORE INTO not_duplicate SELECT ?, decision_id, is_single FROM not_duplicate WHERE sample_id = ?',
  );
  const passLabel = createLabelPasser(db);
  // What was computed of the same content, perhaps by a newer Winnow than what the old row had.
  const passScores = db.prepare('UPDATE OR REPLACE image_score SET sample_id = ? WHERE sample_id = ?');
  const passFingerprint = db.prepare('UPDATE OR REPLACE fingerprint SET sample_id = ? WHERE sample_id = ?');
  const rest =
    'size_bytes, mtime_ms, shard_id, shard_offset, status, reason, extension_format, has_thumb, split_id, private_metadata, perceptual_hash';
  const read = db.prepare<[number], Record<string, string | number | Buffer | null>>(
    `SELECT path, ${rest} FROM sample WHERE id = ?`,
  );
  const drop = db.prepare('DELETE FROM sample WHERE id = ?');
  const move = db.prepare(`
    UPDATE sample SET path = @path, size_bytes = @size_bytes, mtime_ms = @mtime_ms, shard_id = @shard_id, shard_offset = @shard_offset, status = @status, reason = @reason,
      extension_format = @extension_format, has_thumb = @has_thumb, split_id = @split_id,
      private_metadata = @private_metadata, perceptual_hash = @perceptual_hash, status_before = NULL, change = 'moved', changed_run = @run WHERE id = @id`);
  db.transaction(() => {
    for (const { from, to } of moves) {
      const found = read.get(to.id);
      if (found === undefined) continue;
      for (const pass of [passTags, passKept, passApart, passScores, passFingerprint]) pass.run(from.id, to.id);
      passLabel(from.id, to.id);
      drop.run(to.id);
      move.run({ ...found, run, id: from.id });
    }
  })();
}
