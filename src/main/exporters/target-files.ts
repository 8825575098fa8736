import { hash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { UnreadableFile } from '../../workers/decode/read-file.ts';
import { absoluteBytes, absolutePath } from '../dataset/paths.ts';
import type { TextFile } from './export-layout.ts';
import { hashFile } from './file-hash.ts';

/** Writes into an unfinished export: never over anything but what an interrupted run of it left there. */
export interface TargetFiles {
  /**
   * Makes room for a file: its folder, and nothing of its name in it.
   * @param sha256 hex, that it will have; null: not known beforehand
   * @returns true: a file of these bytes is there, left by an interrupted run
   */
  prepare(path: string, sha256: string | null): Promise<boolean>;
  /** @returns SHA-256, hex */
  write(file: TextFile): Promise<string>;
  /** Files that were there. */
  readonly kept: () => number;
}

/** @param to the unfinished export, absolute */
export function createTargetFiles(to: string, isResumed: boolean): TargetFiles {
  const made = new Map<string, Promise<unknown>>();
  let kept = 0;
  /** Makes each folder once; in path order the same one is asked for again and again. */
  async function makeFolder(folder: string): Promise<void> {
    const making = made.get(folder) ?? mkdir(absolutePath(to, folder), { recursive: true });
    made.set(folder, making);
    await making;
  }
  async function prepare(path: string, sha256: string | null): Promise<boolean> {
    await makeFolder(posix.dirname(path));
    if (!isResumed) return false;
    if (sha256 !== null && (await hashOf(absoluteBytes(to, path))) === sha256) {
      kept++;
      return true;
    }
    await rm(absolutePath(to, path), { force: true, recursive: true });
    return false;
  }
  return {
    prepare,
    async write({ path, text }) {
      await prepare(path, null);
      const bytes = Buffer.from(text);
      await writeFile(absolutePath(to, path), bytes, { flag: 'wx' });
      return hash('sha256', bytes);
    },
    kept: () => kept,
  };
}

/** Null where there is no file to be read. */
async function hashOf(file: Buffer): Promise<string | null> {
  try {
    return (await hashFile({ path: file })).sha256;
  } catch (error) {
    if (error instanceof UnreadableFile) return null;
    throw error;
  }
}
