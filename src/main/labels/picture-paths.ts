import { basename, dirname, extname, join, relative, sep } from 'node:path';
import { splitOfName } from '../dataset/layout.ts';

/** Folders of label files, and where the pictures of each lie. */
const PICTURE_FOLDERS = ['images', 'JPEGImages'] as const;

/**
 * Where the picture of a label file may be, without its extension: where Ultralytics looks (the last `labels` folder of the path as
 * `images`), in the folder of pictures beside, in the same folder, or anywhere by its name. Relative to the dataset, the surest first.
 */
export function picturePaths(labelFile: string, folder: string): readonly string[] {
  const stem = basename(labelFile, extname(labelFile));
  const [beside, above] = [dirname(labelFile), dirname(dirname(labelFile))];
  const asImages = imagesPath(labelFile);
  const places = [...(asImages === null ? [] : [dirname(asImages)]), ...PICTURE_FOLDERS.map((name) => join(above, name)), beside];
  const inside = places.map((place) => relative(folder, join(place, stem)).replaceAll('\\', '/'));
  return [...new Set([...inside.filter((path) => !path.startsWith('../')), stem])];
}

/** A path with its last folder `labels` as `images`; null: it has none. */
export function imagesPath(labelFile: string): string | null {
  const at = labelFile.lastIndexOf(`${sep}labels${sep}`);
  return at === -1 ? null : `${labelFile.slice(0, at)}${sep}images${labelFile.slice(at + `${sep}labels`.length)}`;
}

/** The split that the folders of a path name, the innermost first; null: none does. @param path relative to the dataset */
export function splitOfFolders(path: string): string | null {
  for (const name of path.split(/[/\\]/).slice(0, -1).reverse()) {
    const split = splitOfName(name);
    if (split !== null) return split;
  }
  return null;
}
