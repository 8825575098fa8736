import { type FolderLevels, isSameLayout, type Layout, NO_LAYOUT, SPLIT_SPELLINGS, UNSPLIT } from '../../shared/layout.ts';
import type { FolderCount } from '../../workers/scan/calls.ts';
import { isShardName } from '../../workers/tar/shard-names.ts';

/** Deeper folders are never read as classes or splits. */
const DEEPEST_LEVEL = 4;
/** A single class says nothing, unless it is found in every split. */
const FEWEST_CLASSES = 2;
/** Images that may lie beside the folders of splits before these are something else. */
const MOST_BESIDE_SPLITS = 0.1;
/** The same beside the class folders: those that nobody has sorted yet. */
const MOST_BESIDE_CLASSES = 0.25;
/** Folders that hold the images of a dataset, whatever these show. */
const CONTAINER_NAMES: ReadonlySet<string> = new Set([
  ...['images', 'image', 'imgs', 'img', 'pictures', 'photos', 'jpegimages', 'jpg', 'jpeg', 'png', 'frames', 'data'],
  ...['raw', 'originals', 'thumbnails', 'labels', 'annotations', 'masks'],
]);

/** What Winnow's own downloads are dealt to. */
const PART_NAME = /^part-\d{5}$/;

interface Directory {
  /** Names from the dataset's folder down; empty for itself. */
  readonly names: readonly string[];
  readonly images: number;
}

/** One of a series of tars that a dataset was cut into: `train-000017.tar`, `17.tar`, `a-00001-of-00016.tar`. */
const SHARD_OF_SERIES = /^(?:.*[^a-z0-9])?\d+\.tar$/i;

/** @param name of a folder, in any case @returns what Winnow calls the split it names, null where it names none */
export function splitOfName(name: string): 'train' | 'val' | 'test' | null {
  const key = name.toLowerCase().replaceAll(/[\s-]/g, '_');
  return Object.hasOwn(SPLIT_SPELLINGS, key) ? (SPLIT_SPELLINGS[key] ?? null) : null;
}

/** @param fileName of a file with a part of a dataset: `instances_val2017.json` is about the split val */
export function splitInName(fileName: string): ReturnType<typeof splitOfName> {
  for (const word of fileName.split(/[^a-z]+/i)) {
    const split = splitOfName(word);
    if (split !== null) return split;
  }
  return null;
}

/**
 * How a dataset's folders read as splits and classes: `<split>/<class>/…`, `<class>/<split>/…`, `<class>/…`,
 * `<split>/images/…`, each also below a folder that holds everything. Folders that fit none of it are neither.
 * @param folders those that hold images directly, the dataset's own as ''
 */
export function detectLayout(folders: readonly FolderCount[]): Layout {
  const directories = folders.map(({ path, images }) => ({ names: path === '' ? [] : path.split('/'), images }));
  const splitLevel = levels().find((level) => isSplitLevel(directories, level)) ?? null;
  const labelLevel = levels().find((level) => level !== splitLevel && isLabelLevel(directories, level, splitLevel)) ?? null;
  if (splitLevel === null && labelLevel === null) return NO_LAYOUT;
  return { splitLevel, labelLevel };
}

/**
 * The layout of several datasets side by side: the first folder of every path names one, and says nothing else. Each is looked at
 * alone; what most pictures lie in is the layout, and datasets that have another one are named.
 */
export function detectMergedLayout(folders: readonly FolderCount[]): Layout {
  const found = [...Map.groupBy(folders, ({ path }) => path.split('/')[0] ?? '')].map(([source, inside]) => ({
    source,
    images: inside.reduce((sum, { images }) => sum + images, 0),
    levels: oneDeeper(detectLayout(inside.map(({ path, images }) => ({ path: path.split('/').slice(1).join('/'), images })))),
  }));
  const layouts = Object.values(Object.groupBy(found, ({ levels }) => JSON.stringify(levels))).map((same = []) => ({
    levels: same[0]?.levels ?? NO_LAYOUT,
    images: same[0]?.levels.labelLevel === null ? 0 : same.reduce((sum, { images }) => sum + images, 0),
  }));
  const { levels } = layouts.reduce((most, one) => (one.images > most.images ? one : most), { levels: NO_LAYOUT, images: -1 });
  const others = found.filter((one) => !isSameLayout(one.levels, levels));
  return others.length === 0 ? levels : { ...levels, sources: Object.fromEntries(others.map((one) => [one.source, one.levels])) };
}

