import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronState } from './decide-how-to-open.ts';
import { electronPackage, fetchedExecutable } from './electron-binary.ts';

export interface FetchLimits {
  /** Given up when no byte arrives for this long. */
  readonly stallMs: number;
  readonly overallMs: number;
  readonly pollMs: number;
}

export const FETCH_LIMITS: FetchLimits = { stallMs: 20_000, overallMs: 90_000, pollMs: 1000 };

/**
 * Has the npm package `electron` fetch its binary (about 120 MB; a finished download is kept for the next time).
 * @returns the state afterwards: `installed`, or `unavailable` with the reason. Always settles within `overallMs`; rejects with an AbortError on abort.
 */
export async function fetchElectron(
  root: string,
  signal: AbortSignal,
  limits: FetchLimits = FETCH_LIMITS,
): Promise<ElectronState> {
  const folder = electronPackage(root);
  const downloads = await mkdtemp(join(tmpdir(), 'winnow-electron-'));
  try {
    const failure = await runInstaller(folder, downloads, signal, limits);
    signal.throwIfAborted();
    const executable = failure === null ? fetchedExecutable(folder) : null;
    if (executable !== null) return { state: 'installed', executable };
    const because = failure ?? 'its installer left no executable behind';
    return {
      state: 'unavailable',
      because: `Electron's binary could not be fetched: ${because} ("npx install-electron" tries again)`,
    };
  } finally {
    await rm(downloads, { recursive: true, force: true });
  }
}

/** @returns null when the installer ended well, otherwise what went wrong */
function runInstaller(folder: string, downloads: string, signal: AbortSignal, limits: FetchLimits): Promise<string | null> {
  return new Promise((resolve) => {
    // The installer downloads below TMPDIR: a folder of its own shows us how far it is.
    const places = { TMPDIR: downloads, TEMP: downloads, TMP: downloads };
    const env = { ...process.env, ...places, ELECTRON_GET_NO_PROGRESS: '1', NODE_USE_ENV_PROXY: '1' };
    const installer = spawn(process.execPath, [join(folder, 'install.js')], { env, stdio: ['ignore', 'ignore', 'pipe'], signal });
    let words = '';
    let stoppedBecause: string | null = null;
    installer.stderr.setEncoding('utf8').on('data', (text: string) => {
      words += text;
    });
    const stopWatching = watchProgress([downloads, join(folder, 'dist')], limits, (because) => {
      stoppedBecause = because;
      installer.kill('SIGKILL');
    });
    const settle = (failure: string | null): void => {
      stopWatching();
      resolve(failure);
    };
    installer.once('error', (error) => settle(error.message));
    installer.once('close', (code) => settle(code === 0 ? null : (stoppedBecause ?? firstErrorIn(words))));
  });
}

/** Calls `giveUp` once when the folders' size stands still for too long or the time is up. @returns stops watching */
function watchProgress(folders: readonly string[], limits: FetchLimits, giveUp: (because: string) => void): () => void {
  const started = Date.now();
  let lastSizeBytes = -1;
  let lastChange = started;
  const timer = setInterval(async () => {
    const sizes = await Promise.all(folders.map(sizeOf));
    const sizeBytes = sizes.reduce((sum, size) => sum + size, 0);
    if (sizeBytes !== lastSizeBytes) lastChange = Date.now();
    lastSizeBytes = sizeBytes;
    if (Date.now() - lastChange > limits.stallMs) giveUp(`nothing arrived for ${limits.stallMs / 1000} s`);
    else if (Date.now() - started > limits.overallMs) giveUp(`it was not here after ${limits.overallMs / 1000} s`);
  }, limits.pollMs);
  return () => clearInterval(timer);
}

/** Bytes of the files below a folder; what cannot be read (it comes and goes here) counts as nothing. */
async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name))
        .then((found) => found.size)
        .catch(() => 0),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** One line of the installer's stack trace, for a person. */
function firstErrorIn(words: string): string {
  const message = /^\w*Error: (.+)$/m.exec(words)?.[1] ?? 'its installer failed without a reason';
  return message === 'fetch failed' ? 'its server could not be reached' : message;
}
