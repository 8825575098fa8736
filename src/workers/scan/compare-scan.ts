import type { ShardListing, UnreadableShard } from '../tar/list-shard.ts';
import type { BlockedFile, FoundFile, IndexedSample, ScanBatch, ScanTotals } from './calls.ts';
import { mayHoldLabels } from './is-image-file.ts';
import { comparePaths } from './path-order.ts';
import type { IndexRows, RowCursor } from './row-cursor.ts';
import type { WalkEntry } from './walk-folder.ts';

type Growing<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

export interface ScanComparison {
  /** @param isEnough asked now and then @returns how the next stretch of the folder differs from the index */
  next(isEnough: (differences: number) => boolean): ScanBatch;
}

export interface ImageTests {
  readonly hasImageName: (path: string) => boolean;
  /** Null where the file cannot be read. */
  readonly hasImageContent: (path: string) => boolean | null;
}

/** Reads the headers of a tar. */
export type ListShard = (shard: FoundFile) => ShardListing | UnreadableShard;

/**
 * Compares a walk with the rows of the index, both in path order, holding neither in memory.
 * @param tests.hasImageContent only asked about files that are new or changed and whose name is no image's
 * @param listShard only asked about tars that are new or changed
 */
export function compareScan(walk: Iterable<WalkEntry>, rows: IndexRows, tests: ImageTests, listShard: ListShard): ScanComparison {
  const folders = new Map<string, number>();
  const unreadableFolders: string[] = [];
  const metShards = new Set<string>();
  let batch = emptyBatch();
  let seen = 0;
  let ignored = 0;

  /** Rows before the walk's position have no file, unless their folder could not be read. */
  function passRowsBefore(path: string | null): void {
    for (let row = rows.samples.peek(); row !== null && isBefore(row.path, path); row = rows.samples.peek()) {
      if (row.status !== 'missing' && !isBelowUnreadable(row.path)) batch.gone.push(row.id);
      rows.samples.advance();
    }
    for (let row = rows.ignored.peek(); row !== null && isBefore(row.path, path); row = rows.ignored.peek()) {
      if (!isBelowUnreadable(row.path)) batch.forgotten.push(row.path);
      rows.ignored.advance();
    }
  }

  function isBelowUnreadable(path: string): boolean {
    const last = unreadableFolders[unreadableFolders.length - 1];
    return last !== undefined && path.startsWith(last);
  }

  function isBelowAnyUnreadable(path: string): boolean {
    return unreadableFolders.some((folder) => path.startsWith(folder));
  }

  function meetFile(file: FoundFile): void {
    const row = take(rows.samples, file.path);
    const remembered = take(rows.ignored, file.path);
    if (row !== null) meetSample(row, file);
    else if (file.within !== undefined || tests.hasImageName(file.path)) meetNewImage(file, remembered);
    else if (remembered !== null && isSameFile(remembered, file)) meetIgnored(file);
    else meetUnknown(file, remembered);
  }

  function meetSample(row: IndexedSample, file: FoundFile): void {
    countImage(file.path);
    if (!isSameFile(row, file)) batch.changed.push({ ...foundOf(file), id: row.id });
    else if (row.status === 'missing') batch.returned.push(row.id);
    else if (row.status === 'unreadable') batch.retried.push(row.id);
  }

  function meetNewImage(file: FoundFile, remembered: FoundFile | null): void {
    countImage(file.path);
    if (remembered !== null) batch.forgotten.push(file.path);
    batch.added.push(foundOf(file));
  }

  function meetUnknown(file: FoundFile, remembered: FoundFile | null): void {
    const isImage = tests.hasImageContent(file.path);
    if (isImage === true) {
      meetNewImage(file, remembered);
      return;
    }
    meetIgnored(file);
    // One that could not be read is looked at again next time.
    if (isImage === false) batch.ignored.push(foundOf(file));
  }

  function meetIgnored(file: FoundFile): void {
    ignored++;
    if (mayHoldLabels(file.path)) batch.labelFiles.push(foundOf(file));
  }

  function meetBlocked({ path, reason }: BlockedFile): void {
    const row = take(rows.samples, path);
    if (row === null && !tests.hasImageName(path)) {
      ignored++;
      return;
    }
    countImage(path);
    if (row?.status !== 'unreadable') batch.blocked.push({ path, reason, id: row?.id ?? null });
  }

  function countImage(path: string): void {
    seen++;
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    folders.set(folder, (folders.get(folder) ?? 0) + 1);
  }

  /** Goes through the folder, stopping after each file for whoever wants to know what there is so far. */
  function* goThrough(): Generator<void> {
    for (const entry of walk) {
      if (entry.kind === 'specials') ignored += entry.count;
      else {
        passRowsBefore(entry.path);
        if (entry.kind === 'shard') yield* meetShard(entry);
        else if (entry.kind === 'file') meetFile(entry);
        else if (entry.kind === 'blocked') meetBlocked(entry);
        else unreadableFolders.push(entry.path);
      }
      yield;
    }
    passRowsBefore(null);
    for (const path of rows.shards.keys()) if (!metShards.has(path) && !isBelowAnyUnreadable(path)) batch.goneShards.push(path);
  }

  function* meetShard({ path: folder, ...file }: FoundFile): Generator<void> {
    const shard = { ...file, path: folder.slice(0, -1) };
    metShards.add(shard.path);
    const known = rows.shards.get(shard.path);
    if (known !== undefined && isSameFile(known, shard)) {
      yield* meetKnownMembers(folder);
      meetOthers(shard, known.others);
      return;
    }
    const listing = listShard(shard);
    if ('failure' in listing) {
      unreadableFolders.push(folder);
      return;
    }
    const { pictures, others, problems } = listing;
    for (const picture of pictures) {
      passRowsBefore(picture.path);
      meetFile(picture);
      yield;
    }
    meetOthers(shard, others);
    batch.shards.push({ ...foundOf(shard), pictures: pictures.length, others, problems });
  }

  /** What is no picture in a tar may be labels of those. */
  function meetOthers(shard: FoundFile, others: number): void {
    ignored += others;
    if (others > 0) batch.labelFiles.push(foundOf(shard));
  }

  /** The rows tell what is in a tar that has not changed; a missing one was in it when it was another. */
  function* meetKnownMembers(folder: string): Generator<void> {
    for (let row = rows.samples.peek(); row?.path.startsWith(folder) === true; row = rows.samples.peek()) {
      rows.samples.advance();
      if (row.status !== 'missing') meetSample(row, row);
      yield;
    }
  }

  function totals(): ScanTotals {
    return {
      ignored,
      folders: [...folders].map(([path, images]) => ({ path, images })),
      unreadableFolders: unreadableFolders.map((path) => path.slice(0, -1)),
    };
  }

  const steps = goThrough();
  return {
    next(isEnough) {
      batch = emptyBatch();
      while (steps.next().done !== true) if (isEnough(differencesOf(batch))) return { ...batch, seen };
      return { ...batch, seen, totals: totals() };
    },
  };
}

