import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { LabelCandidates, LabelFile } from './label-reader.ts';

const SPLITS = ['train', 'val', 'valid', 'test'] as const;
const LIST = /^(?:train|val|valid|test)\.txt$/i;
/** Longer lists of names are read all the same; this is what tells a list from a text. */
const LINES_LOOKED_AT = 50;

/** Whether a file is named as lists of a split's pictures are. */
export const isSplitList = (path: string): boolean => LIST.test(basename(path));

/** Lists of splits that belong to a table: VOC's, beside it or one folder below, or such lists in its own folder. */
export async function splitListsOf(
  { path }: LabelFile,
  { headOf }: Pick<LabelCandidates, 'headOf'>,
): Promise<readonly LabelFile[]> {
  const folder = dirname(path);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const below = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  for (const one of [join(folder, 'ImageSets', 'Main'), ...below.map((name) => join(name, 'ImageSets', 'Main')), folder]) {
    const found: LabelFile[] = [];
    for (const split of SPLITS) {
      const list = join(one, `${split}.txt`);
      const stats = await stat(list).catch(() => null);
      if (stats?.isFile() !== true) continue;
      const file = { path: list, sizeBytes: stats.size, mtimeMs: stats.mtimeMs };
      if (isOfNames(await headOf(file))) found.push(file);
    }
    if (found.length > 0) return found;
  }
  return [];
}

/** A name a line, or VOC's name and 1 or -1. */
function isOfNames(head: string): boolean {
  const lines = head.split(/\r?\n/, LINES_LOOKED_AT).filter((line) => line.trim() !== '');
  return lines.length > 0 && lines.every((line) => /^\S+(?:\s+-?[01])?$/.test(line.trim()));
}

/** The split of a picture by its path, or by its name without folder and extension. */
export async function splitsOfLists(lists: readonly LabelFile[]): Promise<(path: string) => string | null> {
  const splits = new Map<string, string>();
  for (const { path } of lists) {
    const name = basename(path, '.txt').toLowerCase();
    const split = name === 'valid' ? 'val' : name;
    for (const line of (await readFile(path, 'utf8')).split(/\r?\n/)) {
      const [picture = ''] = line.trim().split(/\s+/);
      if (picture !== '') splits.set(stemOf(picture), split);
    }
  }
  return (path) => splits.get(stemOf(path)) ?? null;
}

const stemOf = (path: string): string => basename(path.replaceAll('\\', '/')).replace(/\.[a-z]{3,4}$/i, '');
