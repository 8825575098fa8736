import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { WinnowError } from '../../shared/errors.ts';
import type { PredictionRun, PredictionState } from '../../shared/prediction.ts';
import { isRunWhole } from '../../workers/predictions/run-files.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { ReadableDb } from '../db/connection.ts';
import { failureCode, storageError } from '../db/storage-error.ts';
import { activeRun, type PredictionRunRow, predictionRun, predictionRuns } from '../index/prediction-runs.ts';

const ADVICE = 'Import predictions, in the page or with "winnow predictions".';

/** Where the numbers of runs lie. @param directory of an index */
export function predictionsDirectory(directory: string): string {
  return join(directory, 'predictions');
}

/** `<index>/predictions/<id>` */
export function runDirectory(directory: string, id: number): string {
  return join(predictionsDirectory(directory), String(id));
}

export async function predictionState({ read, directory }: Pick<Dataset, 'read' | 'directory'>): Promise<PredictionState> {
  const rows = predictionRuns(read);
  const runs = await Promise.all(rows.map((row) => withLoss(row, directory)));
  return { runs, activeId: runs.find(({ isActive }) => isActive)?.id ?? null };
}

async function withLoss({ parameters: _, ...row }: PredictionRunRow, directory: string): Promise<PredictionRun> {
  const shape = { ...row, classes: row.classes.length };
  return { ...row, isLost: !(await isRunWhole(runDirectory(directory, row.id), shape)) };
}

/** @param id absent: the active one @throws {WinnowError} no_predictions where there is none; not_found where there is none of this id */
export function storedRun(db: ReadableDb, id?: number): PredictionRunRow {
  const run = id === undefined ? activeRun(db) : predictionRun(db, id);
  if (run !== null) return run;
  if (id === undefined) throw new WinnowError('no_predictions', `This dataset has no predictions. ${ADVICE}`);
  throw new WinnowError('not_found', `This dataset has no predictions of a run ${id}. It may have been removed.`);
}

/** Of a run whose row is dropped. */
export async function removeRunFiles(directory: string, id: number): Promise<void> {
  const place = runDirectory(directory, id);
  try {
    await rm(place, { recursive: true, force: true });
  } catch (error) {
    throw storageError(error, place);
  }
}

/**
 * Removes what a kill left of runs that were never stored, and of runs that were dropped. Call it as the one writer, while no run
 * is being written.
 */
export async function removeLeftoverRuns(db: ReadableDb, directory: string): Promise<void> {
  const place = predictionsDirectory(directory);
  const known = new Set(predictionRuns(db).map(({ id }) => String(id)));
  try {
    for (const name of await readdir(place)) {
      if (!known.has(name)) await rm(join(place, name), { recursive: true, force: true });
    }
  } catch (error) {
    if (failureCode(error) !== 'ENOENT') throw storageError(error, place);
  }
}