function oneDeeper({ splitLevel, labelLevel }: FolderLevels): FolderLevels {
  return { splitLevel: splitLevel === null ? null : splitLevel + 1, labelLevel: labelLevel === null ? null : labelLevel + 1 };
}

/** Where a layout puts a path. Folders alone count: the last segment is the file. */
export function placeOf(path: string, layout: Layout): { readonly label: string | null; readonly split: string | null } {
  const names = path.split('/').slice(0, -1);
  const { splitLevel, labelLevel } = layout.sources?.[names[0] ?? ''] ?? layout;
  const splitName = splitLevel === null ? undefined : names[splitLevel];
  const label = labelLevel === null ? undefined : names[labelLevel];
  const isSplit = splitName !== undefined && splitName !== UNSPLIT;
  return {
    label: label === undefined ? null : withoutTar(label),
    split: isSplit ? (splitOfFolder(splitName) ?? withoutTar(splitName)) : null,
  };
}

/** A tar may be one of many of a split: `imagenet-val-000003.tar`. */
function splitOfFolder(name: string): ReturnType<typeof splitOfName> {
  return isShardName(name) ? splitInName(name) : splitOfName(name);
}

/** A tar for each class is named for it. */
function withoutTar(name: string): string {
  return isShardName(name) ? name.slice(0, -'.tar'.length) : name;
}

function levels(): readonly number[] {
  return Array.from({ length: DEEPEST_LEVEL }, (_, level) => level);
}

/** Nearly all images lie below folders with a split's name. One split is enough: test sets come alone. */
function isSplitLevel(directories: readonly Directory[], level: number): boolean {
  return isMostly(directories, MOST_BESIDE_SPLITS, ({ names }) => splitOfFolder(names[level] ?? '') !== null);
}

function isLabelLevel(directories: readonly Directory[], level: number, splitLevel: number | null): boolean {
  const classNames = new Set(directories.map(({ names }) => names[level]).filter((name) => name !== undefined));
  if (classNames.size < fewestClasses(directories, splitLevel)) return false;
  if ([...classNames].some(isContainer)) return false;
  const wrappers = levels().filter((above) => above < level && above !== splitLevel);
  if (!wrappers.every((above) => isWrapper(directories, above))) return false;
  // Classes end a path: below them come splits, a folder named for holding images, or more of a class that holds images itself.
  const withImages = new Set(directories.map(({ names }) => names.join('/')));
  return isMostly(directories, MOST_BESIDE_CLASSES, ({ names }) => {
    if (names.length <= level) return false;
    if (withImages.has(names.slice(0, level + 1).join('/'))) return true;
    return names.every((name, at) => at <= level || at === splitLevel || isContainer(name));
  });
}

/** A level above the classes that says nothing: one folder for all, or folders named for holding images. */
function isWrapper(directories: readonly Directory[], level: number): boolean {
  const names = new Set(directories.map((directory) => directory.names[level]).filter((name) => name !== undefined));
  return names.size <= 1 || [...names].every(isContainer);
}

function isContainer(name: string): boolean {
  if (CONTAINER_NAMES.has(name.toLowerCase()) || PART_NAME.test(name) || SHARD_OF_SERIES.test(name)) return true;
  return isShardName(name) && splitOfFolder(name) !== null;
}

function fewestClasses(directories: readonly Directory[], splitLevel: number | null): number {
  if (splitLevel === null) return FEWEST_CLASSES;
  const splits = new Set(directories.map(({ names }) => splitOfFolder(names[splitLevel] ?? '')));
  return splits.size > 1 ? 1 : FEWEST_CLASSES;
}

function isMostly(directories: readonly Directory[], most: number, fits: (directory: Directory) => boolean): boolean {
  let all = 0;
  let strays = 0;
  for (const directory of directories) {
    all += directory.images;
    if (!fits(directory)) strays += directory.images;
  }
  return all > 0 && strays <= all * most;
}
