import type { ExportRequest } from '../../shared/api.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { ExportFormat, ExportSummary, Manifest, StripCounts } from '../../shared/export.ts';
import { FORMATS, saysOf } from '../../shared/export-formats.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { UnreadableFile } from '../../workers/decode/read-file.ts';
import { absoluteBytes } from '../dataset/paths.ts';
import type { ReadableDb } from '../db/connection.ts';
import { hasGivenBoxes } from '../index/boxes.ts';
import { openSnapshot, readContentHash } from '../index/export-rows.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { type CopyOutcome, copySamples } from './copy-samples.ts';
import { hashFile } from './file-hash.ts';
import { layoutOf } from './layout-of.ts';
import { writeManifest } from './manifest.ts';
import { checkOutput, discard, makePartial, type OutputFolder, publish } from './output-folder.ts';
import { pathStyle } from './path-style.ts';
import { type ExportPlan, planExport } from './plan-export.ts';
import { type ClassList, chooseSamples, type SplitPlan } from './sample-choice.ts';
import { createSourceProblems } from './source-problems.ts';
import { systemCode } from './system-code.ts';
import { verifyExport } from './verify.ts';

/** Where an export comes from. */
export interface ExportSource {
  readonly read: ReadableDb;
  readonly folder: string;
  readonly datasetId: DatasetId;
  /** Of Winnow, for the manifest. */
  readonly version: string;
}

export interface ExportOrder extends Pick<ExportRequest, 'out' | 'format' | 'files' | 'paths' | 'stripPrivate'> {
  /** What the query answered, in any order. */
  readonly ids: Uint32Array;
  readonly queryText: string;
  /** Absent: every sample stays in the split it is in, and nothing is said of them. */
  readonly split?: SplitPlan;
  /** Absent: the classes there are. */
  readonly classes?: ClassList | undefined;
}

/** What `exportDataset` would do. Refuses what it would refuse. */
export async function dryRunExport(source: ExportSource, order: ExportOrder, context: JobContext): Promise<ExportSummary> {
  const started = performance.now();
  checkStrip(order);
  const place = await checkOutput(order.out, source.folder);
  const db = openSnapshot(source.read.name);
  try {
    const { plan } = await planOrder(db, order, context.signal);
    return summarise(order, place, plan, { dryRun: true, verified: 0, started, stripped: null });
  } finally {
    db.close();
  }
}

/**
 * Writes a new dataset: one state of the index, whatever is decided meanwhile. It is made in a folder of its own beside
 * the place it is for, every file is read again and compared with the index, and only then it gets its name. Whatever
 * stops it, nothing of it is left under that name.
 * @throws {WinnowError} output_exists, no_permission, bad_request, disk_full, export_failed, verification_failed
 */
export async function exportDataset(source: ExportSource, order: ExportOrder, context: JobContext): Promise<ExportSummary> {
  const started = performance.now();
  checkStrip(order);
  const place = await checkOutput(order.out, source.folder);
  const partial = await makePartial(place);
  try {
    const { plan, stripped } = await fillExport(source, order, partial, context);
    context.report({ stage: 'Verifying' });
    await verifyCopies(source, partial, context);
    context.signal.throwIfAborted();
    await publish(partial, place);
    const verified = order.files === 'none' ? 0 : plan.exported;
    return summarise(order, place, plan, { dryRun: false, verified, started, stripped });
  } catch (error) {
    await discard(partial);
    throw inWords(error, place);
  }
}

/**
 * Metadata can be taken out of copies only: links share the bytes of the originals.
 * @throws {WinnowError} bad_request
 */
export function checkStrip({ files, stripPrivate }: Pick<ExportOrder, 'files' | 'stripPrivate'>): void {
  if (stripPrivate !== true || files === 'copy') return;
  const why = files === 'none' ? 'no files are written' : 'links share the bytes of the originals, which are never changed';
  throw new WinnowError(
    'bad_request',
    `Private metadata can be stripped from copies only: with "${files}", ${why}. Export with copies.`,
  );
}

interface Filled {
  readonly plan: ExportPlan;
  readonly stripped: StripCounts | null;
}

async function fillExport(source: ExportSource, order: ExportOrder, partial: string, context: JobContext): Promise<Filled> {
  const db = openSnapshot(source.read.name);
  try {
    const { choice, plan, withBoxes } = await planOrder(db, order, context.signal);
    context.report({ stage: 'Copying files', done: 0, total: plan.exported });
    const { format, files, paths: style, out, stripPrivate = false } = order;
    const pathOf = pathStyle({ style, files, out, source: source.folder });
    const layout = layoutOf({ plan, format, files, pathOf });
    const task = { db, choice, layout, files, from: source.folder, to: partial, stripPrivate, withBoxes };
    const copied = await copySamples(task, context);
    await writeManifest(partial, manifestOf(source, order, plan, copied));
    return { plan: { ...plan, bytes: plan.bytes - copied.savedBytes }, stripped: stripPrivate ? copied.stripped : null };
  } finally {
    db.close();
  }
}

