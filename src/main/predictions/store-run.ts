import { randomUUID } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { WinnowError } from '../../shared/errors.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writerOf } from '../dataset/writer-of.ts';
import type { WritableDb } from '../db/connection.ts';
import { storageError } from '../db/storage-error.ts';
import {
  activateRun,
  dropRun,
  insertRun,
  type NewPredictionRun,
  type PredictionRunRow,
  predictionRunNamed,
} from '../index/prediction-runs.ts';
import { predictionsDirectory, removeLeftoverRuns, runDirectory, storedRun } from './stored-runs.ts';
import { type RunArrays, writeRunFiles } from './write-run-files.ts';

export interface NewRun extends Pick<NewPredictionRun, 'name' | 'source' | 'origin' | 'runId' | 'parameters'> {
  readonly arrays: RunArrays;
  /** A run of the same name gives way to it; else the name must be free. */
  readonly isReplacing: boolean;
}

/**
 * Keeps a run: its files first, aside and synced, then its row. Killed in between, there is no run, and what is left of the
 * files goes when the index is opened next. The first run of a dataset becomes the active one; one that replaces the active
 * one, too. Queries see it when this resolves.
 * @throws {WinnowError} read_only, disk_full; bad_request where the name is taken; AbortError
 */
export async function storeRun(dataset: Dataset, run: NewRun, signal: AbortSignal): Promise<PredictionRunRow> {
  const db = writerOf(dataset);
  if (!run.isReplacing) expectFreeName(db, run.name);
  await removeLeftoverRuns(db, dataset.directory);
  const aside = join(predictionsDirectory(dataset.directory), `.partial-${randomUUID()}`);
  try {
    await writeRunFiles(aside, run.arrays, signal);
    const id = commitRun(db, dataset.directory, aside, run);
    await dataset.changed(null, 'predictions');
    // The files of a run that gave way; nobody reads them any more.
    await removeLeftoverRuns(db, dataset.directory);
    return storedRun(db, id);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    throw storageError(error, predictionsDirectory(dataset.directory));
  }
}

/** The files get their place within the transaction: a row never stands without them. */
function commitRun(db: WritableDb, directory: string, aside: string, { arrays, ...run }: NewRun): number {
  return db.transaction(() => {
    const before = predictionRunNamed(db, run.name);
    if (before !== null && !run.isReplacing) throw nameTaken(run.name);
    if (before !== null) dropRun(db, before.id);
    const id = insertRun(db, {
      ...run,
      classes: arrays.classes,
      samples: arrays.ids.length,
      hasProbabilities: arrays.probabilities !== null,
      boxes: arrays.boxes?.ids.length ?? null,
      hasConfidence: arrays.confidence.some((value) => !Number.isNaN(value)),
      hasInfluence: arrays.influence !== undefined,
      createdMs: Date.now(),
    });
    if (before?.isActive === true) activateRun(db, id);
    const place = runDirectory(directory, id);
    // Of a transaction that was rolled back: its id is given again.
    rmSync(place, { recursive: true, force: true });
    renameSync(aside, place);
    return id;
  })();
}

/** The name, or with the least number behind it that makes it free: `resnet`, `resnet 2`. */
export function freeRunName(db: WritableDb, wanted: string): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted} ${number}`;
    if (predictionRunNamed(db, name) === null) return name;
  }
}

/** @throws {WinnowError} bad_request */
export function expectFreeName(db: WritableDb, name: string): void {
  if (predictionRunNamed(db, name) !== null) throw nameTaken(name);
}

/** For runs that give way to a newer one of the same name. @throws {WinnowError} bad_request where one of another source has it */
export function expectOwnName(db: WritableDb, name: string, source: PredictionRunRow['source']): void {
  const before = predictionRunNamed(db, name);
  if (before !== null && before.source !== source) throw nameTaken(name);
}

function nameTaken(name: string): WinnowError {
  return new WinnowError(
    'bad_request',
    `There are predictions named "${name}" already. Remove them first, or choose another name.`,
  );
}
