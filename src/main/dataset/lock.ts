import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { failureCode, storageError } from '../db/storage-error.ts';

const LOCK_FILE = 'lock.db';
const HOLDER_FILE = 'engine.json';
/** What a lock leaves in its directory. */
export const LOCK_FILES: ReadonlySet<string> = new Set([LOCK_FILE, HOLDER_FILE]);

const holderSchema = z.object({ pid: z.number(), socket: z.string().nullable(), token: z.string().nullable() });

/** The process that writes to an index, and where its door is; null where it has none that others can reach. */
export type Holder = z.infer<typeof holderSchema>;

export interface Lock {
  release(): void;
}

/**
 * Makes this process the index's one writer. The lock is SQLite's own on a file beside the index: the system drops it
 * with the process, however that ends, and no process id is ever trusted.
 * @param directory of the index
 * @param endpoint told to other processes, so that they ask this one
 * @returns the lock, or who has it
 * @throws {WinnowError} no_permission, read_only, disk_full
 */
export function acquireLock(
  directory: string,
  endpoint: Pick<Holder, 'socket' | 'token'>,
): { readonly lock: Lock } | { readonly heldBy: Holder | null } {
  const db = tryLock(directory);
  if (db === null) return { heldBy: readHolderFile(directory) };
  const file = join(directory, HOLDER_FILE);
  try {
    const aside = `${file}.new`;
    rmSync(aside, { force: true });
    writeFileSync(aside, JSON.stringify({ pid: process.pid, ...endpoint } satisfies Holder), { mode: 0o600 });
    renameSync(aside, file);
  } catch (error) {
    db.close();
    throw storageError(error, file);
  }
  return {
    lock: {
      release() {
        rmSync(file, { force: true });
        db.close();
      },
    },
  };
}

/** @returns who writes to an index now, null where nobody does (or it cannot be told, the directory being read-only) */
export function readHolder(directory: string): Holder | null {
  const holder = readHolderFile(directory);
  if (holder === null) return null;
  const db = tryLock(directory);
  if (db === null) return holder;
  db.close();
  return null;
}

function tryLock(directory: string): Database.Database | null {
  const file = join(directory, LOCK_FILE);
  let db: Database.Database | null = null;
  try {
    db = new Database(file, { timeout: 0 });
    db.exec('BEGIN EXCLUSIVE');
    return db;
  } catch (error) {
    db?.close();
    if (failureCode(error) === 'SQLITE_BUSY') return null;
    throw storageError(error, file);
  }
}

function readHolderFile(directory: string): Holder | null {
  try {
    const parsed = holderSchema.safeParse(JSON.parse(readFileSync(join(directory, HOLDER_FILE), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError || failureCode(error) !== '') return null;
    throw error;
  }
}
