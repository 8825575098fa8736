import { join } from 'node:path';
import { WinnowError } from '../../shared/errors.ts';
import { acquireLock } from '../dataset/lock.ts';
import { pathToBytes } from '../dataset/paths.ts';
import { hashFile } from '../exporters/file-hash.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { type CatalogueEntry, filesOf, manifestOf, type RemoteFile, sizeOf } from './catalogue.ts';
import { downloadFile, NoAddress, type Patience } from './download.ts';
import { keptFile, writeCard } from './model-card.ts';
import { makeFolder, modelFolder } from './model-folder.ts';
import { readPins, writePins } from './pins.ts';

/**
 * Downloads a model of the catalogue into its folder. Files that are there already, put there by hand or by an earlier
 * call, are only checked.
 * @throws {WinnowError} download_failed, disk_full, no_permission, read_only; an AbortError on cancel
 */
export async function getModel(
  models: string,
  entry: CatalogueEntry,
  context: JobContext,
  patience: Partial<Patience> = {},
): Promise<void> {
  const folder = modelFolder(models, entry.name);
  await makeFolder(folder);
  const held = acquireLock(folder, { socket: null, token: null });
  if (!('lock' in held)) {
    throw new WinnowError('download_failed', `Another Winnow is downloading ${entry.name}. Wait until it is done.`);
  }
  try {
    const hashes = await getFiles(folder, entry, context, patience);
    await writeCard(folder, await cardOf(folder, entry, hashes));
  } finally {
    held.lock.release();
  }
}

/** @returns SHA-256 by file name */
async function getFiles(
  folder: string,
  entry: CatalogueEntry,
  context: JobContext,
  patience: Partial<Patience>,
): Promise<Readonly<Record<string, string>>> {
  const total = sizeOf(entry);
  const hashes: Record<string, string> = {};
  let before = 0;
  for (const file of filesOf(entry)) {
    const onProgress = (done: number): void => context.report({ done: before + done, total });
    context.report({ stage: `Downloading ${entry.name}`, done: before, total });
    const pins = file.sha256 === null ? await readPins(folder) : {};
    const wanted = { ...file, sha256: file.sha256 ?? pins[file.name] ?? null };
    const sha256 = await getFile(folder, entry, wanted, { signal: context.signal, onProgress, patience });
    if (wanted.sha256 === null) await writePins(folder, { ...pins, [file.name]: sha256 });
    hashes[file.name] = sha256;
    before += file.sizeBytes;
  }
  context.report({ done: total, total });
  return hashes;
}

async function getFile(
  folder: string,
  entry: CatalogueEntry,
  file: RemoteFile,
  options: Parameters<typeof downloadFile>[2],
): Promise<string> {
  const destination = join(folder, file.name);
  const here = await hashOfWhole(destination, file);
  if (here !== null) return here;
  try {
    return await downloadFile(file, destination, options);
  } catch (error) {
    if (error instanceof NoAddress) throw notDownloaded(error, entry, file, destination);
    throw error;
  }
}

/** Null where the file is not there, or is not this one. */
async function hashOfWhole(path: string, file: RemoteFile): Promise<string | null> {
  const found = await hashFile({ path: pathToBytes(path) }).catch(() => null);
  if (found === null) return null;
  const { sha256, sizeBytes } = found;
  return sizeBytes === file.sizeBytes && (file.sha256 === null || sha256 === file.sha256) ? sha256 : null;
}

function notDownloaded(error: NoAddress, { name }: CatalogueEntry, file: RemoteFile, destination: string): WinnowError {
  const tried = error.failed.map(({ url, reason }) => `${url}: ${reason}.`).join(' ');
  const byHand = `download the file on another computer, put it at ${destination}, and run "winnow models get ${name}": it is then only checked`;
  const message = `${file.name} of ${name} could not be downloaded. ${tried} Try again later: it goes on where it stopped. Or ${byHand}.`;
  return new WinnowError('download_failed', message, { cause: error });
}

async function cardOf(folder: string, entry: CatalogueEntry, hashes: Readonly<Record<string, string>>) {
  const keep = (file: RemoteFile) => keptFile(join(folder, file.name), folder, hashes[file.name] ?? '');
  const { text } = entry;
  const model = await keep(entry.file);
  return {
    origin: 'catalogue' as const,
    manifest: manifestOf(entry, model.sha256),
    model,
    weights: [],
    text: text === null ? null : { encoder: await keep(text.encoder), merges: await keep(text.merges), length: text.length },
  };
}
