import { lstatSync, type Stats, statSync } from 'node:fs';
import { WinnowError } from '../../shared/errors.ts';
import { extensionOf, formatOfExtension } from '../decode/formats.ts';
import type { BlockedFile, FoundFile } from './calls.ts';
import { fsPath, joinPath } from './fs-path.ts';
import { errorCode, type FolderListing, type LinkFailure, listFolder } from './list-folder.ts';

/** What a walk meets, in the order of paths. */
export type WalkEntry =
  | ({ readonly kind: 'file' } & FoundFile)
  | ({ readonly kind: 'blocked' } & BlockedFile)
  /** Files that are no regular ones; in no order. */
  | { readonly kind: 'specials'; readonly count: number }
  /** A tar, where a folder of its name would be; `path` ends in `/`. */
  | ({ readonly kind: 'shard' } & FoundFile)
  /** `path` ends in `/`. */
  | ({ readonly kind: 'unreadable-folder' } & BlockedFile);

const VANISHED: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR']);
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission to look at the file (EACCES)',
  EPERM: 'no permission to look at the file (EPERM)',
  ENOENT: 'a link to a file that is not there',
  ELOOP: 'a link that leads back to itself',
};

/** Folders by device and inode. */
interface Visited {
  /** From the dataset's folder down to here. */
  readonly ancestors: readonly string[];
  /** Those reached through a link, anywhere: each is walked once, or links among folders would multiply them. */
  readonly linked: Set<string>;
  readonly isInsideLink: boolean;
}

/**
 * Walks a folder and the links in it, reading each folder once more only where a link leads to it. Blocking: for a
 * thread of its own.
 * @param root absolute, as text
 * @throws {WinnowError} folder_missing, no_permission where the root itself cannot be read
 */
export function* walkFolder(root: string): Generator<WalkEntry> {
  const entered = enterFolder(root, { ancestors: [], linked: new Set(), isInsideLink: false }, false);
  if (entered === null)
    throw new WinnowError('folder_missing', `There is no folder ${root} any more. Connect the drive it is on.`);
  if ('failure' in entered) {
    const advice = 'Get permission to read it, or connect the drive it is on, then try again.';
    throw new WinnowError('no_permission', `The folder ${root} cannot be read (${entered.failure}). ${advice}`);
  }
  yield* walkListing(root, '', entered.listing, entered.visited);
}

function* walkListing(root: string, folder: string, listing: FolderListing, visited: Visited): Generator<WalkEntry> {
  if (listing.specials > 0) yield { kind: 'specials', count: listing.specials };
  for (const name of listing.names) {
    const path = folder + name;
    const link = listing.links.get(name);
    if (listing.shards.has(name)) yield* shardFile(root, path, link);
    else if (name.endsWith('/')) yield* walkBelow(root, path, visited, link !== undefined);
    else yield* link === undefined ? plainFile(root, path) : linkedFile(path, link);
  }
}

function* walkBelow(root: string, path: string, visited: Visited, isLink: boolean): Generator<WalkEntry> {
  const entered = enterFolder(joinPath(root, path.slice(0, -1)), visited, isLink);
  if (entered === null) return;
  if ('failure' in entered) yield { kind: 'unreadable-folder', path, reason: entered.failure };
  else yield* walkListing(root, path, entered.listing, entered.visited);
}

/** @returns null where there is nothing to walk: a loop, a folder that links led to before, one that has just gone */
function enterFolder(
  absolute: string,
  visited: Visited,
  isLink: boolean,
): { readonly listing: FolderListing; readonly visited: Visited } | LinkFailure | null {
  try {
    const identity = identityOf(absolute);
    const isInsideLink = isLink || visited.isInsideLink;
    if (visited.ancestors.includes(identity) || (isInsideLink && visited.linked.has(identity))) return null;
    const listing = listFolder(absolute);
    if (isInsideLink) visited.linked.add(identity);
    return { listing, visited: { ...visited, ancestors: [...visited.ancestors, identity], isInsideLink } };
  } catch (error) {
    const failure = errorCode(error);
    return VANISHED.has(failure) ? null : { failure };
  }
}

function* plainFile(root: string, path: string): Generator<WalkEntry> {
  try {
    const stats = lstatSync(fsPath(joinPath(root, path)), { throwIfNoEntry: false });
    if (stats !== undefined) yield* regularFile(path, stats);
  } catch (error) {
    yield { kind: 'blocked', path, reason: reasonOf(errorCode(error)) };
  }
}

/** @param path ends in `/`, which only what is below it has @param link what it leads to, where it is one */
function* shardFile(root: string, path: string, link: Stats | LinkFailure | undefined): Generator<WalkEntry> {
  const file = path.slice(0, -1);
  for (const entry of link === undefined ? plainFile(root, file) : linkedFile(file, link)) {
    if (entry.kind === 'file') yield { ...entry, kind: 'shard', path };
    else if (entry.kind === 'blocked') yield { ...entry, kind: 'unreadable-folder', path };
    else yield entry;
  }
}

function* linkedFile(path: string, target: Stats | LinkFailure): Generator<WalkEntry> {
  if (!('failure' in target)) yield* regularFile(path, target);
  else if (formatOfExtension(extensionOf(path)) === null) yield { kind: 'specials', count: 1 };
  else yield { kind: 'blocked', path, reason: reasonOf(target.failure) };
}

function* regularFile(path: string, stats: Stats): Generator<WalkEntry> {
  if (stats.isFile()) yield { kind: 'file', path, sizeBytes: stats.size, mtimeMs: stats.mtimeMs };
  else yield { kind: 'specials', count: 1 };
}

function reasonOf(code: string): string {
  return REASONS[code] ?? `the file cannot be looked at (${code})`;
}

function identityOf(folder: string): string {
  const { dev, ino } = statSync(fsPath(folder), { bigint: true });
  return `${dev}:${ino}`;
}
