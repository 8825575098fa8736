import { randomBytes } from 'node:crypto';
import { link, lstat, open, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { WinnowError } from '../../shared/errors.ts';
import { systemCode } from '../exporters/system-code.ts';

/** What a disk answers that cannot hold hard links. */
const NO_LINKS: readonly string[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

/** Where a report may be written, checked. */
export interface ReportFile {
  /** Absolute. */
  readonly file: string;
  /** An older file may be replaced. */
  readonly overwrite: boolean;
}

/**
 * Refuses early what would be refused in the end: a file that is there, a folder, a place in the dataset.
 * @throws {WinnowError} output_exists, bad_request
 */
export async function checkReportFile(asked: string, datasetFolder: string, overwrite: boolean): Promise<ReportFile> {
  const file = resolve(asked);
  const parent = await realpath(dirname(file)).catch((cause: unknown) => {
    throw new WinnowError('bad_request', `${dirname(file)} is no folder that can be written to. Make it first.`, { cause });
  });
  const dataset = await realpath(datasetFolder).catch(() => datasetFolder);
  if (join(parent, basename(file)).startsWith(dataset.endsWith(sep) ? dataset : dataset + sep)) {
    throw new WinnowError(
      'bad_request',
      `${file} is inside the dataset, whose folder Winnow never writes to. Choose another place.`,
    );
  }
  const found = await lstat(file).catch(() => null);
  if (found?.isDirectory() === true) throw new WinnowError('output_exists', `${file} is a folder. Name a file in it.`);
  if (found !== null && !overwrite) throw fileExists(file);
  return { file, overwrite };
}

/**
 * Writes the whole file or nothing: aside first, then under its name in one step.
 * @throws {WinnowError} output_exists where something has appeared there meanwhile; no_permission
 */
export async function writeReportFile({ file, overwrite }: ReportFile, text: string): Promise<void> {
  const aside = join(dirname(file), `.winnow-partial-${randomBytes(6).toString('hex')}`);
  try {
    await writeDurably(aside, text);
    if (overwrite) await rename(aside, file);
    else await giveName(aside, file);
  } catch (error) {
    throw refusal(error, file);
  } finally {
    await rm(aside, { force: true });
  }
}

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * A link never replaces what is there. Disks without links have the name claimed by an empty file, over which the whole
 * one is moved.
 */
async function giveName(aside: string, file: string): Promise<void> {
  try {
    await link(aside, file);
  } catch (error) {
    if (!NO_LINKS.includes(systemCode(error) ?? '')) throw error;
    await (await open(file, 'wx')).close();
    await rename(aside, file).catch(async (failure: unknown) => {
      await rm(file, { force: true });
      throw failure;
    });
  }
}

function fileExists(file: string, cause?: unknown): WinnowError {
  return new WinnowError('output_exists', `${file} exists already. Choose another name, or replace it with --force.`, { cause });
}

function refusal(error: unknown, file: string): unknown {
  const code = systemCode(error);
  if (code === 'EEXIST') return fileExists(file, error);
  if (code !== 'EACCES' && code !== 'EPERM' && code !== 'EROFS') return error;
  return new WinnowError('no_permission', `You have no permission to write to ${dirname(file)}.`, { cause: error });
}
