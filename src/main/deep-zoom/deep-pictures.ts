import { randomUUID } from 'node:crypto';
import { mkdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { type DeepTilePlace, type Extent, levelsOf, type Region, regionOf } from '../../shared/deep-zoom.ts';
import { WinnowError } from '../../shared/errors.ts';
import { DEFAULT_LIMITS, type Rendering } from '../../workers/decode/calls.ts';
import type { FilePlace } from '../../workers/decode/file-place.ts';
import type { Compute } from '../jobs/compute.ts';
import { orAborted } from '../jobs/or-aborted.ts';
import { clearLeftFiles } from './clear-left-files.ts';
import { untilGrown } from './grown-file.ts';

/** Bytes of all files together: a hundred megapixels take 300 MB. */
const MOST_BYTES = 2_000_000_000;
/** What is left to others of a disk, in bytes. */
const LEFT_FREE_BYTES = 100_000_000;
/** Where it has transparency. */
const MOST_CHANNELS = 4;

/** A picture of a certain content. */
export interface DeepPicture {
  /** The same for the same content only. */
  readonly key: string;
  readonly place: FilePlace;
  /** Its parts need not be exact to the last bit. */
  readonly isLossy: boolean;
  /** How many it has, as far as is known. */
  readonly pixels: number;
}

/**
 * Large pictures, decoded once each into files of their pixels, from which parts are read in milliseconds, those at the top while the
 * rest is still decoded. Those seen last are kept; what nobody waits for any more is called off.
 */
export interface DeepPictures {
  /** Waits until all of a picture is decoded. @throws {WinnowError} not_found with the decoder's words, compute_crashed, disk_full */
  unpacked(picture: DeepPicture, signal: AbortSignal): Promise<void>;
  /**
   * A part of a picture, as soon as its rows are decoded.
   * @throws {WinnowError} not_found where there is no such part, or the decoder's words; compute_crashed, disk_full
   */
  tile(picture: DeepPicture, place: DeepTilePlace, signal: AbortSignal): Promise<Rendering>;
  /** Deletes the files. */
  close(): Promise<void>;
}

interface Entry {
  readonly file: string;
  readonly whole: Promise<void>;
  readonly stop: AbortController;
  isWhole: boolean;
  /** Expected, until it is whole. */
  sizeBytes: number;
  /** Requests that wait for it or read from it. */
  users: number;
}

export interface DeepPicturesOptions {
  readonly home: string;
  readonly compute: () => Compute;
  readonly mostBytes?: number;
}

/** @param compute the process that decodes, started when it is first needed */
export function createDeepPictures({ home, compute, mostBytes = MOST_BYTES }: DeepPicturesOptions): DeepPictures {
  const above = join(home, 'deep-zoom');
  const folder = join(above, String(process.pid));
  const cleared = clearLeftFiles(above);
  /** Those seen longest ago first. */
  const entries = new Map<string, Entry>();

  async function unpack(file: string, { place, pixels }: DeepPicture, signal: AbortSignal): Promise<number> {
    await cleared;
    await mkdir(folder, { recursive: true });
    await checkRoom(folder, pixels * MOST_CHANNELS);
    try {
      return (await compute().unpack({ ...place, limits: DEFAULT_LIMITS, file }, signal)).sizeBytes;
    } catch (error) {
      await rm(file, { force: true, maxRetries: 5 });
      throw error;
    }
  }

  function begin(picture: DeepPicture): Entry {
    const file = join(folder, `${randomUUID()}.v`);
    const stop = new AbortController();
    const whole = unpack(file, picture, stop.signal).then(
      (sizeBytes) => {
        Object.assign(entry, { sizeBytes, isWhole: true });
        dropOldest();
      },
      (error: unknown) => {
        if (entries.get(picture.key) === entry) entries.delete(picture.key);
        throw error;
      },
    );
    // Whoever waits is told.
    whole.catch(() => undefined);
    const entry: Entry = { file, whole, stop, isWhole: false, sizeBytes: picture.pixels * MOST_CHANNELS, users: 0 };
    return entry;
  }

  /** To be left by `leave`. */
  function enter(picture: DeepPicture): Entry {
    const entry = entries.get(picture.key) ?? begin(picture);
    entry.users++;
    // The newest is the last one.
    entries.delete(picture.key);
    entries.set(picture.key, entry);
    dropOldest();
    return entry;
  }

  function leave({ key }: DeepPicture, entry: Entry): void {
    entry.users--;
    if (entry.users === 0 && !entry.isWhole) {
      if (entries.get(key) === entry) entries.delete(key);
      entry.stop.abort();
    }
    dropOldest();
  }

  /** All but what is in use, and the newest. */
  function dropOldest(): void {
    let bytes = [...entries.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    for (const [key, entry] of [...entries].slice(0, -1)) {
      if (bytes <= mostBytes) return;
      if (entry.users > 0 || !entry.isWhole) continue;
      bytes -= entry.sizeBytes;
      entries.delete(key);
      void rm(entry.file, { force: true, maxRetries: 5 });
    }
  }

  return {
    async unpacked(picture, signal) {
      const entry = enter(picture);
      try {
        await orAborted(entry.whole, signal);
      } finally {
        leave(picture, entry);
      }
    },
    async tile(picture, place, signal) {
      const entry = enter(picture);
      try {
        const { file, whole } = entry;
        const head = await untilGrown(file, whole, (size) => rowsFor(place, size), signal);
        const isExact = !picture.isLossy && place.level === 0;
        const { level } = place;
        return await compute().tile({ file, level, region: regionIn(place, head), isExact, limits: DEFAULT_LIMITS }, signal);
      } finally {
        leave(picture, entry);
      }
    },
    async close() {
      for (const { stop } of entries.values()) stop.abort();
      await Promise.allSettled([...entries.values()].map(({ whole }) => whole));
      entries.clear();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Rows of the picture that a part needs. @throws {WinnowError} not_found */
function rowsFor(place: DeepTilePlace, picture: Extent): number {
  const { top, height } = regionIn(place, picture);
  return Math.min(picture.height, (top + height) * 2 ** place.level);
}

/** @throws {WinnowError} not_found */
function regionIn(place: DeepTilePlace, picture: Extent): Region {
  const levels = levelsOf(picture);
  const region = regionOf(place, levels);
  if (region !== null) return region;
  const { level, column, row } = place;
  const size = levels[level];
  const there = size === undefined ? `levels 0 to ${levels.length - 1}` : `${size.width} × ${size.height} pixels at that level`;
  throw new WinnowError('not_found', `There is no part ${column}, ${row} of level ${level}: the picture has ${there}.`);
}

/** @throws {WinnowError} disk_full, before a disk is filled to the last byte */
async function checkRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize - LEFT_FREE_BYTES;
  if (free >= bytes) return;
  const [needed, there] = [bytes, Math.max(0, free)].map((size) => `${Math.ceil(size / 1_000_000)} MB`);
  throw new WinnowError(
    'disk_full',
    `All pixels of this picture need ${needed} on the disk of WINNOW_HOME, which has ${there} to spare. Free some space, then open it again.`,
  );
}
