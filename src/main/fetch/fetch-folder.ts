import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { WinnowError } from '../../shared/errors.ts';
import { acquireLock } from '../dataset/lock.ts';
import { failureCode } from '../db/storage-error.ts';
import { replaceFile } from '../models/model-folder.ts';
import { folderProblem } from './folder-problem.ts';

/** Hidden, so that no scan takes it for data. */
const STATE = '.winnow-fetch';
const MARKER = 'fetch.json';
/** What file managers leave in folders. */
const NO_FILES: ReadonlySet<string> = new Set([STATE, '.DS_Store', 'Thumbs.db', 'desktop.ini']);

const identitySchema = z.object({
  /** Name of the table's file, for messages. */
  table: z.string(),
  /** Of its bytes. */
  sha256: z.string(),
  mapping: z.record(z.string(), z.string().nullable()),
});
/** What a folder was filled from: it takes nothing else. */
export type FetchIdentity = z.infer<typeof identitySchema>;

/** A folder that pictures are downloaded to. Release it when done. */
export interface FetchFolder {
  /** Absolute path. */
  readonly folder: string;
  /** The list of all rows that are settled. */
  readonly list: string;
  /** Files that are not whole yet. */
  readonly parts: string;
  release(): void;
}

/**
 * Makes a folder ready to be downloaded to: a new one, an empty one, or one that was filled from the same table. One process
 * has it at a time.
 * @throws {WinnowError} output_exists where something else is in it; folder_missing, not_a_folder, no_permission, dataset_busy
 */
export async function openFetchFolder(folder: string, identity: FetchIdentity): Promise<FetchFolder> {
  const state = join(folder, STATE);
  await makeFolder(folder);
  const others = (await readdir(folder)).filter((name) => !NO_FILES.has(name));
  const marker = await readMarker(join(state, MARKER));
  if (marker === null && others.length > 0) throw otherFiles(folder, others);
  if (marker !== null) expectSame(folder, marker, identity);
  await makeFolder(state);
  const held = acquireLock(state, { socket: null, token: null });
  if (!('lock' in held)) {
    throw new WinnowError('dataset_busy', `Another Winnow is downloading into ${folder}. Wait until it is done.`);
  }
  try {
    if (marker === null) await replaceFile(join(state, MARKER), JSON.stringify(identity));
    const parts = join(state, 'parts');
    await rm(parts, { recursive: true, force: true });
    await makeFolder(parts);
    return { folder, list: join(folder, 'fetched.csv'), parts, release: () => held.lock.release() };
  } catch (error) {
    held.lock.release();
    throw folderProblem(error, folder);
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const code = failureCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new WinnowError('folder_missing', `There is no folder ${dirname(folder)}. Make it first.`, { cause: error });
    }
    if (code !== 'EEXIST') throw folderProblem(error, folder);
    await readdir(folder).catch((reading: unknown) => {
      if (failureCode(reading) !== 'ENOTDIR') throw folderProblem(reading, folder);
      throw new WinnowError('not_a_folder', `${folder} is a file. Name a new folder.`, { cause: reading });
    });
  }
}

/** Null where there is none. A damaged one is not guessed at. */
async function readMarker(file: string): Promise<FetchIdentity | null> {
  try {
    return identitySchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (failureCode(error) === 'ENOENT') return null;
    if (!(error instanceof SyntaxError) && !(error instanceof z.ZodError)) throw folderProblem(error, file);
    const message = `${file} is damaged, so it cannot be told what this folder was filled from. Choose a new folder.`;
    throw new WinnowError('output_exists', message, { cause: error });
  }
}

function expectSame(folder: string, marker: FetchIdentity, identity: FetchIdentity): void {
  if (marker.sha256 !== identity.sha256) {
    const from = marker.table === identity.table ? `${marker.table} as it was before` : marker.table;
    throw new WinnowError('output_exists', `${folder} was filled from ${from}. Choose a new folder for this table.`);
  }
  if (!isDeepStrictEqual(marker.mapping, identity.mapping)) {
    const columns = Object.entries(marker.mapping).filter(([, name]) => name !== null);
    const were = columns.map(([role, name]) => `${role} from "${name}"`).join(', ');
    const message = `${folder} was filled with other columns: ${were}. Choose the same, or a new folder.`;
    throw new WinnowError('output_exists', message);
  }
}

function otherFiles(folder: string, names: readonly string[]): WinnowError {
  const some = names.slice(0, 3).join(', ');
  const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
  return new WinnowError(
    'output_exists',
    `${folder} has other files in it: ${some}${more}. Choose a new folder, or the one that this table was downloaded into before.`,
  );
}
