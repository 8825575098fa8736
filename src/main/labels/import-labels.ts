import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { WinnowError } from '../../shared/errors.ts';
import type { RefusedFormat } from '../../shared/known-refusals.ts';
import type { LabelFilesSummary } from '../../shared/label-files.ts';
import type { FolderCount } from '../../workers/scan/calls.ts';
import { renewPlaces } from '../dataset/apply-layout.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writerOf } from '../dataset/writer-of.ts';
import type { WritableDb } from '../db/connection.ts';
import {
  appliedBoxSource,
  applyBoxSource,
  areLabelsStale,
  beginBoxSource,
  dropUnappliedBoxes,
  readRefused,
  writeRefused,
} from '../index/boxes.ts';
import { EVERY_LABEL, readLabelChoice } from '../index/label-choice.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { readSampleLookup } from '../predictions/match-samples.ts';
import { createAnnotationRows } from './annotation-rows.ts';
import { type FoundLabels, findLabelFiles } from './find-label-files.ts';
import type { LabelFile, LabelFileSet } from './label-reader.ts';
import { oursOf } from './preview-labels.ts';
import { readLabelSets } from './read-label-sets.ts';
import { tellRefusals } from './tell-refusals.ts';

/** Files whose names are hashed without a pause: about a millisecond. */
const HASHED_AT_ONCE = 1000;

/** What a scan has found. */
export interface ScannedFiles {
  /** Files of the folder that may be annotations, absolute. */
  readonly labelFiles: readonly LabelFile[];
  /** Folders that hold pictures directly. */
  readonly folders: readonly FolderCount[];
}

export interface ImportedLabels {
  /** Of each set of files; none: there are none. */
  readonly summaries: readonly LabelFilesSummary[];
  readonly refused: readonly RefusedFormat[];
}

/**
 * Brings what annotation files say up to date with the files in the folder or beside it, or with those that a person named. All
 * of them are read anew where any file or sample changed; until that is done queries see what was there before.
 * @throws AbortError
 */
export async function importLabels(dataset: Dataset, scanned: ScannedFiles, context: JobContext): Promise<ImportedLabels> {
  const { found, isLost } = await findChosen(dataset, scanned.labelFiles);
  const refused = await tellRefusals(found.left, scanned.folders);
  const isNew = JSON.stringify(readRefused(dataset.read)) !== JSON.stringify(refused);
  if (isNew) writeRefused(writerOf(dataset), refused);
  const before = appliedBoxSource(writerOf(dataset));
  const summaries = isLost ? (before?.summaries ?? []) : await importFound(dataset, found, context);
  if (isNew) await dataset.changed(new Uint32Array(0));
  return { summaries, refused };
}

async function importFound(dataset: Dataset, found: FoundLabels, context: JobContext): Promise<readonly LabelFilesSummary[]> {
  const db = writerOf(dataset);
  const before = appliedBoxSource(db);
  const fingerprint = await fingerprintOf(found.sets);
  if ((before?.fingerprint ?? '') === fingerprint && !areLabelsStale(db)) return before?.summaries ?? [];
  const read = found.sets.length === 0 ? null : await readAll(dataset, db, found, fingerprint, context);
  applyBoxSource(db, read);
  await dropUnapplied(db);
  if (read !== null || before !== null) {
    await renewPlaces(db);
    await dataset.changed(null);
  }
  return read?.summaries ?? [];
}

/** A file that was named and is gone takes nothing away. */
async function findChosen(
  dataset: Dataset,
  inside: readonly LabelFile[],
): Promise<{ readonly found: FoundLabels; readonly isLost: boolean }> {
  const choice = readLabelChoice(writerOf(dataset));
  try {
    return { found: await findLabelFiles(dataset.folder, inside, choice), isLost: false };
  } catch (error) {
    if (!(error instanceof WinnowError) || choice.files.length === 0) throw error;
    return { found: await findLabelFiles(dataset.folder, inside, EVERY_LABEL), isLost: true };
  }
}

async function fingerprintOf(sets: readonly LabelFileSet[]): Promise<string> {
  if (sets.length === 0) return '';
  const hash = createHash('sha256');
  for (const { format, files } of sets) {
    hash.update(`\n${format}`);
    for (let start = 0; start < files.length; start += HASHED_AT_ONCE) {
      const some = files.slice(start, start + HASHED_AT_ONCE);
      hash.update(some.map(({ path, sizeBytes, mtimeMs }) => `\0${path}\0${sizeBytes}\0${mtimeMs}`).join(''));
      await nextTurn();
    }
  }
  return hash.digest('hex');
}

async function dropUnapplied(db: WritableDb): Promise<void> {
  while (dropUnappliedBoxes(db)) await nextTurn();
}

/** @returns null where none of them is about this dataset */
async function readAll(
  dataset: Dataset,
  db: WritableDb,
  { sets, isOutside }: FoundLabels,
  fingerprint: string,
  { signal, report }: JobContext,
): Promise<{ readonly id: number; readonly summaries: readonly LabelFilesSummary[] } | null> {
  await dropUnapplied(db);
  report({ stage: 'Reading labels', done: 0, total: 100 });
  const lookup = await readSampleLookup(db, dataset.folder, signal);
  const ours = isOutside ? await oursOf(sets, { db, lookup, signal }) : sets;
  if (ours.length === 0) return null;
  const id = beginBoxSource(db, fingerprint);
  const rows = createAnnotationRows(db, id, signal);
  const onProgress = (share: number): void => report({ done: Math.round(100 * share), total: 100 });
  const summaries = await readLabelSets(ours, { db, lookup, rows, signal, onProgress });
  rows.flush();
  return { id, summaries };
}
