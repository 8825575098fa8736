import { relative } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { KNOWN_REFUSALS, type KnownRefusal, type RefusedFormat } from '../../shared/known-refusals.ts';
import type { FolderCount } from '../../workers/scan/calls.ts';
import type { Unread } from './find-label-files.ts';
import type { LabelCandidates, LabelFile } from './label-reader.ts';
import { pacedFilter } from './paced-filter.ts';

/** Files that are named without a pause: about a millisecond. */
const NAMED_AT_ONCE = 1000;
/** Files of a kind that are opened to learn what all of them are. */
const LOOKED_AT = 3;

/**
 * The formats of which there are files and that are not read.
 * @param left files that no reader has taken
 * @param folders those that hold pictures directly, relative to the root
 */
export async function tellRefusals(left: Unread, folders: readonly FolderCount[]): Promise<readonly RefusedFormat[]> {
  const told = [...toldByReaders(left)];
  const unknown = await pacedFilter(left.files, ({ path }) => !left.refused.has(path));
  const fileLeft = new Map<string, LabelFile>();
  for (const file of unknown) {
    fileLeft.set(relative(left.root, file.path).replaceAll('\\', '/'), file);
    if (fileLeft.size % NAMED_AT_ONCE === 0) await nextTurn();
  }
  const folderLeft = new Map(folders.map(({ path, images }) => [path, images]));
  for (const refusal of KNOWN_REFUSALS) {
    if (refusal.isAlone === true && folders.length > 0) continue;
    const paths = await pacedFilter([...fileLeft.keys()], (path) => refusal.files?.test(path) === true);
    const files = await filesOf(refusal, paths, (path) => headOf(left, fileLeft.get(path)));
    const masks = maskFolders(refusal, [...folderLeft.keys()]);
    const [example] = [...files, ...masks];
    if (example === undefined) continue;
    const pictures = masks.reduce((sum, path) => sum + (folderLeft.get(path) ?? 0), 0);
    told.push({ format: refusal.format, files: files.length + pictures, example, reason: refusal.reason });
    for (const path of files) fileLeft.delete(path);
    for (const path of masks) folderLeft.delete(path);
  }
  return told;
}

/** Files that a reader has opened and knows, by what they are. */
function toldByReaders({ root, files, refused }: Unread): readonly RefusedFormat[] {
  const known = files.flatMap(({ path }) => {
    const refusal = refused.get(path);
    return refusal === undefined ? [] : [{ ...refusal, path }];
  });
  return [...Map.groupBy(known, ({ format, reason }) => `${format}: ${reason}`).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const example = relative(root, first.path).replaceAll('\\', '/');
    return [{ format: first.format, files: group.length, example, reason: first.reason }];
  });
}

/** Folders whose pictures are no masks, as far as is known: masks lie in folders that say nothing of classes or splits. */
export function withoutMasks(folders: readonly FolderCount[]): readonly FolderCount[] {
  const paths = folders.map(({ path }) => path);
  const masks = new Set(KNOWN_REFUSALS.flatMap((refusal) => maskFolders(refusal, paths)));
  return folders.filter(({ path }) => !masks.has(path));
}

/** Of a few files each is looked into; of many, some tell what all are. */
async function filesOf({ head }: KnownRefusal, paths: readonly string[], read: (path: string) => Promise<string>) {
  if (head === undefined) return paths;
  const heads = await Promise.all(paths.slice(0, LOOKED_AT).map(read));
  if (paths.length <= LOOKED_AT) return paths.filter((_, place) => head.test(heads[place] ?? ''));
  return heads.some((text) => head.test(text)) ? paths : [];
}

const headOf = async (left: Pick<LabelCandidates, 'headOf'>, file: LabelFile | undefined): Promise<string> =>
  file === undefined ? '' : await left.headOf(file);

/** @param paths folders that no refusal has taken yet */
function maskFolders({ folders, beside }: KnownRefusal, paths: readonly string[]): readonly string[] {
  const found = paths.filter((path) => folders?.test(path));
  return beside === undefined || paths.some((path) => !found.includes(path) && beside.test(path)) ? found : [];
}
