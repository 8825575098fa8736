import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { WinnowError } from '../../shared/errors.ts';
import { LABEL_FORMAT_NAMES } from '../../shared/label-files.ts';
import { fsPath } from '../../workers/scan/fs-path.ts';
import { mayHoldLabels } from '../../workers/scan/is-image-file.ts';
import { readHead } from '../predictions/detect-format.ts';
import { byPath, type LabelCandidates, type LabelFile, type LabelFileSet } from './label-reader.ts';
import { LABEL_READERS } from './label-readers.ts';
import { tellRefusals } from './tell-refusals.ts';

/** The annotations of a dataset. */
export interface FoundLabels {
  /** In the order they are read. */
  readonly sets: readonly LabelFileSet[];
  /** Not in the folder: perhaps of another dataset, and only worth a word where they name its pictures. */
  readonly isOutside: boolean;
  /** Files of the folder that no reader has taken. */
  readonly left: LabelCandidates;
}

/** Folders beside the pictures that annotations are kept in. */
const BESIDE = /^(?:annotations?|labels?|xml|ann)$/i;
/** Heads that are remembered. */
const MOST_HEADS = 1000;

/**
 * The annotation files of a folder: those in it, else beside it.
 * @param inside files of the folder that may be some, absolute
 */
export async function findLabelFiles(folder: string, inside: readonly LabelFile[]): Promise<FoundLabels> {
  const { sets, left } = await setsOf(inside, folder);
  if (sets.length > 0) return { sets, left, isOutside: false };
  const beside = await setsOf(await filesBeside(folder), dirname(folder));
  return { sets: beside.sets, left, isOutside: true };
}

/** What a person named. @throws {WinnowError} bad_request, not_found that says what it is instead */
export async function labelFilesAt(path: string): Promise<FoundLabels> {
  const stats = await stat(path).catch((cause: unknown) => {
    throw new WinnowError('not_found', `There is no file or folder ${path}. Name the annotations in full.`, { cause });
  });
  const files = stats.isDirectory() ? await filesIn(path, 4) : [{ path, sizeBytes: stats.size, mtimeMs: stats.mtimeMs }];
  const { sets, left } = await setsOf(files, stats.isDirectory() ? path : dirname(path));
  if (sets.length > 0) return { sets, left, isOutside: false };
  const [refused] = await tellRefusals(left, []);
  if (refused !== undefined)
    throw new WinnowError('bad_request', `${path} is of a format that is not read, ${refused.format}: ${refused.reason}`);
  const what = stats.isDirectory() ? 'holds no annotations that can be read' : 'is no annotation file that can be read';
  const formats = Object.values(LABEL_FORMAT_NAMES).join(', ');
  throw new WinnowError('bad_request', `${path} ${what}. Expected one of these formats: ${formats}.`);
}

/** Every format is asked in turn for what the ones before have left. */
async function setsOf(files: readonly LabelFile[], root: string): Promise<Pick<FoundLabels, 'sets' | 'left'>> {
  const headOf = rememberHeads();
  const sets: LabelFileSet[] = [];
  let left = byPath(files);
  for (const reader of LABEL_READERS) {
    const candidates: LabelCandidates = { root, files: left, headOf };
    const found = left.length === 0 ? [] : await reader.find(candidates);
    const taken = new Set(found.flatMap((set) => set.files.map(({ path }) => path)));
    sets.push(...found);
    if (taken.size > 0) left = left.filter(({ path }) => !taken.has(path));
  }
  return { sets, left: { root, files: left, headOf } };
}

function rememberHeads(): LabelCandidates['headOf'] {
  const heads = new Map<string, Promise<string>>();
  return ({ path }) => {
    const known = heads.get(path);
    if (known !== undefined) return known;
    const head = readHead(path).then(
      (bytes) => bytes.toString('utf8').replace(/^\uFEFF/, ''),
      // Gone or not to be read: whatever it is, no labels come from it.
      () => '',
    );
    if (heads.size < MOST_HEADS) heads.set(path, head);
    return head;
  };
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
    if (!entry.isFile() || !mayHoldLabels(path)) continue;
    const stats = await stat(path).catch(() => null);
    if (stats !== null) found.push({ path, sizeBytes: stats.size, mtimeMs: stats.mtimeMs });
  }
  return found;
}
