import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type DeepTilePlace, type Extent, levelsOf, regionOf } from '../../shared/deep-zoom.ts';
import { WinnowError } from '../../shared/errors.ts';
import { DEFAULT_LIMITS, type Rendering } from '../../workers/decode/calls.ts';
import type { FilePlace } from '../../workers/decode/file-place.ts';
import type { Compute } from '../jobs/compute.ts';
import { orAborted } from '../jobs/or-aborted.ts';
import { clearLeftPyramids } from './clear-left-pyramids.ts';

/** Bytes of all pyramids on the disk: a hundred megapixels take 400 MB. */
const MOST_BYTES = 2_000_000_000;

/** A picture of a certain content. */
export interface DeepPicture {
  /** The same for the same content only. */
  readonly key: string;
  readonly place: FilePlace;
}

/** Large pictures, decoded once each into files from which parts are read in milliseconds; those seen last are kept. */
export interface Pyramids {
  /**
   * A part of a picture, decoded first where it is not there yet; the signal calls off what nobody waits for any more.
   * @throws {WinnowError} not_found where there is no such part, or the decoder's words; compute_crashed, disk_full
   */
  tile(picture: DeepPicture, place: DeepTilePlace, signal: AbortSignal): Promise<Rendering>;
  /** Deletes the files. */
  close(): Promise<void>;
}

interface Pyramid {
  readonly file: string;
  readonly levels: readonly Extent[];
  readonly sizeBytes: number;
  readonly isExact: boolean;
}

interface Entry {
  readonly pyramid: Promise<Pyramid>;
  /** Calls off what is not begun yet. */
  readonly stop: AbortController;
  sizeBytes: number;
  /** Requests that wait for it or read from it. */
  users: number;
}

export interface PyramidsOptions {
  readonly home: string;
  readonly compute: () => Compute;
  readonly mostBytes?: number;
}

/** @param compute the process that decodes, started when it is first needed */
export function createPyramids({ home, compute, mostBytes = MOST_BYTES }: PyramidsOptions): Pyramids {
  const folder = join(home, 'pyramids', String(process.pid));
  /** Those seen longest ago first. */
  const entries = new Map<string, Entry>();
  let isCleared: Promise<void> | null = null;

  async function build(place: FilePlace, signal: AbortSignal): Promise<Pyramid> {
    isCleared ??= clearLeftPyramids(join(home, 'pyramids'));
    await isCleared;
    await mkdir(folder, { recursive: true });
    const file = join(folder, `${randomUUID()}.tif`);
    try {
      const { width, height, sizeBytes, isExact } = await compute().pyramid({ ...place, limits: DEFAULT_LIMITS, file }, signal);
      return { file, levels: levelsOf({ width, height }), sizeBytes, isExact };
    } catch (error) {
      await rm(file, { force: true });
      throw error;
    }
  }

  function entryOf({ key, place }: DeepPicture): Entry {
    const known = entries.get(key);
    if (known !== undefined) {
      entries.delete(key);
      entries.set(key, known);
      return known;
    }
    const stop = new AbortController();
    const entry: Entry = { pyramid: build(place, stop.signal), stop, sizeBytes: 0, users: 0 };
    entries.set(key, entry);
    entry.pyramid.then(
      ({ sizeBytes }) => {
        entry.sizeBytes = sizeBytes;
        dropOldest();
      },
      () => {
        if (entries.get(key) === entry) entries.delete(key);
      },
    );
    return entry;
  }

  /** All but what is in use, and the newest. */
  function dropOldest(): void {
    let bytes = [...entries.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    for (const [key, entry] of [...entries].slice(0, -1)) {
      if (bytes <= mostBytes) return;
      if (entry.users > 0 || entry.sizeBytes === 0) continue;
      bytes -= entry.sizeBytes;
      entries.delete(key);
      void entry.pyramid.then(({ file }) => rm(file, { force: true, maxRetries: 5 }));
    }
  }

  function leave(entry: Entry): void {
    entry.users--;
    if (entry.users === 0 && entry.sizeBytes === 0) entry.stop.abort();
    dropOldest();
  }

  /** To be left by `leave`. */
  async function readyEntry(picture: DeepPicture, signal: AbortSignal): Promise<Entry> {
    for (;;) {
      const entry = entryOf(picture);
      entry.users++;
      try {
        await orAborted(entry.pyramid, signal);
        return entry;
      } catch (error) {
        const isCalledOff = entry.stop.signal.aborted && !signal.aborted;
        leave(entry);
        // By those who waited before: begun anew for this one.
        if (!isCalledOff) throw error;
      }
    }
  }

  return {
    async tile(picture, place, signal) {
      const entry = await readyEntry(picture, signal);
      try {
        const { file, levels, isExact } = await entry.pyramid;
        const region = regionOf(place, levels);
        if (region === null) throw noSuchPart(place, levels);
        const { level } = place;
        return await compute().tile({ file, level, region, isExact: isExact && level === 0, limits: DEFAULT_LIMITS }, signal);
      } finally {
        leave(entry);
      }
    },
    async close() {
      for (const { stop } of entries.values()) stop.abort();
      entries.clear();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function noSuchPart({ level, column, row }: DeepTilePlace, levels: readonly Extent[]): WinnowError {
  const size = levels[level];
  const there = size === undefined ? `levels 0 to ${levels.length - 1}` : `${size.width} × ${size.height} pixels at that level`;
  return new WinnowError('not_found', `There is no part ${column}, ${row} of level ${level}: the picture has ${there}.`);
}
