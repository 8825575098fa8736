import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { assertNever, WinnowError } from '../../shared/errors.ts';
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
  readLabelFile,
  readRefused,
  writeRefused,
} from '../index/boxes.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { readSampleLookup } from '../predictions/match-samples.ts';
import { createAnnotationRows } from './annotation-rows.ts';
import { createSetSinks } from './create-set-sinks.ts';
import { type FoundLabels, findLabelFiles, labelFilesAt } from './find-label-files.ts';
import type { LabelFile, LabelFileSet } from './label-reader.ts';
import { LABEL_READERS } from './label-readers.ts';
import { tellRefusals } from './tell-refusals.ts';

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
  const inFolder = await findLabelFiles(dataset.folder, scanned.labelFiles);
  const refused = await tellRefusals(inFolder.left, scanned.folders);
  const isNew = JSON.stringify(readRefused(dataset.read)) !== JSON.stringify(refused);
  if (isNew) writeRefused(writerOf(dataset), refused);
  const summaries = await importFound(dataset, inFolder, context);
  if (isNew) await dataset.changed(new Uint32Array(0));
  return { summaries, refused };
}

async function importFound(dataset: Dataset, inFolder: FoundLabels, context: JobContext): Promise<readonly LabelFilesSummary[]> {
  const db = writerOf(dataset);
  const before = appliedBoxSource(db);
  const chosen = readLabelFile(db);
  const found = chosen === null ? inFolder : await chosenFiles(chosen);
  if (found === 'lost') return before?.summaries ?? [];
  const fingerprint = fingerprintOf(found.sets);
  if ((before?.fingerprint ?? '') === fingerprint && !areLabelsStale(db)) return before?.summaries ?? [];
  const read = found.sets.length === 0 ? null : await readAll(dataset, db, found.sets, fingerprint, context);
  const isOurs = read?.summaries.some(({ samples }) => samples > 0) === true || !found.isOutside;
  const applied = read !== null && isOurs ? read : null;
  applyBoxSource(db, applied);
  await dropUnapplied(db);
  if (applied !== null || before !== null) {
    await renewPlaces(db);
    await dataset.changed(null);
  }
  return applied?.summaries ?? [];
}

/** A file that was named and is gone takes nothing away. */
async function chosenFiles(path: string): Promise<FoundLabels | 'lost'> {
  try {
    return await labelFilesAt(path);
  } catch (error) {
    if (error instanceof WinnowError) return 'lost';
    throw error;
  }
}

function fingerprintOf(sets: readonly LabelFileSet[]): string {
  if (sets.length === 0) return '';
  const hash = createHash('sha256');
  for (const { format, files } of sets) {
    hash.update(`\n${format}`);
    for (const { path, sizeBytes, mtimeMs } of files) hash.update(`\0${path}\0${sizeBytes}\0${mtimeMs}`);
  }
  return hash.digest('hex');
}

async function dropUnapplied(db: WritableDb): Promise<void> {
  while (dropUnappliedBoxes(db)) await nextTurn();
}

async function readAll(
  dataset: Dataset,
  db: WritableDb,
  sets: readonly LabelFileSet[],
  fingerprint: string,
  { signal, report }: JobContext,
): Promise<{ readonly id: number; readonly summaries: readonly LabelFilesSummary[] }> {
  await dropUnapplied(db);
  report({ stage: 'Reading labels', done: 0, total: 100 });
  const lookup = await readSampleLookup(db, dataset.folder, signal);
  const id = beginBoxSource(db, fingerprint);
  const rows = createAnnotationRows(db, id, signal);
  const sinks = createSetSinks(db, lookup, rows, signal);
  const summaries: LabelFilesSummary[] = [];
  for (const [place, set] of sets.entries()) {
    const { sink, summary } = sinks.next(set, (share) => {
      report({ done: Math.round((100 * (place + share)) / sets.length), total: 100 });
    });
    const reader = LABEL_READERS.find(({ format }) => format === set.format) ?? assertNever(set.format as never);
    try {
      await reader.read(set, { folder: dataset.folder, sink, signal });
    } catch (error) {
      if (!(error instanceof WinnowError)) throw error;
      sink.problem('bad-file', error.message);
    }
    summaries.push(summary());
  }
  rows.flush();
  return { id, summaries };
}
