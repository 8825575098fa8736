import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { splitOfName } from '../dataset/layout.ts';
import { createPauses } from '../predictions/prediction-file.ts';
import { decodedName } from './decoded-name.ts';
import type { LabelFile } from './label-reader.ts';

/** Lists of a part of others, and of all. */
const NO_SPLITS: ReadonlySet<string> = new Set(['trainval', 'default', 'all', 'unsplit']);
/** `cat_train.txt`, for a class. */
const OF_CLASS = /^.+_(?:train|val|trainval|test)$/;
/** Folders of lists; those of one task may lack what others have. */
const TASKS = ['Main', 'Layout', 'Segmentation', 'Action'] as const;

/** What the lists beside annotations say, by a picture's name without extension. */
export interface VocLists {
  readonly splits: ReadonlyMap<string, string>;
  /** Of pictures that a list for a class calls one of it, in the lists' order. */
  readonly classes: ReadonlyMap<string, readonly string[]>;
}

/** The lists of a dataset of Pascal VOC: `train.txt`, and `cat_train.txt` for each class. @param root above `ImageSets` */
export async function findVocLists(root: string): Promise<readonly LabelFile[]> {
  const found: LabelFile[] = [];
  for (const task of TASKS) {
    const folder = join(root, 'ImageSets', task);
    const names = await readdir(folder).catch((): string[] => []);
    for (const name of names.filter((one) => /\.txt$/i.test(one) && isWanted(one, task)).sort()) {
      const path = join(folder, name);
      const stats = await stat(path).catch(() => null);
      if (stats?.isFile() === true) found.push({ path, sizeBytes: stats.size, mtimeMs: stats.mtimeMs });
    }
    // The others repeat what the first says.
    if (found.some((list) => !isOfClass(list))) break;
  }
  return found;
}

/** Lists for classes are of the task Main. */
const isWanted = (name: string, task: (typeof TASKS)[number]): boolean => task === 'Main' || !OF_CLASS.test(stemOf(name));

/**
 * Reads lists. `trainval` is a split only where there are no lists of its two parts.
 * @param has whether a name without extension is one of a picture's: a line may end with whether the picture shows the class
 * @throws AbortError
 */
export async function readVocLists(
  lists: readonly LabelFile[],
  has: (stem: string) => boolean,
  signal: AbortSignal,
): Promise<VocLists> {
  const pause = createPauses(signal);
  const splits = new Map<string, string>();
  const classes = new Map<string, string[]>();
  const areTold = lists.some((list) => !isOfClass(list) && !NO_SPLITS.has(stemOf(list.path)));
  for (const list of lists) {
    const stem = stemOf(list.path);
    const split = NO_SPLITS.has(stem) && (areTold || stem !== 'trainval') ? null : (splitOfName(stem) ?? decodedName(stem));
    const text = await readFile(list.path, 'utf8').catch(() => '');
    for (const line of text.split(/\r?\n/)) {
      const entry = entryOf(line, has);
      if (entry === null) continue;
      if (!isOfClass(list)) {
        if (split !== null && !splits.has(entry.stem)) splits.set(entry.stem, split);
      } else if (entry.isOfClass) classes.set(entry.stem, [...(classes.get(entry.stem) ?? []), classOf(list)]);
      await pause();
    }
  }
  return { splits, classes: new Map([...classes].map(([stem, names]) => [stem, [...new Set(names)]])) };
}

const isOfClass = ({ path }: LabelFile): boolean => OF_CLASS.test(stemOf(path));

const stemOf = (path: string): string => basename(path, extname(path));

const classOf = ({ path }: LabelFile): string => stemOf(path).replace(/_[^_]+$/, '');

/** A name, in quotes where it has spaces, and perhaps 1, 0 (hard to tell) or -1. @returns null of a line without one */
function entryOf(line: string, has: (stem: string) => boolean): { readonly stem: string; readonly isOfClass: boolean } | null {
  const text = line.trim();
  if (text === '' || text.startsWith('#')) return null;
  const [, quoted, flag] = /^"(.*)"(?:\s+(-?[01]))?$/.exec(text) ?? [];
  if (quoted !== undefined) return { stem: quoted, isOfClass: flag === '1' };
  const [, stem, said] = /^(.*\S)\s+(-?[01])$/.exec(text) ?? [];
  return stem === undefined || has(text) ? { stem: text, isOfClass: false } : { stem, isOfClass: said === '1' };
}
