import { stat } from 'node:fs/promises';
import { pathToBytes } from '../dataset/paths.ts';
import { failureCode } from '../db/storage-error.ts';
import { hashFile } from '../exporters/file-hash.ts';
import type { KeptFile } from './model-card.ts';

/**
 * Whether a file still has the bytes it had. Its size and time are looked at; only where the time alone differs, as after
 * a copy or a restored backup, its bytes are read again.
 * @returns null, or what is wrong, for a person
 */
export async function problemOf(path: string, known: KeptFile): Promise<string | null> {
  try {
    const { size, mtimeMs } = await stat(path);
    if (size !== known.sizeBytes) return `${path} has changed: it has ${size} bytes instead of ${known.sizeBytes}.`;
    if (mtimeMs === known.modifiedMs) return null;
    const { sha256 } = await hashFile(pathToBytes(path));
    return sha256 === known.sha256 ? null : `${path} has changed: other bytes than it had.`;
  } catch (error) {
    const code = failureCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return `${path} is gone.`;
    return `${path} cannot be read${code === '' ? '' : ` (${code})`}.`;
  }
}