/** @param end null: past everything */
function isBefore(path: string, end: string | null): boolean {
  return end === null || (path !== end && comparePaths(path, end) < 0);
}

function take<R extends { readonly path: string }>(rows: RowCursor<R>, path: string): R | null {
  const row = rows.peek();
  if (row === null || row.path !== path) return null;
  rows.advance();
  return row;
}

function isSameFile(row: FoundFile, file: FoundFile): boolean {
  return row.sizeBytes === file.sizeBytes && row.mtimeMs === file.mtimeMs;
}

function foundOf({ path, sizeBytes, mtimeMs, within }: FoundFile): FoundFile {
  return { path, sizeBytes, mtimeMs, ...(within === undefined ? {} : { within }) };
}

function emptyBatch(): Growing<ScanBatch> {
  return {
    added: [],
    changed: [],
    returned: [],
    retried: [],
    blocked: [],
    gone: [],
    ignored: [],
    labelFiles: [],
    forgotten: [],
    shards: [],
    goneShards: [],
    seen: 0,
    totals: null,
  };
}

function differencesOf(batch: ScanBatch): number {
  return (
    batch.added.length +
    batch.changed.length +
    batch.gone.length +
    batch.ignored.length +
    batch.labelFiles.length +
    batch.forgotten.length +
    batch.shards.length
  );
}
