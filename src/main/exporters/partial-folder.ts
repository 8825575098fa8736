import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { WinnowError } from '../../shared/errors.ts';
import { fsPath, joinPath } from '../../workers/scan/fs-path.ts';
import { failureCode } from '../db/storage-error.ts';
import { LINEAGE_FILE } from './export-layout.ts';
import { notWritable, type OutputFolder } from './output-folder.ts';
import { systemCode } from './system-code.ts';

/** In an unfinished export: what it will be, and when it was ordered. */
const STATE_FILE = '.winnow-partial.json';
const stateSchema = z.object({ plan: z.string(), createdAt: z.iso.datetime() });

/** What an export is made in. */
export interface PartialFolder {
  readonly folder: string;
  /** ISO 8601: when the export was ordered first. */
  readonly createdAt: string;
  /** An interrupted export of the same plan has left something in it. */
  readonly isResumed: boolean;
  /** To be called once nothing is missing: from now on it looks like the export. */
  readonly complete: () => Promise<void>;
  /** Lets go of it, whatever became of it. */
  readonly release: () => void;
}

/**
 * A hidden folder beside the export's own place, so that a rename ends it. Its name comes from the plan: the same order finds what
 * a killed Winnow left and goes on with it; another order never does.
 * @param plan SHA-256 of all that decides the export, hex
 * @throws {WinnowError} no_permission; dataset_busy where the same export is being made
 */
export async function claimPartial(place: OutputFolder, plan: string, at: Date): Promise<PartialFolder> {
  const folder = partialPath(place, plan);
  const release = lockPartial(folder, place.out);
  try {
    const left = await findLeft(folder, plan, place);
    const createdAt = left ?? at.toISOString();
    const state = fsPath(joinPath(folder, STATE_FILE));
    if (left === null) await writeFile(state, JSON.stringify({ plan, createdAt }));
    return { folder, createdAt, isResumed: left !== null, complete: () => rm(state, { force: true }), release };
  } catch (error) {
    release();
    throw error;
  }
}

function partialPath({ out, parent }: OutputFolder, plan: string): string {
  // Short enough with any name; cutting by UTF-16 units never makes more than 3 bytes of one.
  const name = [...basename(out)].slice(0, 40).join('');
  const id = createHash('sha256').update(plan).update(out).digest('hex').slice(0, 12);
  return joinPath(parent, `.${name}.winnow-partial-${id}`);
}

/** @returns when the export that left something was ordered; null: there is an empty folder now */
async function findLeft(folder: string, plan: string, { parent }: OutputFolder): Promise<string | null> {
  const make = (): Promise<unknown> => mkdir(fsPath(folder));
  try {
    await make();
    return null;
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw notWritable(parent, error);
  }
  // The lineage is written before the state goes: one of both is whole at any moment.
  const found = (await readState(folder, STATE_FILE)) ?? (await readState(folder, LINEAGE_FILE));
  if (found?.plan === plan) return found.createdAt;
  await rm(fsPath(folder), { recursive: true });
  await make();
  return null;
}

async function readState(folder: string, name: string): Promise<z.infer<typeof stateSchema> | null> {
  try {
    const parsed = stateSchema.safeParse(JSON.parse(await readFile(fsPath(joinPath(folder, name)), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError || systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/**
 * One process at a time. The lock is SQLite's on a file of this machine's own, not beside the export: nothing of it is ever left
 * there, and disks that know no locks do not matter.
 */
function lockPartial(folder: string, out: string): () => void {
  const id = createHash('sha256').update(folder).digest('hex').slice(0, 24);
  const file = join(tmpdir(), `winnow-export-${process.getuid?.() ?? 0}-${id}.lock`);
  const db = new Database(file, { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (failureCode(error) !== 'SQLITE_BUSY') throw error;
    throw new WinnowError('dataset_busy', `The same export to ${out} is being made already. Wait for it to end.`);
  }
  return () => {
    // While it is held, where that is possible: nobody who opened it before can get it any more.
    if (process.platform !== 'win32') rmSync(file, { force: true });
    db.close();
    if (process.platform === 'win32') rmSync(file, { force: true });
  };
}
