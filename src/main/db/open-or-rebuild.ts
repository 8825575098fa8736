import { closeSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { openWritable, type WritableDb } from './connection.ts';
import type { Migrations } from './migrate.ts';
import { failureCode, isDamage } from './storage-error.ts';

/** SQLite's own files beside a database. */
const COMPANIONS = ['-wal', '-shm', '-journal'];
/** Up to here a check of every page takes a few milliseconds. */
const WHOLLY_CHECKED_BYTES = 4 * 1024 * 1024;
const HEADER_BYTES = 100;

/**
 * Opens a database for its single writer. One that is damaged is renamed to `<file>.damaged-<time>` and made anew.
 * @returns `keptAside`: where the damaged one is now, null where nothing was wrong
 * @throws {WinnowError} database_newer; SQLite's and the system's errors otherwise
 */
export function openOrRebuild(
  file: string,
  migrations: Migrations,
): { readonly db: WritableDb; readonly keptAside: string | null } {
  try {
    return { db: openChecked(file, migrations), keptAside: null };
  } catch (error) {
    if (!isDamage(error)) throw error;
    const keptAside = keepAside(file);
    return { db: openWritable(file, migrations), keptAside };
  }
}

/** Deletes a database with what SQLite keeps beside it. */
export function removeDatabase(file: string): void {
  for (const companion of ['', ...COMPANIONS]) rmSync(file + companion, { force: true });
}

function openChecked(file: string, migrations: Migrations): WritableDb {
  checkLength(file);
  const db = openWritable(file, migrations);
  try {
    const isSmall = Number(statSync(file).size) <= WHOLLY_CHECKED_BYTES;
    const found = isSmall ? db.pragma('quick_check(1)', { simple: true }) : 'ok';
    if (found !== 'ok') throw damage(`${file}: ${String(found)}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A file that was cut off is the commonest damage, and SQLite would notice only when it came to the end. */
function checkLength(file: string): void {
  const header = readHeader(file);
  if (header === null || header.length === 0) return;
  if (header.length < HEADER_BYTES) throw damage(`${file} ends within its header`);
  const pageBytes = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  const expected = pageBytes * header.readUInt32BE(28);
  const { size } = statSync(file);
  if (size < expected) throw damage(`${file} has ${size} bytes of ${expected}`);
}

function readHeader(file: string): Buffer | null {
  let fd: number | null = null;
  try {
    fd = openSync(file, 'r');
    const header = Buffer.alloc(HEADER_BYTES);
    return header.subarray(0, readSync(fd, header, 0, HEADER_BYTES, 0));
  } catch (error) {
    if (failureCode(error) === 'ENOENT') return null;
    throw error;
  } finally {
    if (fd !== null) closeSync(fd);
  }
}

function damage(message: string): Error {
  return new Database.SqliteError(message, 'SQLITE_CORRUPT');
}

function keepAside(file: string): string {
  const keptAside = `${file}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  renameSync(file, keptAside);
  for (const companion of COMPANIONS) rmSync(file + companion, { force: true });
  return keptAside;
}
