import { type Dirent, readdirSync, type Stats, statSync } from 'node:fs';
import { textOfBytes } from '../../shared/path-text.ts';
import { isShardName } from '../tar/shard-names.ts';
import { fsPath } from './fs-path.ts';
import { comparePaths, SORTS_OTHERWISE } from './path-order.ts';
import { isSkippedName } from './skipped-names.ts';

/** A folder's names, without the skipped ones, so that walking them in this order meets whole paths in theirs. */
export interface FolderListing {
  /** Folders, tars, and links to them, end in `/`. */
  readonly names: readonly string[];
  /** The tars among them, which are files. */
  readonly shards: ReadonlySet<string>;
  /** What the links among them lead to; null where they lead nowhere one can look. Keys as in `names`. */
  readonly links: ReadonlyMap<string, Stats | LinkFailure>;
  /** FIFOs, devices and sockets. */
  readonly specials: number;
}

export interface LinkFailure {
  /** Code of the system's error: ENOENT, ELOOP, EACCES… */
  readonly failure: string;
}

/**
 * @param folder absolute, as text
 * @throws what `readdir` throws
 */
export function listFolder(folder: string): FolderListing {
  const names: string[] = [];
  const links = new Map<string, Stats | LinkFailure>();
  const shards = new Set<string>();
  let specials = 0;
  function addFolder(name: string): string {
    names.push(`${name}/`);
    return `${name}/`;
  }
  function addFile(name: string): string {
    const key = isShardName(name) ? `${name}/` : name;
    names.push(key);
    if (key !== name) shards.add(key);
    return key;
  }
  for (const { name, entry } of entriesOf(folder)) {
    if (isSkippedName(name)) continue;
    if (entry.isFile()) addFile(name);
    else if (entry.isDirectory()) addFolder(name);
    else if (entry.isSymbolicLink()) {
      const target = followLink(`${folder}/${name}`);
      links.set(isFolder(target) ? addFolder(name) : addFile(name), target);
    } else specials++;
  }
  if (names.some((name) => SORTS_OTHERWISE.test(name))) names.sort(comparePaths);
  else names.sort();
  return { names, shards, links, specials };
}

function* entriesOf(folder: string): Generator<{ readonly name: string; readonly entry: Dirent | Dirent<Buffer> }> {
  const path = fsPath(folder);
  const entries = readdirSync(path, { withFileTypes: true });
  // A replacement character, or one that carries a byte: only the bytes can tell what the name is.
  if (!entries.some((entry) => /[\uef80-\uefff\ufffd]/.test(entry.name))) {
    for (const entry of entries) yield { name: entry.name, entry };
    return;
  }
  for (const entry of readdirSync(path, { withFileTypes: true, encoding: 'buffer' })) {
    yield { name: textOfBytes(entry.name), entry };
  }
}

const isFolder = (target: Stats | LinkFailure): boolean => 'isDirectory' in target && target.isDirectory();

function followLink(path: string): Stats | LinkFailure {
  try {
    return statSync(fsPath(path));
  } catch (error) {
    return { failure: errorCode(error) };
  }
}

/** @returns the system's code of an error of `fs` @throws the error, where it is none */
export function errorCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  throw error;
}
