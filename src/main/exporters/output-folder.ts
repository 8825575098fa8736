import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, lstat, mkdir, realpath, rename, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, resolve, sep } from 'node:path';
import { WinnowError } from '../../shared/errors.ts';
import { fsPath, joinPath } from '../../workers/scan/fs-path.ts';
import { pathFromBytes } from '../dataset/paths.ts';
import { systemCode } from './system-code.ts';

/** Where an export will be, checked. */
export interface OutputFolder {
  /** As asked for, absolute. */
  readonly out: string;
  /** Real path of the folder it will be in. */
  readonly parent: string;
}

/**
 * An export is a new folder: nothing is there yet, not even a broken link, its parent can be written to, and it lies
 * neither in the dataset nor around it.
 * @throws {WinnowError} output_exists, no_permission, bad_request
 */
export async function checkOutput(asked: string, datasetFolder: string): Promise<OutputFolder> {
  if (!isAbsolute(asked)) throw new WinnowError('bad_request', `The export needs an absolute path; found "${asked}".`);
  const out = resolve(asked);
  const parent = await parentOf(out);
  const place = joinPath(parent, basename(out));
  const dataset = await realText(datasetFolder).catch(() => datasetFolder);
  if (isWithin(place, dataset) || (await isBelow(parent, datasetFolder))) {
    throw new WinnowError(
      'bad_request',
      `${out} is inside the dataset ${datasetFolder}, whose folder Winnow never writes to. Choose a folder elsewhere.`,
    );
  }
  if (isWithin(dataset, place)) {
    throw new WinnowError('bad_request', `${out} contains the dataset ${datasetFolder}. Choose a folder elsewhere.`);
  }
  await checkAbsent(out);
  await access(fsPath(parent), constants.W_OK | constants.X_OK).catch((error: unknown) => {
    throw notWritable(parent, error);
  });
  return { out, parent };
}

/** A hidden folder beside the place of one that is made in one go, so that a rename ends it. */
export async function makePartial({ out, parent }: OutputFolder): Promise<string> {
  const partial = joinPath(parent, `.${basename(out).slice(0, 20)}.winnow-partial-${randomBytes(6).toString('hex')}`);
  await mkdir(fsPath(partial)).catch((error: unknown) => {
    throw notWritable(parent, error);
  });
  return partial;
}

/**
 * Gives a finished export its name. `mkdir` claims the name, which fails if anything has it; the rename then replaces
 * that empty folder in one step, and would fail on one that is not empty. On Windows a rename never replaces a folder.
 * @throws {WinnowError} output_exists where something has appeared in the meantime; it is left as it is
 */
export async function publish(partial: string, { out }: OutputFolder): Promise<void> {
  if (process.platform === 'win32') {
    await checkAbsent(out);
    await rename(fsPath(partial), fsPath(out));
    return;
  }
  await mkdir(fsPath(out)).catch((error: unknown) => {
    throw systemCode(error) === 'EEXIST' ? outputExists(out) : error;
  });
  try {
    await rename(fsPath(partial), fsPath(out));
  } catch (error) {
    // Only an empty folder goes: what somebody else has put there stays.
    await rmdir(fsPath(out)).catch(() => undefined);
    throw ['ENOTEMPTY', 'EEXIST'].includes(systemCode(error) ?? '') ? outputExists(out) : error;
  }
}

/** Removes what an export that failed has written. */
export async function discard(partial: string): Promise<void> {
  await rm(fsPath(partial), { recursive: true, force: true });
}

async function parentOf(out: string): Promise<string> {
  const parent = dirname(out);
  const found = await stat(fsPath(parent)).catch((error: unknown) => {
    throw systemCode(error) === 'EACCES' ? notWritable(parent, error) : noParent(parent, 'it does not exist', error);
  });
  if (!found.isDirectory()) throw noParent(parent, 'it is no folder');
  return realText(parent);
}

async function realText(path: string): Promise<string> {
  return pathFromBytes(await realpath(fsPath(path), { encoding: 'buffer' }));
}

async function checkAbsent(out: string): Promise<void> {
  const found = await lstat(fsPath(out)).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (found !== null) throw outputExists(out);
}

/** By the identity of the folders above: names may differ in case, or be mounted twice. */
async function isBelow(folder: string, ancestor: string): Promise<boolean> {
  const wanted = await stat(fsPath(ancestor), { bigint: true }).catch(() => null);
  if (wanted === null) return false;
  for (let at = folder; ; at = dirname(at)) {
    const { dev, ino } = await stat(fsPath(at), { bigint: true });
    if (dev === wanted.dev && ino === wanted.ino) return true;
    if (at === dirname(at)) return false;
  }
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function outputExists(out: string): WinnowError {
  return new WinnowError('output_exists', `${out} exists already. An export is a new folder: choose another name.`);
}

function noParent(parent: string, why: string, cause?: unknown): WinnowError {
  return new WinnowError('bad_request', `The export cannot be put into ${parent}: ${why}. Make that folder first.`, { cause });
}

/** What the system said of a folder that cannot be written to, in words where there are any. */
export function notWritable(parent: string, cause: unknown): unknown {
  const code = systemCode(cause);
  if (code === 'EROFS')
    return new WinnowError('no_permission', `${parent} is on a read-only disk. Choose another folder.`, { cause });
  if (code !== 'EACCES' && code !== 'EPERM') return cause;
  return new WinnowError('no_permission', `You have no permission to write to ${parent}. Choose another folder.`, { cause });
}
