import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { WinnowError } from '../../shared/errors.ts';
import { LABEL_FORMAT_NAMES, type LabelChoice, type LabelFormat, setKey } from '../../shared/label-files.ts';
import { fsPath } from '../../workers/scan/fs-path.ts';
import { isShardName } from '../../workers/tar/shard-names.ts';
import { EVERY_LABEL } from '../index/label-choice.ts';
import { readHead } from '../predictions/detect-format.ts';
import { type FileRefusal, type LabelCandidates, type LabelFile, type LabelFileSet, manyByPath } from './label-reader.ts';
import { LABEL_READERS } from './label-readers.ts';
import { listLabelFiles } from './list-label-files.ts';
import { pacedFilter } from './paced-filter.ts';
import { tellRefusals } from './tell-refusals.ts';

/** The annotations of a dataset. */
export interface FoundLabels {
  /** In the order they are read, without those that are left out. */
  readonly sets: readonly LabelFileSet[];
  /** Those that a person left out. */
  readonly leftOut: readonly LabelFileSet[];
  /** Not in the folder: perhaps of another dataset, and only worth a word where they name its pictures. */
  readonly isOutside: boolean;
  /** Files of the folder, or named, that no reader has taken. */
  readonly left: Unread;
}

/** Files that no reader has taken, and why where it knows. */
export interface Unread extends Omit<LabelCandidates, 'refuse'> {
  readonly refused: ReadonlyMap<string, FileRefusal>;
}

type Sets = Pick<FoundLabels, 'sets' | 'left'>;

/** Folders beside the pictures that annotations are kept in. */
const BESIDE = /^(?:annotations?|labels?|xml|ann)$/i;
/** Heads that are remembered. */
const MOST_HEADS = 1000;

/**
 * The annotation files of a folder: those a person named; else those in it, else beside it.
 * @param inside files of the folder that may be some, absolute
 * @throws {WinnowError} bad_request, not_found where what was named is gone or is none
 */
export async function findLabelFiles(folder: string, inside: readonly LabelFile[], choice = EVERY_LABEL): Promise<FoundLabels> {
  const found = await setsOf(inside, folder, choice.format);
  if (choice.files.length > 0) {
    const named = await Promise.all(choice.files.map((path) => labelFilesAt(path, choice.format)));
    return withoutLeftOut({ sets: named.flatMap(({ sets }) => sets), left: found.left }, choice, false);
  }
  if (found.sets.length > 0) return withoutLeftOut(found, choice, false);
  const { sets } = await setsOf(await filesBeside(folder), dirname(folder), choice.format);
  return withoutLeftOut({ sets, left: found.left }, choice, true);
}

function withoutLeftOut({ sets, left }: Sets, choice: LabelChoice, isOutside: boolean): FoundLabels {
  const isLeftOut = (set: LabelFileSet): boolean => choice.leftOut.includes(setKey(set));
  return { sets: sets.filter((set) => !isLeftOut(set)), leftOut: sets.filter(isLeftOut), isOutside, left };
}

/** What a person named. @throws {WinnowError} bad_request, not_found that says what it is instead */
export async function labelFilesAt(path: string, format: LabelFormat | null = null): Promise<Sets> {
  const stats = await stat(path).catch((cause: unknown) => {
    throw new WinnowError('not_found', `There is no file or folder ${path}. Name the annotations in full.`, { cause });
  });
  const files = stats.isDirectory() ? await listLabelFiles(path, 4) : [{ path, sizeBytes: stats.size, mtimeMs: stats.mtimeMs }];
  const found = await setsOf(files, stats.isDirectory() ? path : dirname(path), format);
  if (found.sets.length > 0) return found;
  const [refused] = await tellRefusals(found.left, []);
  if (refused !== undefined)
    throw new WinnowError('bad_request', `${path} is of a format that is not read, ${refused.format}: ${refused.reason}`);
  const what = stats.isDirectory() ? 'holds no annotations that can be read' : 'is no annotation file that can be read';
  const formats = format === null ? Object.values(LABEL_FORMAT_NAMES).join(', ') : LABEL_FORMAT_NAMES[format];
  throw new WinnowError('bad_request', `${path} ${what}. Expected ${format === null ? 'one of these formats: ' : ''}${formats}.`);
}

/** Every format is asked in turn for what the ones before have left. */
async function setsOf(files: readonly LabelFile[], root: string, format: LabelFormat | null): Promise<Sets> {
  const headOf = rememberHeads();
  const sets: LabelFileSet[] = [];
  const refused = new Map<string, FileRefusal>();
  let left = await manyByPath(files);
  for (const reader of LABEL_READERS) {
    if (left.length === 0 || (format !== null && reader.format !== format)) continue;
    const refuse = ({ path }: LabelFile, refusal: FileRefusal): void => void refused.set(path, refusal);
    const found = await reader.find({ ...filesAt(root, left), headOf, refuse });
    sets.push(...found);
    if (found.length > 0) left = await without(left, found);
    await nextTurn();
  }
  return { sets, left: { ...filesAt(root, left), headOf, refused } };
}

function filesAt(root: string, files: readonly LabelFile[]): Pick<LabelCandidates, 'root' | 'files' | 'named'> {
  return { root, files, named: (pattern) => pacedFilter(files, ({ path }) => pattern.test(path)) };
}

async function without(files: readonly LabelFile[], sets: readonly LabelFileSet[]): Promise<readonly LabelFile[]> {
  const taken = new Set<string>();
  for (const set of sets) {
    for (const [at, { path }] of set.files.entries()) {
      taken.add(path);
      if (at % MOST_HEADS === 0) await nextTurn();
    }
  }
  return await pacedFilter(files, ({ path }) => !taken.has(path));
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
  const nested = await Promise.all(folders.map(({ name }) => listLabelFiles(join(above, String(name)), 0)));
  const files = [...(await listLabelFiles(above, 0)), ...nested.flat()];
  // A tar labels the pictures in it, and these are of no other folder.
  return files.filter(({ path }) => !isShardName(path));
}
