import { basename, dirname, join, relative } from 'node:path';
import { hasImageName } from '../../workers/scan/is-image-file.ts';
import { splitInName } from '../dataset/layout.ts';
import type { LabelCandidates, LabelFile, LabelReader } from './label-reader.ts';
import { firstLines, listLines } from './list-lines.ts';
import { pacedFilter, pacedGroups } from './paced-filter.ts';
import { readTableFile } from './read-table-set.ts';
import { isSplitList } from './split-lists.ts';

const LINES_LOOKED_AT = 20;
/** Of a folder; where there are more they are one a picture. */
const MOST_LISTS = 20;
const CLASS_LISTS = /^(?:synsets?(?:[-_].*)?|words|wnids|classes|labels|class_?names|obj|categories)\.(?:txt|names)$/i;

/** A text file of `picture class` a line: the class is a name, or a place in a list of classes that lies beside it. */
export const listReader: LabelReader = {
  format: 'list',
  async find(candidates) {
    const texts = await pacedFilter(await candidates.named(/\.txt$/i), ({ path }) => !CLASS_LISTS.test(basename(path)));
    const folders = await pacedGroups(texts, ({ path }) => dirname(path));
    const few = [...folders.values()].filter(({ length }) => length <= MOST_LISTS).flat();
    const sets = [];
    for (const file of few) {
      const kind = kindOf(firstLines(await candidates.headOf(file), LINES_LOOKED_AT));
      if (kind === null) continue;
      sets.push({ format: 'list' as const, files: [file, ...classListsOf(file, candidates)], origin: file.path });
    }
    return sets;
  },
  async read({ files: [file, ...lists] }, into) {
    if (file === undefined) return;
    const { folder, sink, signal } = into;
    const names = await namesIn(lists, signal);
    if (names.length > 0) sink.classes(names);
    if (await isCommas(file.path, signal)) {
      await readTableFile(file.path, into);
      return;
    }
    const beside = relative(folder, dirname(file.path)).replaceAll('\\', '/');
    const split = isSplitList(file.path) || splitInName(basename(file.path)) !== null ? splitInName(basename(file.path)) : null;
    for await (const { words, line, share } of listLines(file.path, signal)) {
      const [path = '', ...rest] = words;
      const said = rest.join(' ');
      if (said === '') {
        sink.problem('bad-value', `line ${line}: ${path} without a class`);
        continue;
      }
      const label = /^\d+$/.test(said) ? (names[Number(said)] ?? said) : said;
      if (names.length > 0 && /^\d+$/.test(said) && names[Number(said)] === undefined)
        sink.problem('unknown-class', `line ${line}: ${said}`);
      const paths = beside === '' || beside.startsWith('..') ? [path] : [join(beside, path).replaceAll('\\', '/'), path];
      await sink.image({ paths, size: null, split, label, isLookedAt: false });
      sink.progress(share);
    }
  },
};

/** Every line names a picture, and then a class; without extensions only where every line is two words. */
function kindOf(lines: readonly string[]): 'words' | 'table' | null {
  if (lines.length === 0) return null;
  const names = (separator: RegExp): boolean => lines.every((line) => hasImageName(line.split(separator)[0]?.trim() ?? ''));
  if (names(/,/) && lines.every((line) => line.includes(','))) return 'table';
  if (names(/\s+/)) return lines.every((line) => isPair(line) || /^\S+\s+\D[^\d]*$/.test(line)) ? 'words' : null;
  const isPairs = lines.length > 1 && lines.every((line) => /^[\w./-]*\d[\w./-]*\s+[A-Za-z][\w-]*$/.test(line));
  return isPairs && lines.some((line) => !/^[nN]\d{8}/.test(line)) ? 'words' : null;
}

const isPair = (line: string): boolean => line.split(/\s+/).length === 2;

async function isCommas(file: string, signal: AbortSignal): Promise<boolean> {
  for await (const { words } of listLines(file, signal)) return hasImageName(words.join(' ').split(',')[0]?.trim() ?? '');
  return false;
}

/** Lists of classes beside a list that has numbers; in the folder above too. */
function classListsOf({ path }: LabelFile, { files }: LabelCandidates): readonly LabelFile[] {
  const folders = [dirname(path), dirname(dirname(path))];
  const found = files.filter((file) => CLASS_LISTS.test(basename(file.path)) && folders.includes(dirname(file.path)));
  return found.toSorted((a, b) => folders.indexOf(dirname(a.path)) - folders.indexOf(dirname(b.path))).slice(0, 1);
}

/** A class a line; behind a synset its words. */
async function namesIn(lists: readonly LabelFile[], signal: AbortSignal): Promise<readonly string[]> {
  const names: string[] = [];
  for (const { path } of lists) for await (const { words } of listLines(path, signal)) names.push(words.join(' '));
  return names;
}
