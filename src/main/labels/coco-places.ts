import { stat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { splitInName, splitOfName } from '../dataset/layout.ts';
import { decodedName } from './decoded-name.ts';

/** Before the name of the subset: `instances_train2017.json` is about the pictures in `train2017`. */
const TASK = /^(?:instances|person_keypoints|captions|panoptic|stuff|labels|image_info)_/;

/** Names of subsets that are no split: of programs that must name one. */
const NO_SPLITS: ReadonlySet<string> = new Set(['default', 'all', 'unsplit']);

/** The split that a file's name says, e.g. `instances_val2017.json`, else the folder it is in, else the subset that COCO names. */
export function splitOfFile(file: string): string | null {
  const known = splitInName(basename(file)) ?? splitOfName(basename(dirname(file)));
  if (known !== null || !TASK.test(basename(file))) return known;
  const subset = subsetOf(file);
  return NO_SPLITS.has(subset) ? null : decodedName(subset);
}

const subsetOf = (file: string): string =>
  basename(file)
    .replace(/\.json$/i, '')
    .replace(TASK, '');

/**
 * Where the pictures of a COCO file may be: beside it as Roboflow puts them, in `data` as FiftyOne, in the folder of its subset as
 * COCO itself, with or without `images` above. Only folders that there are.
 * @returns paths to look for, the surest first, by a picture's name
 */
export async function cocoPlaces(file: string, folder: string): Promise<(name: string) => readonly string[]> {
  const beside = dirname(file);
  const subset = subsetOf(file);
  const above = dirname(beside);
  const wanted = [
    ...[beside, above].flatMap((at) => [join(at, subset), join(at, 'images', subset)]),
    ...[beside, above].flatMap((at) => [join(at, 'data'), join(at, 'images'), at]),
  ];
  const isThere = await Promise.all(wanted.map(isFolder));
  const places = wanted.filter((_, at) => isThere[at]).map((place) => relative(folder, place));
  const inside = places.filter((place) => place !== '..' && !/^\.\.[/\\]/.test(place));
  return (name) => [...inside.map((place) => join(place, name).replaceAll('\\', '/')), name];
}

async function isFolder(path: string): Promise<boolean> {
  const stats = await stat(path).catch(() => null);
  return stats?.isDirectory() === true;
}
