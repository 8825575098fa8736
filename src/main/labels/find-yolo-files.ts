import { stat } from 'node:fs/promises';
import { basename, dirname, extname, join, sep } from 'node:path';
import { type LabelCandidates, type LabelFile, type LabelFileSet, manyByPath } from './label-reader.ts';
import { pacedFilter, pacedGroups } from './paced-filter.ts';
import { imagesPath } from './picture-paths.ts';
import { configRank, looksLikeConfig, looksLikePictureList } from './yolo-config.ts';
import { parseYoloRow } from './yolo-row.ts';

/** Files of a folder that are opened to learn what all of them are; many of them may be empty. */
const LOOKED_AT = 16;
const PICTURE_EXTENSIONS = ['.jpg', '.jpeg', '.png', '.JPG', '.webp', '.bmp', '.tif', '.tiff'] as const;

/**
 * Folders of text files with rows of YOLO's, each with what lists its classes in the nearest folder above it. Rows of numbers alone
 * are not enough: there must be such a list, a folder named `labels`, or pictures of the same names.
 */
export async function findYoloFiles({ root, files, named, headOf }: LabelCandidates): Promise<readonly LabelFileSet[]> {
  const configs = await configsIn(files, headOf);
  const texts = await pacedFilter(await named(/\.txt$/i), (file) => configRank(file) === -1);
  const byConfig = new Map<string, LabelFile[]>();
  for (const [folder, some = []] of await pacedGroups(texts, ({ path }) => dirname(path))) {
    const configFolder = nearest(folder, root, configs);
    const holds = await contentOf(some, headOf);
    if (holds === 'else') continue;
    const isNamed = configFolder !== null || folder.split(sep).includes('labels');
    if (!(holds === 'rows' && isNamed) && !(await haveAnyPicture(some))) continue;
    if (holds === 'nothing' && configFolder === null) continue;
    const known = byConfig.get(configFolder ?? '') ?? [];
    for (const file of some) known.push(file);
    byConfig.set(configFolder ?? '', known);
  }
  const sets = [...byConfig].map(async ([folder, labels]): Promise<LabelFileSet> => {
    const listed = configs.get(folder) ?? [];
    const taken = new Set(labels);
    const beside = await pacedFilter(texts, (file) => dirname(file.path) === folder && !taken.has(file));
    const lists = await pictureLists(beside, headOf);
    const [surest] = listed.toSorted((a, b) => configRank(a) - configRank(b));
    const origin = surest === undefined ? commonFolder(labels, root) : surest.path;
    return { format: 'yolo', files: await manyByPath([...listed, ...lists, ...labels]), origin };
  });
  return Promise.all(sets);
}

async function configsIn(files: readonly LabelFile[], headOf: LabelCandidates['headOf']) {
  const found = new Map<string, LabelFile[]>();
  for (const file of await pacedFilter(files, (one) => configRank(one) !== -1)) {
    if (!looksLikeConfig(file, await headOf(file))) continue;
    const folder = dirname(file.path);
    found.set(folder, [...(found.get(folder) ?? []), file]);
  }
  return found;
}

function nearest(folder: string, root: string, configs: ReadonlyMap<string, unknown>): string | null {
  for (let at = folder; at.length >= root.length; at = dirname(at)) {
    if (configs.has(at)) return at;
    if (at === dirname(at)) return null;
  }
  return null;
}

/** What most of a folder's text files hold, judged by some of them. */
async function contentOf(files: readonly LabelFile[], headOf: LabelCandidates['headOf']): Promise<'rows' | 'nothing' | 'else'> {
  const heads = await Promise.all(someOf(files.filter(({ sizeBytes }) => sizeBytes > 0)).map(headOf));
  const written = heads.filter((head) => head.trim() !== '');
  if (written.length === 0) return 'nothing';
  return written.filter(holdsRows).length * 2 > written.length ? 'rows' : 'else';
}

/** The last line of a head may be cut. */
function holdsRows(head: string): boolean {
  const lines = head.trimEnd().split(/\r?\n/);
  const whole = head.length >= 64 * 1024 ? lines.slice(0, -1) : lines;
  return whole.every((line) => line.trim() === '' || parseYoloRow(line) !== null);
}

/** Spread over all of them, so that one odd file at the start decides nothing. */
function someOf<T>(all: readonly T[]): readonly T[] {
  const step = Math.max(1, all.length / LOOKED_AT);
  return Array.from({ length: Math.min(LOOKED_AT, all.length) }, (_, n) => all[Math.floor(n * step)]).filter(
    (one): one is T => one !== undefined,
  );
}

async function haveAnyPicture(files: readonly LabelFile[]): Promise<boolean> {
  const stems = someOf(files).flatMap(({ path }) => [path, imagesPath(path) ?? path].map(withoutExtension));
  const names = [...new Set(stems)].flatMap((stem) => PICTURE_EXTENSIONS.map((extension) => `${stem}${extension}`));
  const found = await Promise.all(names.map((name) => stat(name).catch(() => null)));
  return found.some((stats) => stats?.isFile() === true);
}

async function pictureLists(files: readonly LabelFile[], headOf: LabelCandidates['headOf']): Promise<readonly LabelFile[]> {
  const isList = await Promise.all(files.map(async (file) => looksLikePictureList(file, await headOf(file))));
  return files.filter((_, at) => isList[at]);
}

function commonFolder(files: readonly LabelFile[], root: string): string {
  const folders = new Set(files.map(({ path }) => dirname(path)));
  const [only = root] = folders;
  return folders.size === 1 ? only : root;
}

const withoutExtension = (path: string): string => join(dirname(path), basename(path, extname(path)));
