import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dataset } from '../dataset/dataset.ts';
import { writerOf } from '../dataset/writer-of.ts';
import type { ReadableDb } from '../db/connection.ts';
import { failureCode } from '../db/storage-error.ts';
import { forgetPlacesFrom, takenPlaces } from '../index/embedding-rows.ts';
import { modelDirectory, type StoredModel } from './stored-models.ts';
import { openVectorFile, rowBytes, VECTORS_FILE, type VectorFile } from './vector-file.ts';

/** A model's file of vectors with the room that is in it. */
export interface ModelVectors extends VectorFile {
  /** @param isNew the model has never seen the sample @returns where its vector goes */
  takePlace(isNew: boolean): number;
}

/**
 * Opens the vectors of a model to write more. Rows of samples that are gone or changed leave room, which new samples are
 * given. A sample never has two vectors at the same place, so that who keeps something made from a vector knows it by sample
 * and place; only where more than half of the file is such room all of it is used again, and what was made from the vectors
 * is dropped before.
 * @param forgetMade called before that: nobody must use what lies in the directory from then on
 */
export async function openModelVectors(
  dataset: Dataset,
  { id, dimensions }: Pick<StoredModel, 'id' | 'dimensions'>,
  forgetMade: () => Promise<void>,
): Promise<ModelVectors> {
  const db = writerOf(dataset);
  const directory = modelDirectory(dataset, id);
  const { end, free } = await roomIn(db, id);
  const isMostlyRoom = free.length > end - free.length;
  // What lies there though no vector counts is of an index that was lost.
  if (isMostlyRoom || end === 0) {
    await forgetMade();
    await removeMade(directory);
  }
  // What freed a place must not be lost with the power after another vector was written there.
  if (free.length > 0) db.pragma('wal_checkpoint(PASSIVE)');
  const file = await openVectorFile(directory, dimensions, end);
  let next = end;
  return {
    ...file,
    takePlace: (isNew) => (isNew || isMostlyRoom ? free.pop() : undefined) ?? next++,
  };
}

/**
 * Forgets which samples had vectors that are not in the file any more, since it was deleted or cut off: they wait again.
 * @param forgetMade as for `openModelVectors`
 */
export async function forgetLostVectors(
  dataset: Dataset,
  { id, dimensions }: Pick<StoredModel, 'id' | 'dimensions'>,
  forgetMade: () => Promise<void>,
): Promise<void> {
  const directory = modelDirectory(dataset, id);
  const rows = Math.floor((await sizeOf(join(directory, VECTORS_FILE))) / rowBytes(dimensions));
  if ((await forgetPlacesFrom(writerOf(dataset), id, rows)) === 0) return;
  await forgetMade();
  await removeMade(directory);
}

/** @returns the number of rows up to the last one that counts, and the places of those before it that do not, last first */
async function roomIn(db: ReadableDb, id: number): Promise<{ readonly end: number; readonly free: number[] }> {
  let isTaken = new Uint8Array(1024);
  let end = 0;
  for await (const places of takenPlaces(db, id)) {
    for (const place of places) {
      if (place >= isTaken.length) {
        const longer = new Uint8Array(2 * (place + 1));
        longer.set(isTaken);
        isTaken = longer;
      }
      isTaken[place] = 1;
      end = Math.max(end, place + 1);
    }
  }
  const free: number[] = [];
  for (let place = end - 1; place >= 0; place--) if (isTaken[place] === 0) free.push(place);
  return { end, free };
}

/** All that lies beside the vectors was made from them. */
async function removeMade(directory: string): Promise<void> {
  for (const name of await namesIn(directory)) {
    if (name !== VECTORS_FILE) await rm(join(directory, name), { recursive: true });
  }
}

async function namesIn(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (failureCode(error) === 'ENOENT') return [];
    throw error;
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (failureCode(error) === 'ENOENT') return 0;
    throw error;
  }
}
