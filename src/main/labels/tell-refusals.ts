import { relative } from 'node:path';
import { KNOWN_REFUSALS, type KnownRefusal, type RefusedFormat } from '../../shared/known-refusals.ts';
import type { FolderCount } from '../../workers/scan/calls.ts';
import type { Unread } from './find-label-files.ts';
import type { LabelCandidates } from './label-reader.ts';

/** Files of a kind that are opened to learn what all of them are. */
const LOOKED_AT = 3;

/**
 * The formats of which there are files and that are not read.
 * @param left files that no reader has taken
 * @param folders those that hold pictures directly, relative to the root
 */
export async function tellRefusals(left: Unread, folders: readonly FolderCount[]): Promise<readonly RefusedFormat[]> {
  const told = [...toldByReaders(left)];
  const unknown = left.files.filter(({ path }) => !left.refused.has(path));
  const fileLeft = new Map(unknown.map((file) => [relative(left.root, file.path).replaceAll('\\', '/'), file]));
  const folderLeft = new Map(folders.map(({ path, images }) => [path, images]));
  for (const refusal of KNOWN_REFUSALS) {
    if (refusal.isAlone === true && folders.length > 0) continue;
    const paths = [...fileLeft.keys()].filter((path) => refusal.files?.test(path));
    const heads = paths.slice(0, LOOKED_AT).map((path) => fileLeft.get(path));
    const isTold = await isHeadOf(
      refusal,
      heads.flatMap((file) => file ?? []),
      left.headOf,
    );
    const files = isTold ? paths : [];
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

async function isHeadOf({ head }: KnownRefusal, files: LabelCandidates['files'], headOf: LabelCandidates['headOf']) {
  if (head === undefined) return true;
  const heads = await Promise.all(files.map(headOf));
  return heads.some((text) => head.test(text));
}

/** @param paths folders that no refusal has taken yet */
function maskFolders({ folders, beside }: KnownRefusal, paths: readonly string[]): readonly string[] {
  const found = paths.filter((path) => folders?.test(path));
  return beside === undefined || paths.some((path) => !found.includes(path) && beside.test(path)) ? found : [];
}
