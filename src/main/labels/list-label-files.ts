import type { Dirent } from 'node:fs';
import { opendir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hasImageName, mayHoldLabels } from '../../workers/scan/is-image-file.ts';
import type { LabelFile } from './label-reader.ts';

/** Folders below a dataset's own that are looked into. */
export const DEEPEST = 8;
/** Entries of a folder that are taken in at a time: a folder may hold a million pictures. */
const AT_ONCE = 500;

/**
 * Files of a folder that are named as annotations are, those that links lead to among them. What cannot be read is passed over.
 * @param deeper folders below it that are looked into
 */
export async function listLabelFiles(folder: string, deeper: number): Promise<readonly LabelFile[]> {
  const found: LabelFile[] = [];
  await visit(folder, deeper, found, new Set());
  return found;
}

/** @param seen real paths of folders, so that a link to a folder above ends nowhere */
async function visit(folder: string, deeper: number, found: LabelFile[], seen: Set<string>): Promise<void> {
  const real = await realpath(folder).catch(() => null);
  if (real === null || seen.has(real)) return;
  seen.add(real);
  const folders: string[] = [];
  const entries = await opendir(folder, { bufferSize: AT_ONCE }).catch(() => null);
  for await (const entry of entries ?? []) {
    const path = join(folder, entry.name);
    if (!mayMatter(entry, path)) continue;
    const stats = await stat(path).catch(() => null);
    if (stats?.isDirectory() === true) folders.push(path);
    else if (stats?.isFile() === true && mayHoldLabels(path)) {
      found.push({ path, sizeBytes: stats.size, mtimeMs: stats.mtimeMs });
    }
  }
  if (deeper > 0) for (const path of folders) await visit(path, deeper - 1, found, seen);
}

/** Pictures, of which there may be a million, are not asked about, nor are links to pictures. */
function mayMatter(entry: Dirent, path: string): boolean {
  return entry.isDirectory() || (entry.isFile() && mayHoldLabels(path)) || (entry.isSymbolicLink() && !hasImageName(path));
}
