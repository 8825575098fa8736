import { writeFile } from 'node:fs/promises';
import type { FileMode } from '../../shared/export.ts';
import { DEFAULT_LIMITS } from '../../workers/decode/calls.ts';
import { contentHash } from '../../workers/decode/content-hash.ts';
import { filePlace } from '../dataset/file-place.ts';
import { absolutePath } from '../dataset/paths.ts';
import type { ReadableDb } from '../db/connection.ts';
import type { ExportLayout } from './export-layout.ts';
import type { ExportSource } from './export-order.ts';
import { placeFile, whatIsWrong } from './files.ts';
import { type PlacedSample, rowAsWritten } from './placed-sample.ts';
import type { ExportPlan } from './plan-export.ts';
import { placeStripped } from './strip/place-stripped.ts';
import type { TargetFiles } from './target-files.ts';

export interface PutTask {
  readonly db: ReadableDb;
  readonly layout: ExportLayout;
  readonly files: FileMode;
  /** The dataset's folder. */
  readonly from: string;
  /** The unfinished export. */
  readonly to: string;
  readonly stripPrivate: boolean;
  readonly change: ExportSource['change'];
  readonly plan: ExportPlan;
}

/** Writes a sample's file and what goes with it, and notes in it what came of that. Not of one that is left out. */
export async function putSample(sample: PlacedSample, task: PutTask, target: TargetFiles, signal: AbortSignal): Promise<void> {
  if (task.files !== 'none') await putFile(sample, task.files, task, target, signal);
  if (sample.wrong !== null) return;
  const file = task.layout.sidecar?.(rowAsWritten(sample, task.plan)) ?? null;
  if (file !== null) sample.sidecar = { path: file.path, sha256: await target.write(file) };
}

async function putFile(
  sample: PlacedSample,
  mode: Exclude<FileMode, 'none'>,
  { db, from, to, stripPrivate, change }: PutTask,
  target: TargetFiles,
  signal: AbortSignal,
): Promise<void> {
  const { row, place } = sample;
  if (place === null) return;
  const source = { place: filePlace(db, from, row.path), sizeBytes: row.sizeBytes };
  const file = absolutePath(to, place);
  const asIndexed = { sha256: row.contentHash ?? '', sizeBytes: row.sizeBytes };
  if (sample.change !== null) {
    await target.prepare(place, null);
    const { steps, format } = sample.change;
    sample.wrong = await whatIsWrong(source);
    if (sample.wrong !== null) return;
    const { bytes } = await change({ ...source.place, limits: DEFAULT_LIMITS, steps, format }, signal);
    await writeFile(file, bytes, { flag: 'wx' });
    sample.written = { sha256: Buffer.from(await contentHash(bytes)).toString('hex'), sizeBytes: bytes.length };
    sample.transformations = [...sample.transformations, ...steps];
    return;
  }
  if (stripPrivate) {
    await target.prepare(place, null);
    const { wrong, written, transformation } = await placeStripped(source, row.contentHash, file);
    sample.wrong = wrong;
    sample.written = written ?? asIndexed;
    if (transformation !== null) sample.transformations = [...sample.transformations, transformation];
    return;
  }
  // A link to an original tells nothing of how far a run had come: it is made again.
  const isThere = await target.prepare(place, mode === 'copy' ? row.contentHash : null);
  if (!isThere) sample.wrong = await placeFile(mode, source, file);
  sample.written = asIndexed;
}
