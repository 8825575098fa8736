import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { WinnowError } from '../../shared/errors.ts';
import { pathToBytes } from '../dataset/paths.ts';
import { WINNOW_VERSION } from '../engine/version.ts';
import { hashFile } from '../exporters/file-hash.ts';
import type { RemoteFile } from './catalogue.ts';
import { DownloadProblem } from './download-problem.ts';
import { finishPart, readPart, removePart } from './part-file.ts';
import { receive } from './receive.ts';

export interface DownloadOptions {
  readonly signal: AbortSignal;
  /** @param done bytes that are here; may fall where a server begins anew */
  onProgress(done: number): void;
  readonly patience?: Partial<Patience>;
}

export interface Patience {
  /** An attempt is given up when no byte arrives for this long. */
  readonly stallMs: number;
  /** Attempts at one address without a single new byte. */
  readonly attempts: number;
  /** Before the second of them; each further wait is twice as long. */
  readonly backoffMs: number;
}

/** However long a server asks to be left alone. */
const LONGEST_WAIT_MS = 30_000;

const PATIENCE: Patience = { stallMs: 30_000, attempts: 3, backoffMs: 300 };

export interface FailedAddress {
  readonly url: string;
  readonly reason: string;
}

/** No address gave the file; why, in the order they were tried. */
export class NoAddress extends Error {
  readonly failed: readonly FailedAddress[];
  constructor(failed: readonly FailedAddress[]) {
    super(failed.map(({ url, reason }) => `${url}: ${reason}`).join('; '));
    this.name = 'NoAddress';
    this.failed = failed;
  }
}

/**
 * Downloads a file to its place, whole and checked or not at all. What a cancelled, killed or broken download has got stays
 * beside it as `.part`, and the next one goes on there where the server can.
 * @param destination absolute path, in a folder that is there
 * @returns the SHA-256 of its bytes, the file's own where that is known
 * @throws {NoAddress}; {WinnowError} disk_full, no_permission, read_only; an AbortError on cancel
 */
export async function downloadFile(file: RemoteFile, destination: string, options: DownloadOptions): Promise<string> {
  await checkRoom(file, destination);
  const failed: FailedAddress[] = [];
  for (const url of file.urls) {
    try {
      return await downloadFrom(url, file, destination, options);
    } catch (error) {
      if (!(error instanceof DownloadProblem)) throw error;
      failed.push({ url, reason: error.message });
    }
  }
  throw new NoAddress(failed);
}

/** @throws {DownloadProblem} once the address has had all its attempts; what `receive` throws */
async function downloadFrom(url: string, file: RemoteFile, destination: string, options: DownloadOptions): Promise<string> {
  for (let isFirst = true; ; isFirst = false) {
    const { from } = await receivePatiently(url, file, destination, options);
    const { sha256 } = await hashFile({ path: pathToBytes((await readPart(destination, url)).file) });
    if (file.sha256 === null || sha256 === file.sha256) {
      await finishPart(destination);
      return sha256;
    }
    await removePart(destination);
    // Its beginning may have been of another state of the file: once more, all of it.
    if (isFirst && from > 0) continue;
    const message = `its bytes are not those of the file: their SHA-256 is ${sha256}, not ${file.sha256}`;
    throw new DownloadProblem(message, 'elsewhere');
  }
}

async function receivePatiently(
  url: string,
  file: RemoteFile,
  destination: string,
  { signal, onProgress, patience }: DownloadOptions,
): Promise<{ readonly from: number }> {
  const { stallMs, attempts, backoffMs } = { ...PATIENCE, ...patience };
  const isChecked = file.sha256 !== null;
  const userAgent = `winnow/${WINNOW_VERSION}`;
  let furthest = (await readPart(destination, url)).sizeBytes;
  for (let failures = 0; ; ) {
    signal.throwIfAborted();
    try {
      return await receive({ url, destination, sizeBytes: file.sizeBytes, isChecked, userAgent, stallMs, signal, onProgress });
    } catch (error) {
      if (!(error instanceof DownloadProblem) || error.remedy !== 'again') throw error;
      const after = (await readPart(destination, url)).sizeBytes;
      // Whoever begins anew each time and breaks off gets no further.
      failures = after > furthest ? 0 : failures + 1;
      furthest = Math.max(furthest, after);
      if (failures >= attempts) throw error;
      await wait(Math.min(LONGEST_WAIT_MS, error.waitMs ?? backoffMs * 2 ** failures), undefined, { signal });
    }
  }
}

/** @throws {WinnowError} disk_full, before the first byte is fetched */
async function checkRoom(file: RemoteFile, destination: string): Promise<void> {
  const folder = dirname(destination);
  const room = await statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => Number.POSITIVE_INFINITY,
  );
  const here = Math.max(...(await Promise.all(file.urls.map(async (url) => (await readPart(destination, url)).sizeBytes))));
  if (room >= file.sizeBytes - here) return;
  const [free, needed] = [room, file.sizeBytes - here].map((bytes) => `${(bytes / 1e6).toFixed(1)} MB`);
  throw new WinnowError('disk_full', `${folder} has ${free} free; ${needed} are needed. Free some space, then try again.`);
}
