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
  if (files !== 'hardlink' && files !== 'symlink') return;
  for await (const [member] of membersIn(db, choice, signal)) if (member !== undefined) throw noLinkTo(member);
}

/**
 * Counts the samples of an export that lie in tars, where no files are written: tables then give paths that lead into a tar, which
 * only Winnow opens. @returns 0 where there are files
 */
export async function countUnopened(db: ReadableDb, choice: SampleChoice, files: FileMode, signal: AbortSignal): Promise<number> {
  let count = 0;
  if (files === 'none') for await (const members of membersIn(db, choice, signal)) count += members.length;
  return count;
}

/** Paths of an export's samples that lie in tars, some at a time. @throws AbortError */
async function* membersIn(db: ReadableDb, choice: SampleChoice, signal: AbortSignal): AsyncGenerator<readonly string[], void> {
  if (!hasShards(db)) return;
  for (const rows of exportRows(db, false)) {
    signal.throwIfAborted();
    yield rows.filter((row) => choice.leftOut(row) === null && memberOf(db, row.path) !== null).map(({ path }) => path);
    await nextTurn();
  }
}

/** What is said of a link to a picture in a tar. */
export function noLinkTo(path: string): WinnowError {
  const why = `${path} lies in a tar, and a link can only lead to a whole file`;
  return new WinnowError('export_failed', `No links can be made: ${why}. Export with copies instead.`);
}
