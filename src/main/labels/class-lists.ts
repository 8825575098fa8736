import { basename, dirname, relative, sep } from 'node:path';
import type { LabelFile, ReadLabels } from './label-reader.ts';
import { readTexts } from './read-texts.ts';

/** The classes of a tar by their number; empty: there is no list of them. @param file absolute */
export type ClassesOf = (file: string) => readonly string[];

const LIST_NAME = /^(?:(?:class|label|category)_?names|classes|labels|categories)\.txt$|^dataset_infos?\.json$/i;

/** Whether a file is named as lists of classes are that lie beside tars, a class a line; or as those of Hugging Face datasets. */
export function isClassList({ path }: LabelFile): boolean {
  return LIST_NAME.test(basename(path));
}

/** Whether a file lies in the folder of another, or above. */
export function isAtOrAbove(list: string, file: string): boolean {
  const folder = dirname(list);
  return file.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}

/** Reads lists of classes; of several that could be a tar's the nearest is. @throws AbortError */
export async function readClassLists(files: readonly LabelFile[], { folder, sink, signal }: ReadLabels): Promise<ClassesOf> {
  const lists: { readonly path: string; readonly names: readonly string[] }[] = [];
  for await (const { file, text, problem } of readTexts(files, signal)) {
    const names = text === null ? null : namesIn(text, file.path);
    if (names === null) sink.problem('bad-file', `${relative(folder, file.path)}: ${problem ?? 'no list of classes in it'}`);
    else if (names.length > 0) lists.push({ path: file.path, names });
  }
  lists.sort((a, b) => dirname(b.path).length - dirname(a.path).length);
  for (const { names } of lists) sink.classes(names);
  return (file) => lists.find(({ path }) => isAtOrAbove(path, file))?.names ?? [];
}

/** @returns null where it is none */
function namesIn(text: string, path: string): readonly string[] | null {
  if (/\.json$/i.test(path)) return namesOfFeatures(text);
  return text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.trim());
}

/** Of the first feature that is a class. @returns empty: none is; null: it is no JSON */
function namesOfFeatures(text: string): readonly string[] | null {
  try {
    const names = findNames(JSON.parse(text), 0);
    return names ?? [];
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Features lie a few levels deep: below configurations, in lists of values. */
const DEEPEST = 6;

function findNames(value: unknown, depth: number): readonly string[] | null {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return null;
  const names: unknown = Reflect.get(value, 'names');
  if (isClassLabel(value) && Array.isArray(names) && names.every((name) => typeof name === 'string')) return names;
  for (const inside of Object.values(value)) {
    const found = findNames(inside, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

const isClassLabel = (value: object): boolean => Reflect.get(value, '_type') === 'ClassLabel';