async function planOrder(db: ReadableDb, order: ExportOrder, signal: AbortSignal) {
  const hasBoxes = hasGivenBoxes(db);
  const says = saysOf(order.format, hasBoxes);
  const choice = chooseSamples(order, says.labels);
  const plan = await planExport({ db, choice, classes: order.classes, says }, signal);
  if (!says.labels && (!hasBoxes || plan.boxes?.annotated === 0)) throw withoutBoxes(order.format);
  return { choice, plan, withBoxes: says.boxes };
}

function withoutBoxes(format: ExportFormat): WinnowError {
  const message = `${FORMATS[format].title} is about boxes, and no annotations give these samples any. Export classes as folders, csv or jsonl.`;
  return new WinnowError('bad_request', message);
}

function manifestOf(source: ExportSource, order: ExportOrder, plan: ExportPlan, { tables, stripped }: CopyOutcome): Manifest {
  const { folder, datasetId, version } = source;
  const { format, files, queryText } = order;
  const { samples, exported, leftOut, classes, splits } = plan;
  return {
    winnow: version,
    createdAt: new Date().toISOString(),
    source: { folder, datasetId, samples },
    query: queryText,
    format,
    files,
    exported,
    leftOut,
    classes,
    splits,
    tables,
    ...boxesOf(plan),
    ...splitOf(order),
    ...(order.stripPrivate === true ? { privateMetadata: stripped } : {}),
  };
}

function splitOf({ split }: ExportOrder): Pick<Manifest, 'split'> {
  return split === undefined ? {} : { split: { rules: split.rules, report: split.report } };
}

function boxesOf({ boxes }: ExportPlan): Pick<Manifest, 'boxes'> {
  return boxes === undefined ? {} : { boxes };
}

/** Reads back all that was written, the tables too. @throws {WinnowError} export_failed, verification_failed */
async function verifyCopies(source: ExportSource, partial: string, context: JobContext): Promise<void> {
  const { ok, problems } = await verifyExport(partial, context);
  if (ok) return;
  const changed = createSourceProblems();
  for (const { source: path } of problems) {
    if (path !== null && !(await isAsIndexed(source, path))) changed.add(path, 'changed since it was indexed');
  }
  changed.throwIfAny();
  const [first] = problems;
  throw new WinnowError(
    'verification_failed',
    `The export was written but does not read back as it should: ${first?.path} ${first?.message}. The disk may be failing. Nothing was kept.`,
  );
}

async function isAsIndexed({ read, folder }: ExportSource, path: string): Promise<boolean> {
  try {
    return (await hashFile(absoluteBytes(folder, path))).sha256 === readContentHash(read, path);
  } catch (error) {
    if (error instanceof UnreadableFile) return false;
    throw error;
  }
}

interface Outcome {
  readonly dryRun: boolean;
  readonly verified: number;
  /** `performance.now()` then. */
  readonly started: number;
  /** Null: private metadata were not asked to be stripped. */
  readonly stripped: StripCounts | null;
}

function summarise(order: ExportOrder, { out }: OutputFolder, plan: ExportPlan, outcome: Outcome): ExportSummary {
  const { format, files } = order;
  const { exported, leftOut, classes, splits, bytes } = plan;
  const seconds = (performance.now() - outcome.started) / 1000;
  return {
    out,
    dryRun: outcome.dryRun,
    format,
    files,
    exported,
    leftOut,
    classes,
    splits,
    bytes,
    seconds,
    verified: outcome.verified,
    ...boxesOf(plan),
    ...splitOf(order),
    ...(outcome.stripped === null ? {} : { privateMetadata: outcome.stripped }),
  };
}

/** What the system refuses, in words; everything else is passed on. */
function inWords(error: unknown, { out, parent }: OutputFolder): unknown {
  const code = systemCode(error);
  if (code === null || error instanceof WinnowError) return error;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    const message = `The disk that holds ${parent} is full. Nothing of the export was kept. Free some space, or choose another disk.`;
    return new WinnowError('disk_full', message, { cause: error });
  }
  if (!/^E[A-Z]+$/.test(code)) return error;
  const message = `The export could not be written to ${out}: ${error instanceof Error ? error.message : code}. Nothing of it was kept.`;
  return new WinnowError('export_failed', message, { cause: error });
}
