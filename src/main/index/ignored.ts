import type { FoundFile } from '../../workers/scan/calls.ts';
import type { WritableDb } from '../db/connection.ts';

/** For `IndexedFiles.ignored`. */
export const IGNORED_AFTER_PATH =
  'SELECT path, size_bytes AS sizeBytes, mtime_ms AS mtimeMs FROM ignored_file WHERE path > ? ORDER BY path LIMIT ?';

/** Remembers files that are no images, so that they are not opened again while they stay as they are. */
export function rememberIgnored(db: WritableDb, files: readonly FoundFile[]): void {
  const put = db.prepare('INSERT OR REPLACE INTO ignored_file (path, size_bytes, mtime_ms) VALUES (?, ?, ?)');
  for (const { path, sizeBytes, mtimeMs } of files) put.run(path, sizeBytes, mtimeMs);
}

export function forgetIgnored(db: WritableDb, paths: readonly string[]): void {
  const drop = db.prepare('DELETE FROM ignored_file WHERE path = ?');
  for (const path of paths) drop.run(path);
}
