import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { extensionOf, isImageFormat } from '../decode/formats.ts';
import { SNIFF_BYTES, sniff } from '../decode/sniff.ts';
import type { FoundFile } from '../scan/calls.ts';
import { fsPath } from '../scan/fs-path.ts';
import { hasImageName } from '../scan/is-image-file.ts';
import { errorCode } from '../scan/list-folder.ts';
import { comparePaths } from '../scan/path-order.ts';
import { memberPath } from './member-path.ts';
import { readTar, type TarDamage, type TarMember } from './read-tar.ts';
import { createReadWindow } from './read-window.ts';

/** A tar of pictures, which are read in place. */
export interface ShardFile {
  /** Of the tar, relative to the dataset. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

export interface ShardListing {
  /** Members that are images by name or content, in path order. */
  readonly pictures: readonly FoundFile[];
  /** Other files in it. */
  readonly others: number;
  /** In words. */
  readonly problems: readonly string[];
}

/** What became of a tar that cannot be read; in words, or the system's code. */
export interface UnreadableShard {
  readonly failure: string;
}

type LeftOut = 'link' | 'sparse' | 'outside' | 'unusable' | 'twice';
const WORDS: Readonly<Record<LeftOut, string>> = {
  link: 'links, which are not followed',
  sparse: 'files stored without their holes (sparse), which are not read',
  outside: 'names that lead out of the tar',
  unusable: 'names that no path can have',
  twice: 'names that a later member has too, which is the one used',
};

/** A file that became a FIFO meanwhile must not block. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Lists the pictures of a tar by its headers; of members whose name is no image's the first bytes are looked at too. Blocking:
 * for a thread of its own.
 * @param absolute of the tar, as text
 */
export function listShard(absolute: string, shard: ShardFile): ShardListing | UnreadableShard {
  let file: number | null = null;
  try {
    file = openSync(fsPath(absolute), OPEN_FLAGS);
    const stats = fstatSync(file);
    // Listed as another than it was seen as, it would be taken for unchanged for good.
    if (!stats.isFile() || stats.size !== shard.sizeBytes || stats.mtimeMs !== shard.mtimeMs)
      return { failure: 'it is changing' };
    return listMembers(file, shard);
  } catch (error) {
    return { failure: errorCode(error) };
  } finally {
    if (file !== null) closeSync(file);
  }
}

function listMembers(file: number, shard: ShardFile): ShardListing {
  const pictures = new Map<string, FoundFile>();
  const others = new Set<string>();
  const leftOut = createLeftOut();
  const read = createReadWindow(file);
  const members = readTar(shard.sizeBytes, read);
  for (let step = members.next(); ; step = members.next()) {
    if (step.done === true) return { pictures: inPathOrder(pictures), others: others.size, problems: leftOut.words(step.value) };
    const path = pathOf(step.value, leftOut);
    if (path === null) continue;
    const { sizeBytes, offset } = step.value;
    if (pictures.delete(path) || others.delete(path)) leftOut.add('twice', path);
    const isImage = hasImageName(path) || hasImageBytes(read(offset, Math.min(SNIFF_BYTES, sizeBytes)), path);
    const within = { shard: shard.path, offset };
    if (isImage) pictures.set(path, { path: `${shard.path}/${path}`, sizeBytes, mtimeMs: shard.mtimeMs, within });
    else others.add(path);
  }
}

/** @returns null: it is left out, for a reason or as files of its name are everywhere */
function pathOf({ type, name }: TarMember, leftOut: ReturnType<typeof createLeftOut>): string | null {
  const found = memberPath(name);
  if (found.path === null) {
    if (found.why !== 'skipped') leftOut.add(found.why, Buffer.from(name).toString('utf8'));
    return null;
  }
  if (type === 'file') return found.path;
  leftOut.add(type, found.path);
  return null;
}

function hasImageBytes(head: Uint8Array, path: string): boolean {
  const format = sniff(head, extensionOf(path));
  return format !== null && isImageFormat(format);
}

function inPathOrder(pictures: ReadonlyMap<string, FoundFile>): readonly FoundFile[] {
  return [...pictures.values()].sort((a, b) => comparePaths(a.path, b.path));
}

/** Counts members that are left out, by the reason, with the first name of each. */
function createLeftOut() {
  const counts = new Map<LeftOut, { count: number; readonly first: string }>();
  return {
    add(why: LeftOut, name: string): void {
      const found = counts.get(why);
      if (found === undefined) counts.set(why, { count: 1, first: name });
      else found.count++;
    },
    words(damage: TarDamage): readonly string[] {
      const lists = [...counts].map(
        ([why, { count, first }]) => `${WORDS[why]}: ${count}, as in ${JSON.stringify(first.slice(0, 200))}`,
      );
      return damage === null ? lists : [damage, ...lists];
    },
  };
}
