import { type FileHandle, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { encodeFrame } from '../../shared/frame.ts';
import { HALF_BYTES } from './half-rows.ts';
import { readFrame, writeWhole } from './model-files.ts';

/**
 * Points of a half-whitened space, so that they are not projected again each time it is opened: half precision, at the
 * places of the vectors. A second file says whose point is at each place; it is written last.
 */
const POINTS = 'points.f16';
const OWNERS = 'points.frame';

const headerSchema = z.object({ fit: z.string() });

/** @returns whose point of this fit is at each place, 0: nobody's; null where there are none, or not all of them */
export async function readPointOwners(directory: string, fit: string, dimensions: number): Promise<Uint32Array | null> {
  const frame = await readFrame(directory, OWNERS);
  const parsed = headerSchema.safeParse(frame?.header);
  const owners = frame?.columns.owners;
  if (!parsed.success || parsed.data.fit !== fit || !(owners instanceof Uint32Array)) return null;
  const found = await stat(pointsFile(directory)).catch(() => null);
  return (found?.size ?? 0) >= owners.length * dimensions * HALF_BYTES ? owners : null;
}

export function pointsFile(directory: string): string {
  return join(directory, POINTS);
}

export interface PointWriter {
  /** Keeps a point at each place. */
  write(places: Uint32Array, points: Float16Array): Promise<void>;
  /** Says whose they are: from then on they count. */
  finish(owners: Uint32Array, fit: string): Promise<void>;
  close(): Promise<void>;
}

/** @param dimensions of the space @param isNew what is there is of another fit */
export async function openPointWriter(directory: string, dimensions: number, isNew: boolean): Promise<PointWriter> {
  if (isNew) await writeWhole(directory, OWNERS, encodeFrame({ fit: '' }, { owners: new Uint32Array(0) }));
  const handle = await open(pointsFile(directory), isNew ? 'w' : 'a').then(async (made) => {
    await made.close();
    return open(pointsFile(directory), 'r+');
  });
  return {
    write: (places, points) => writeRuns(handle, places, points, dimensions),
    async finish(owners, fit) {
      await handle.datasync();
      const end = owners.findLastIndex((owner) => owner !== 0) + 1;
      await writeWhole(directory, OWNERS, encodeFrame({ fit }, { owners: owners.subarray(0, end) }));
    },
    close: () => handle.close(),
  };
}

/** Points whose places follow each other are written at once. */
async function writeRuns(handle: FileHandle, places: Uint32Array, points: Float16Array, dimensions: number): Promise<void> {
  const bytes = new Uint8Array(points.buffer, points.byteOffset, points.byteLength);
  const rowBytes = dimensions * HALF_BYTES;
  for (let from = 0, to = 1; from < places.length; from = to, to++) {
    while (to < places.length && places[to] === (places[to - 1] as number) + 1) to++;
    const run = bytes.subarray(from * rowBytes, to * rowBytes);
    for (let done = 0; done < run.length; ) {
      const position = (places[from] as number) * rowBytes + done;
      done += (await handle.write(run, done, run.length - done, position)).bytesWritten;
    }
  }
}
