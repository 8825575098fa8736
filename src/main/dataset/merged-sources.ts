import { lstat, mkdir, readFile, realpath, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { z } from 'zod';
import { WinnowError } from '../../shared/errors.ts';
import { fsPath } from '../../workers/scan/fs-path.ts';

/** Hidden, so that no scan sees it: the folder beside it holds one link to each source and nothing else. */
const SOURCES_FILE = '.winnow-sources.json';

/** A folder that is part of a merged dataset. */
export interface MergedSource {
  /** First folder of its samples' paths. */
  readonly name: string;
  /** Real path. */
  readonly folder: string;
}

const sourcesSchema = z.array(z.object({ name: z.string(), folder: z.string() }).readonly()).readonly();

/**
 * Makes a folder with a link to each of several datasets: opened, it is one dataset whose samples keep their origin as the first
 * folder of their path. Made again with more folders, it is added to; those that are in it already stay as they are.
 * @param out absolute; not there, or made by this before
 * @param folders absolute or relative to where Winnow was started
 * @returns all of its sources, in the order they were added
 * @throws {WinnowError} output_exists, not_found, bad_request, no_permission
 */
export async function mergeFolders(out: string, folders: readonly string[]): Promise<readonly MergedSource[]> {
  const before = (await exists(out)) ? await sourcesToAddTo(out) : [];
  const added: MergedSource[] = [];
  for (const folder of folders) {
    const real = await realFolder(folder);
    const all = [...before, ...added];
    if (all.some((source) => source.folder === real)) continue;
    checkApart(real, all, resolve(out));
    added.push({ name: freeName(basename(real), all), folder: real });
  }
  const sources = [...before, ...added];
  if (sources.length < 2)
    throw new WinnowError('bad_request', `One dataset of several needs at least two folders; found ${sources.length}.`);
  await writeLinks(out, before.length === 0, added, sources);
  return sources;
}

/** @returns the sources of a merged dataset; none: the folder is an ordinary one */
export async function readMergedSources(folder: string): Promise<readonly MergedSource[]> {
  try {
    const parsed = sourcesSchema.safeParse(JSON.parse(await readFile(fsPath(join(folder, SOURCES_FILE)), 'utf8')));
    return parsed.success ? parsed.data : [];
  } catch (error) {
    // No such file, or none of ours: a folder like any other.
    if (error instanceof Error) return [];
    throw error;
  }
}

async function sourcesToAddTo(out: string): Promise<readonly MergedSource[]> {
  const sources = await readMergedSources(out);
  if (sources.length > 0) return sources;
  const message = `${out} is there already and holds no merged dataset. Name a folder that does not exist yet.`;
  throw new WinnowError('output_exists', message);
}

async function realFolder(folder: string): Promise<string> {
  const found = await stat(folder).catch((cause: unknown) => {
    throw new WinnowError('not_found', `There is no folder ${folder}. Name folders that hold pictures.`, { cause });
  });
  if (!found.isDirectory()) throw new WinnowError('bad_request', `${folder} is a file. Name the folder that holds the pictures.`);
  return await realpath(folder);
}

/** No picture is met twice, and no walk goes in circles. */
function checkApart(folder: string, sources: readonly MergedSource[], out: string): void {
  for (const other of sources) {
    if (!isWithin(folder, other.folder) && !isWithin(other.folder, folder)) continue;
    throw new WinnowError(
      'bad_request',
      `${folder} and ${other.folder} lie in each other: their pictures would count twice. Name one of them.`,
    );
  }
  if (isWithin(out, folder)) {
    throw new WinnowError(
      'bad_request',
      `${out} would lie in ${folder}, which Winnow never writes to. Choose a place elsewhere.`,
    );
  }
}

const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

/** Told apart on disks that take large and small letters for the same, too. */
function freeName(wanted: string, sources: readonly MergedSource[]): string {
  const taken = new Set(sources.map(({ name }) => name.toLowerCase()));
  const base = wanted === '' || wanted.startsWith('.') ? `folder${wanted}` : wanted;
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

/** A new folder appears whole or not at all. */
async function writeLinks(
  out: string,
  isNew: boolean,
  added: readonly MergedSource[],
  all: readonly MergedSource[],
): Promise<void> {
  const folder = isNew ? join(dirname(out), `.${basename(out)}.winnow-partial-${process.pid}`) : out;
  try {
    if (isNew) await mkdir(folder);
    // A junction on Windows, which needs no right of its own; elsewhere the kind is ignored.
    for (const source of added) await symlink(source.folder, join(folder, source.name), 'junction');
    const list = join(folder, SOURCES_FILE);
    await writeFile(`${list}.new`, `${JSON.stringify(all, null, 2)}\n`);
    await rename(`${list}.new`, list);
    if (isNew) await rename(folder, out);
  } catch (cause) {
    if (isNew) await rm(folder, { recursive: true, force: true });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new WinnowError('no_permission', `${out} could not be written: ${reason}. Choose a folder that you may write to.`, {
      cause,
    });
  }
}

async function exists(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  );
}
