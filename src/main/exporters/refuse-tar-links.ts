import { setImmediate as nextTurn } from 'node:timers/promises';
import { WinnowError } from '../../shared/errors.ts';
import type { FileMode } from '../../shared/export.ts';
import { memberOf } from '../dataset/file-place.ts';
import type { ReadableDb } from '../db/connection.ts';
import { exportRows } from '../index/export-rows.ts';
import { hasShards } from '../index/shards.ts';
import type { SampleChoice } from './sample-choice.ts';

/**
 * A link leads to a whole file: a picture in a tar can only be copied out of it. Said before anything is written.
 * @throws {WinnowError} export_failed that names the first such picture
 */
export async function refuseTarLinks(db: ReadableDb, choice: SampleChoice, files: FileMode, signal: AbortSignal): Promise<void> {
  if ((files !== 'hardlink' && files !== 'symlink') || !hasShards(db)) return;
  for (const rows of exportRows(db, false)) {
    signal.throwIfAborted();
    const member = rows.find((row) => choice.leftOut(row) === null && memberOf(db, row.path) !== null);
    if (member !== undefined) throw noLinkTo(member.path);
    await nextTurn();
  }
}

/** What is said of a link to a picture in a tar. */
export function noLinkTo(path: string): WinnowError {
  const why = `${path} lies in a tar, and a link can only lead to a whole file`;
  return new WinnowError('export_failed', `No links can be made: ${why}. Export with copies instead.`);
}
