import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, isAbsolute, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { fsPath } from '../../workers/scan/fs-path.ts';
import { hasImageName } from '../../workers/scan/is-image-file.ts';
import { splitOfName } from '../dataset/layout.ts';
import { decodedName } from './decoded-name.ts';
import type { LabelFile } from './label-reader.ts';
import type { KeypointShape } from './yolo-row.ts';

/** What the files beside YOLO labels say of all of them. */
export interface YoloConfig {
  /** By number. */
  readonly names: ReadonlyMap<number, string>;
  readonly keypoints: KeypointShape | null;
  /** Folders or lists of pictures, as they are written. */
  readonly splits: readonly { readonly split: string; readonly entry: string }[];
  /** Where entries start, absolute: the folder that `path` says, then that of the file. */
  readonly roots: readonly string[];
}

export const NO_CONFIG: YoloConfig = { names: new Map(), keypoints: null, splits: [], roots: [] };

/** Told by name, the surest first; of yaml files by content as well. */
const CONFIG_NAMES: readonly RegExp[] = [/^(?:data|dataset)\.ya?ml$/i, /\.ya?ml$/i, /\.data$/i, /\.names$/i, /^classes\.txt$/i];

/** How sure it is that a file is about YOLO labels, 0 the surest; -1: it is none. */
export function configRank({ path }: LabelFile): number {
  // Nearly all files of a dataset are labels; this is asked of each.
  if (path.endsWith('.txt') && !path.endsWith('classes.txt')) return -1;
  return CONFIG_NAMES.findIndex((name) => name.test(basename(path)));
}

/** Whether a yaml file lists classes and says where pictures are, or a `.data` file does. @param head its first bytes */
export function looksLikeConfig({ path }: LabelFile, head: string): boolean {
  if (/\.data$/i.test(path)) return /^\s*names\s*=/m.test(head) && /^\s*(?:train|valid|classes)\s*=/m.test(head);
  if (!/\.ya?ml$/i.test(path)) return true;
  return /^(?:names|nc)\s*:/m.test(head) && /^(?:path|train|val|test)\s*:/m.test(head);
}

/** Reads the surest of some files; names of a Darknet `.data` file from the others. @returns null where it cannot be read */
export async function readYoloConfig(files: readonly LabelFile[]): Promise<YoloConfig | null> {
  const [first] = files.toSorted((a, b) => configRank(a) - configRank(b));
  if (first === undefined) return NO_CONFIG;
  const text = await readFile(fsPath(first.path), 'utf8').catch(() => null);
  if (text === null) return null;
  const folder = dirname(first.path);
  if (/\.ya?ml$/i.test(first.path)) return configOfYaml(text, folder);
  if (!/\.data$/i.test(first.path)) return { ...NO_CONFIG, names: namesInLines(text), roots: [folder] };
  const { names, ...config } = configOfDarknet(text, folder);
  const named = files.find(({ path }) => basename(path) === basename(names)) ?? files.find(({ path }) => /\.names$/i.test(path));
  const lines = await readFile(named === undefined ? resolve(folder, names) : fsPath(named.path), 'utf8').catch(() => '');
  return { ...config, names: namesInLines(lines) };
}

/** All values as they are written: `no` and `1.0` are names of classes. @returns null where it is no YAML, or of something else */
export function configOfYaml(text: string, folder: string): YoloConfig | null {
  const document = parsedYaml(text);
  if (typeof document !== 'object' || document === null) return null;
  const said = new Map<string, unknown>(Object.entries(document));
  const path = said.get('path');
  const roots = [...(typeof path === 'string' && path !== '' ? [resolve(folder, path)] : []), folder];
  const entries = [...said].flatMap(([key, value]) => {
    const split = splitOfName(key);
    const some = (Array.isArray(value) ? value : [value]).filter(isText);
    // FiftyOne calls splits as it likes.
    return some.filter((entry) => split !== null || isPictureFolder(entry)).map((entry) => ({ split: split ?? key, entry }));
  });
  const splits = entries.filter((one) => isOwnEntry(one, entries));
  return { names: namesIn(said.get('names')), keypoints: shapeIn(said.get('kpt_shape')), splits, roots };
}

function parsedYaml(text: string): unknown {
  try {
    return parse(text, { schema: 'failsafe', uniqueKeys: false, logLevel: 'silent' });
  } catch {
    // Broken YAML is told as such by who asked.
    return null;
  }
}

/** As `./images/fold 1/`. */
const isPictureFolder = (entry: string): boolean => /^(?:\.\/)?images\/./.test(entry);

/** Where several splits are the same pictures, as Ultralytics' smallest sets have it, the name of the folder tells; else nothing does. */
function isOwnEntry({ split, entry }: YoloConfig['splits'][number], all: YoloConfig['splits']): boolean {
  const isAlone = all.every((other) => other.entry !== entry || other.split === split);
  const name = basename(entry.replace(/\/+$/, ''));
  return isAlone || (splitOfName(name) ?? decodedName(name)) === split;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

function namesIn(names: unknown): ReadonlyMap<number, string> {
  if (typeof names !== 'object' || names === null) return new Map();
  const numbered = Object.entries(names).map(([number, name]): [number, string] => [Number(number), String(name)]);
  return new Map(numbered.filter(([number]) => Number.isInteger(number)).sort(([a], [b]) => a - b));
}

function shapeIn(shape: unknown): KeypointShape | null {
  const [count, numbers] = Array.isArray(shape) ? shape.map(Number) : [];
  return count !== undefined && count > 0 && (numbers === 2 || numbers === 3) ? { count, numbers } : null;
}

function configOfDarknet(text: string, folder: string): Omit<YoloConfig, 'names'> & { readonly names: string } {
  const said = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const at = line.indexOf('=');
    if (at > 0) said.set(line.slice(0, at).trim(), line.slice(at + 1).trim());
  }
  const splits = [...said].flatMap(([key, entry]) => {
    const split = splitOfName(key);
    return split === null || entry === '' ? [] : [{ split, entry }];
  });
  return { names: said.get('names') ?? '', keypoints: null, splits, roots: [folder] };
}

function namesInLines(text: string): ReadonlyMap<number, string> {
  const lines = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/);
  return new Map(text.trim() === '' ? [] : lines.map((line, number): [number, string] => [number, line.trim()]));
}

/** Whether a text file is a list of pictures. @param head its first bytes */
export function looksLikePictureList({ path }: LabelFile, head: string): boolean {
  const [line = ''] = head.trimStart().split(/\r?\n/, 1);
  return extname(path).toLowerCase() === '.txt' && hasImageName(line.trim());
}

/**
 * Where an entry of a split may be, the surest first. Roboflow writes `../train/images` and means `train/images`; Darknet starts
 * from the folder it runs in, so that the name alone is sure.
 */
export function entryPlaces(entry: string, { roots }: YoloConfig): readonly string[] {
  const text = entry.trim();
  if (isAbsolute(text)) return [text];
  const places = roots.flatMap((root) => [resolve(root, text), resolve(root, text.replace(/^(?:\.\.\/)+/, ''))]);
  const beside = /\.txt$/i.test(text) ? roots.map((root) => join(root, basename(text))) : [];
  return [...new Set([...places, ...beside])];
}
