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

const NOTHING: Match = { place: null, isAmbiguous: false };
const AMBIGUOUS: Match = { place: null, isAmbiguous: true };

/** Folders that a sample's path may have more than the file's. */
const MOST_FOLDERS = 16;

/** Indexes of the paths are made when a rule first needs them. */
export function createSampleMatcher({ paths, folder }: SampleLookup, signal: AbortSignal): SampleMatcher {
  const pause = createPauses(signal);
  const indexes = new Map<string, KeyIndex | Promise<KeyIndex>>();
  const root = `${normalPath(folder).replace(/\/+$/, '')}/`;
  let deepest: number | null = null;

  function indexOf(name: string, keyOf: (path: string) => string | null): KeyIndex | Promise<KeyIndex> {
    const known = indexes.get(name);
    if (known !== undefined) return known;
    const building = buildKeyIndex(paths.length, (place) => keyOf(paths[place] ?? ''), pause);
    indexes.set(name, building);
    void building.then((index) => indexes.set(name, index)).catch(() => indexes.delete(name));
    return building;
  }

  const exact = () => indexOf('exact', (path) => path);
  const normal = () => indexOf('normal', normalPath);
  const names = () => indexOf('name', (path) => fileName(normalPath(path)));
  const stems = () => indexOf('stem', (path) => stemOf(normalPath(path)));
  const stemNames = () => indexOf('stem name', (path) => fileName(stemOf(normalPath(path))));
  const behind = (folders: number) => indexOf(`behind ${folders}`, (path) => withoutFolders(normalPath(path), folders));

  /** Found by one of its own ends, the longest first; else as the only end of a sample's path. */
  async function bySuffix(path: string): Promise<number> {
    const whole = await normal();
    for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
      const tail = path.slice(at + 1);
      const place = tail.includes('/') ? whole.find(tail) : -1;
      if (place !== -1) return place;
    }
    if (!path.includes('/')) return -1;
    let found = -1;
    deepest ??= await mostFolders(paths, pause);
    for (let folders = 1; folders <= deepest; folders++) {
      const place = (await behind(folders)).find(path);
      if (place === -1) continue;
      if (found !== -1) return SEVERAL;
      found = place;
    }
    return found;
  }

  async function find(path: string, rule: MatchRule): Promise<number> {
    const normalized = normalPath(path);
    if (rule === 'exact') return (await exact()).find(path);
    if (rule === 'normalized') return (await normal()).find(normalized);
    if (rule === 'absolute') return normalized.startsWith(root) ? (await normal()).find(normalized.slice(root.length)) : -1;
    if (rule === 'suffix') return await bySuffix(normalized);
    if (rule === 'name') return (await names()).find(fileName(normalized));
    // The file's path may lack its extension, or have another one.
    const stem = (await stems()).find(normalized);
    if (stem !== -1) return stem;
    const other = (await stems()).find(stemOf(normalized));
    if (other !== -1) return other;
    const name = (await stemNames()).find(fileName(normalized));
    return name === -1 ? (await stemNames()).find(fileName(stemOf(normalized))) : name;
  }

  async function search(path: string, rules: ReadonlySet<MatchRule>): Promise<Match> {
    for (const rule of MATCH_RULES) {
      if (!rules.has(rule)) continue;
      const place = await find(path, rule);
      if (place === SEVERAL) return AMBIGUOUS;
      if (place !== -1) return { place, rule };
    }
    return NOTHING;
  }

  return {
    match(path, rules) {
      const index = exact();
      // Of a million rows most are found here: they need not wait for a turn each.
      if (!(index instanceof Promise) && rules.has('exact')) {
        const place = index.find(path);
        if (place >= 0) return { place, rule: 'exact' };
      }
      return search(path, rules);
    },
  };
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

/** `/` throughout, without `./`, doubled or trailing ones and `file://`; small letters; composed. */
export function normalPath(path: string): string {
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
