import { MATCH_RULES, type MatchRule } from '../../shared/prediction-file.ts';
import type { ReadableDb } from '../db/connection.ts';
import { namesOf } from '../index/classes.ts';
import { buildKeyIndex, type KeyIndex, SEVERAL } from './match-key-index.ts';
import { createPauses } from './prediction-file.ts';

/** What a dataset has that rows of a file may name. */
export interface SampleLookup {
  /** Ascending. */
  readonly ids: Uint32Array;
  /** Of each of them, relative to the folder, with `/`. */
  readonly paths: readonly string[];
  /** In alphabetical order. */
  readonly classes: readonly string[];
  /** The dataset's, absolute. */
  readonly folder: string;
}

const PAGE = 4096;

/** Reads the paths and classes of an index. @throws AbortError */
export async function readSampleLookup(db: ReadableDb, folder: string, signal: AbortSignal): Promise<SampleLookup> {
  const page = db.prepare<[number, number], { id: number; path: string }>(
    'SELECT id, path FROM sample WHERE id > ? ORDER BY id LIMIT ?',
  );
  const pause = createPauses(signal);
  const ids: number[] = [];
  const paths: string[] = [];
  for (;;) {
    const rows = page.all(ids.at(-1) ?? 0, PAGE);
    for (const { id, path } of rows) {
      ids.push(id);
      paths.push(path);
      const waiting = pause();
      if (waiting !== undefined) await waiting;
    }
    if (rows.length < PAGE) return { ids: Uint32Array.from(ids), paths, classes: namesOf(db, 'class'), folder };
  }
}

/** What a row's path came to. */
export type Match =
  | { readonly place: number; readonly rule: MatchRule }
  | { readonly place: null; readonly isAmbiguous: boolean };

export interface SampleMatcher {
  /** Place in the lookup's lists. Looks by the rules given, in the order of MATCH_RULES. */
  match(path: string, rules: ReadonlySet<MatchRule>): Match | Promise<Match>;
}

/** Folders that a sample's path may have more than the file's. */
const MOST_FOLDERS = 16;

/** What each rule looks a path up by; `suffix` also behind as many folders as samples lie below. */
const KEYS = {
  exact: (path: string) => path,
  normal: normalPath,
  name: (path: string) => fileName(normalPath(path)),
  stem: (path: string) => stemOf(normalPath(path)),
  stemName: (path: string) => fileName(stemOf(normalPath(path))),
} as const;
type KeyName = keyof typeof KEYS;

const KEYS_OF_RULE: Readonly<Record<MatchRule, readonly KeyName[]>> = {
  exact: ['exact'],
  normalized: ['normal'],
  absolute: ['normal'],
  suffix: ['normal'],
  name: ['name'],
  stem: ['stem', 'stemName'],
};

/** Indexes of the paths are made when a rule first needs them; until then a match takes a turn or more. */
export function createSampleMatcher({ paths, folder }: SampleLookup, signal: AbortSignal): SampleMatcher {
  const pause = createPauses(signal);
  const indexes = new Map<KeyName, KeyIndex>();
  /** By the number of folders left out, from 1. */
  let behind: readonly KeyIndex[] | null = null;
  const root = `${normalPath(folder).replace(/\/+$/, '')}/`;

  const build = async (keyOf: (path: string) => string | null): Promise<KeyIndex> =>
    await buildKeyIndex(paths.length, (place) => keyOf(paths[place] ?? ''), pause);
  const isReady = (rule: MatchRule): boolean =>
    KEYS_OF_RULE[rule].every((key) => indexes.has(key)) && (rule !== 'suffix' || behind !== null);

  async function prepare(rule: MatchRule): Promise<void> {
    for (const key of KEYS_OF_RULE[rule]) if (!indexes.has(key)) indexes.set(key, await build(KEYS[key]));
    if (rule !== 'suffix' || behind !== null) return;
    const made: KeyIndex[] = [];
    const deepest = await mostFolders(paths, pause);
    for (let folders = 1; folders <= deepest; folders++)
      made.push(await build((path) => withoutFolders(normalPath(path), folders)));
    behind = made;
  }

  const look = (key: KeyName, text: string): number => indexes.get(key)?.find(text) ?? -1;

  /** Found by one of its own ends, the longest first; else as the only end of a sample's path. */
  function bySuffix(path: string): number {
    for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
      const tail = path.slice(at + 1);
      const place = tail.includes('/') ? look('normal', tail) : -1;
      if (place !== -1) return place;
    }
    const places = path.includes('/') ? (behind ?? []).map((index) => index.find(path)).filter((place) => place !== -1) : [];
    return places.length > 1 ? SEVERAL : (places[0] ?? -1);
  }

  function find(path: string, normalized: string, rule: MatchRule): number {
    if (rule === 'exact') return look('exact', path);
    if (rule === 'normalized') return look('normal', normalized);
    if (rule === 'absolute') return normalized.startsWith(root) ? look('normal', normalized.slice(root.length)) : -1;
    if (rule === 'suffix') return bySuffix(normalized);
    const name = fileName(normalized);
    if (rule === 'name') return look('name', name);
    // The file's path may lack its extension, or have another one.
    const places = [
      look('stem', normalized),
      look('stem', stemOf(normalized)),
      look('stemName', name),
      look('stemName', stemOf(name)),
    ];
    return places.find((place) => place !== -1) ?? -1;
  }

  function match(path: string, rules: ReadonlySet<MatchRule>): Match | Promise<Match> {
    let normalized: string | null = null;
    for (const rule of MATCH_RULES) {
      if (!rules.has(rule)) continue;
      if (!isReady(rule)) return prepare(rule).then(() => match(path, rules));
      if (rule !== 'exact') normalized ??= normalPath(path);
      const place = find(path, normalized ?? path, rule);
      if (place === SEVERAL) return { place: null, isAmbiguous: true };
      if (place !== -1) return { place, rule };
    }
    return { place: null, isAmbiguous: false };
  }
  return { match };
}

/** @returns folders that a path has at most, up to those that are looked behind */
async function mostFolders(paths: readonly string[], pause: () => Promise<void> | undefined): Promise<number> {
  let most = 0;
  for (const path of paths) {
    let folders = 0;
    for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) folders += 1;
    most = Math.max(most, folders);
    const waiting = pause();
    if (waiting !== undefined) await waiting;
  }
  return Math.min(most, MOST_FOLDERS);
}

/** What is made normal but capitals: all beyond ASCII, `\`, blanks around, doubled `/`, folders `.`, `file:`. */
const ODD = /[^ -[\]-~]|^ | $|\/\/|(?:^|\/)\.\/|^file:/i;

/** `/` throughout, without `./`, doubled or trailing ones and `file://`; small letters; composed. */
export function normalPath(path: string): string {
  // Nearly all are plain, and each is asked for several times.
  if (!ODD.test(path)) return path.toLowerCase();
  const parts = path
    .trim()
    .replace(/^file:\/\//i, '')
    .replaceAll('\\', '/')
    .replaceAll(/\/{2,}/g, '/')
    .replaceAll(/(^|\/)(?:\.\/)+/g, '$1');
  return parts.normalize('NFC').toLowerCase();
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function stemOf(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') + 1 ? path.slice(0, dot) : path;
}

/** Null where there are not so many. */
function withoutFolders(path: string, folders: number): string | null {
  let at = 0;
  for (let n = 0; n < folders; n++) {
    at = path.indexOf('/', at) + 1;
    if (at === 0) return null;
  }
  return path.slice(at);
}
