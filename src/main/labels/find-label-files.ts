import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { WinnowError } from '../../shared/errors.ts';
import type { LabelFormat } from '../../shared/label-files.ts';
import { fsPath } from '../../workers/scan/fs-path.ts';
import { hasLabelName } from '../../workers/scan/is-image-file.ts';
import { readHead } from '../predictions/detect-format.ts';

/** A file that may hold annotations, absolute. */
export interface LabelFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

/** Annotation files of one format that together label a dataset. */
export interface LabelFileSet {
  readonly format: LabelFormat;
  /** In path order. */
  readonly files: readonly LabelFile[];
  /** Of Pascal VOC: lists of the files in each split, `ImageSets/Main/train.txt`. */
  readonly lists: readonly (LabelFile & { readonly split: string })[];
  /** For a person. */
  readonly origin: string;
  /** Not in the folder: perhaps of another dataset, and only worth a word where they name its pictures. */
  readonly isOutside: boolean;
}

/** Files of a folder that are opened to learn what all of them are. */
const LOOKED_AT = 3;
/** JSON files that are opened; datasets have a handful. */
const MOST_JSON = 200;
/** Folders beside the pictures that annotations are kept in. */
const BESIDE = /^(?:annotations?|labels?|xml|ann)$/i;
/** Of COCO's own files: other tasks over the same pictures and boxes. */
const OTHER_TASKS = /(?:keypoints|captions|stuff|panoptic|image_info)/i;
const SPLITS = ['train', 'val', 'test'] as const;
const EXPECTED = 'Expected COCO instances (JSON) or Pascal VOC annotations (XML).';

/**
 * The annotation files of a folder: those in it, else beside it.
 * @param inside files of the folder that may be some, absolute
 */
export async function findLabelFiles(folder: string, inside: readonly LabelFile[]): Promise<LabelFileSet | null> {
  const found = await setOf(inside, folder, false);
  if (found !== null) return found;
  return await setOf(await filesBeside(folder), dirname(folder), true);
}

/** What a person named. @throws {WinnowError} bad_request, not_found that says what it is instead */
export async function labelFilesAt(path: string): Promise<LabelFileSet> {
  const stats = await stat(path).catch((cause: unknown) => {
    throw new WinnowError('not_found', `There is no file or folder ${path}. Name the annotations in full.`, { cause });
  });
  const files = stats.isDirectory() ? await filesIn(path, 1) : [{ path, sizeBytes: stats.size, mtimeMs: stats.mtimeMs }];
  const found = await setOf(files, path, false);
  if (found !== null) return { ...found, origin: path };
  const what = stats.isDirectory() ? 'holds no annotations that can be read' : 'is no annotation file that can be read';
  throw new WinnowError('bad_request', `${path} ${what}. ${EXPECTED}`);
}

/** COCO where there is a file of it, since it says all at once. */
async function setOf(files: readonly LabelFile[], root: string, isOutside: boolean): Promise<LabelFileSet | null> {
  const coco = await cocoFiles(files.filter(({ path }) => /\.json$/i.test(path)));
  if (coco.length > 0) {
    const [first] = coco;
    const origin = coco.length === 1 && first !== undefined ? first.path : root;
    return { format: 'coco', files: byPath(coco), lists: [], origin, isOutside };
  }
  const voc = await vocFiles(files.filter(({ path }) => /\.xml$/i.test(path)));
  if (voc.length === 0) return null;
  const folders = [...new Set(voc.map(({ path }) => dirname(path)))];
  const lists = (await Promise.all(folders.map((one) => splitLists(dirname(one))))).flat();
  return { format: 'voc', files: byPath(voc), lists, origin: folders.length === 1 ? (folders[0] ?? root) : root, isOutside };
}

async function cocoFiles(files: readonly LabelFile[]): Promise<readonly LabelFile[]> {
  const found: LabelFile[] = [];
  for (const file of files.slice(0, MOST_JSON)) if (looksLikeCoco(await headOf(file.path))) found.push(file);
  const instances = found.filter(({ path }) => !OTHER_TASKS.test(basename(path)));
  return instances.length > 0 ? instances : found;
}

/** An object, not a list, that begins with a list of COCO's. */
function looksLikeCoco(head: string): boolean {
  if (!/^\s*\{/.test(head) || !/"(?:images|annotations|categories)"\s*:\s*\[/.test(head)) return false;
  return /"(?:info|licenses|file_name|category_id|image_id|supercategory|bbox)"/.test(head);
}

async function vocFiles(files: readonly LabelFile[]): Promise<readonly LabelFile[]> {
  const found: LabelFile[] = [];
  for (const [, some = []] of Map.groupBy(files, ({ path }) => dirname(path))) {
    const heads = await Promise.all(some.slice(0, LOOKED_AT).map(({ path }) => headOf(path)));
    if (heads.some((head) => /<annotation[\s>]/.test(head.slice(0, 1000)))) found.push(...some);
  }
  return found;
}

async function headOf(path: string): Promise<string> {
  try {
    return (await readHead(path)).toString('utf8');
  } catch (error) {
    // Gone or not to be read: whatever it is, no labels come from it.
    if (error instanceof Error) return '';
    throw error;
  }
}

async function splitLists(root: string): Promise<LabelFileSet['lists']> {
  const found: (LabelFile & { split: string })[] = [];
  for (const split of SPLITS) {
    const path = join(root, 'ImageSets', 'Main', `${split}.txt`);
    const stats = await stat(path).catch(() => null);
    if (stats?.isFile() === true) found.push({ path, sizeBytes: stats.size, mtimeMs: stats.mtimeMs, split });
  }
  return found;
}

/** Of the folder above, and of the folders in it that are named for annotations. */
async function filesBeside(folder: string): Promise<readonly LabelFile[]> {
  const above = dirname(folder);
  if (above === folder) return [];
  const names = await readdir(fsPath(above), { withFileTypes: true }).catch(() => []);
  const folders = names.filter((entry) => entry.isDirectory() && BESIDE.test(String(entry.name)));
  const nested = await Promise.all(folders.map(({ name }) => filesIn(join(above, String(name)), 0)));
  return [...(await filesIn(above, 0)), ...nested.flat()];
}

/** @param deeper folders below it that are looked into */
async function filesIn(folder: string, deeper: number): Promise<readonly LabelFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found: LabelFile[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && deeper > 0) found.push(...(await filesIn(path, deeper - 1)));
    if (!entry.isFile() || !hasLabelName(entry.name)) continue;
    const stats = await stat(path).catch(() => null);
    if (stats !== null) found.push({ path, sizeBytes: stats.size, mtimeMs: stats.mtimeMs });
  }
  return found;
}

const byPath = (files: readonly LabelFile[]): readonly LabelFile[] => files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
