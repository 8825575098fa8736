import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { mayHoldLabels } from '../../workers/scan/is-image-file.ts';
import type { LabelFile } from './label-reader.ts';

/** Folders below a dataset's own that are looked into. */
export const DEEPEST = 8;
/** Entries of a folder that are taken in at a time: a folder may hold a million pictures. */
const AT_ONCE = 500;

/** Files of a folder that are named as annotations are. What cannot be read is passed over. @param deeper folders below it that are looked into */
export async function listLabelFiles(folder: string, deeper: number): Promise<readonly LabelFile[]> {
  const found: LabelFile[] = [];
  const folders: string[] = [];
  const entries = await opendir(folder, { bufferSize: AT_ONCE }).catch(() => null);
  for await (const entry of entries ?? []) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && deeper > 0) folders.push(path);
    if (!entry.isFile() || !mayHoldLabels(path)) continue;
    const stats = await stat(path).catch(() => null);
    if (stats !== null) found.push({ path, sizeBytes: stats.size, mtimeMs: stats.mtimeMs });
  }
  for (const path of folders) found.push(...(await listLabelFiles(path, deeper - 1)));
  return found;
}
