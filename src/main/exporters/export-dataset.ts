import { WinnowError } from '../../shared/errors.ts';
import type { ExportFormat, ExportSummary } from '../../shared/export.ts';
import { FORMATS, type Says, saysOf } from '../../shared/export-formats.ts';
import { UnreadableFile } from '../../workers/decode/read-file.ts';
import { filePlace, memberOf } from '../dataset/file-place.ts';
import { absolutePath } from '../dataset/paths.ts';
import type { ReadableDb } from '../db/connection.ts';
import { hasGivenBoxes } from '../index/boxes.ts';
import { exportRows, openSnapshot, readContentHash } from '../index/export-rows.ts';
import { readTagDecisions } from '../index/standing-decisions.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { checkSpace } from './disk-space.ts';
import type { ExportLayout } from './export-layout.ts';
import { checkOrder, type ExportOrder, type ExportSource } from './export-order.ts';
import { hashFile } from './file-hash.ts';
import { type FillOutcome, fillExport } from './fill-export.ts';
import { layoutOf } from './layout-of.ts';
import { lineageOf, writeLineage } from './lineage.ts';
import { checkOutput, discard, type OutputFolder, publish } from './output-folder.ts';
import { claimPartial, type PartialFolder } from './partial-folder.ts';
import { pathStyle } from './path-style.ts';
import { placeWithCopies } from './placed-sample.ts';
import { planBalance } from './plan-balance.ts';
import { type ExportPlan, planExport } from './plan-export.ts';
import { countUnopened, refuseTarLinks } from './refuse-tar-links.ts';
import { balanced, chooseSamples, type SampleChoice } from './sample-choice.ts';
import { createSourceProblems } from './source-problems.ts';
import { summaryOf } from './summary-of.ts';
import { systemCode } from './system-code.ts';
import { verifyExport } from './verify.ts';

/** One state of the index, and what an order makes of it. */
interface Prepared {
  readonly db: ReadableDb;
  readonly choice: SampleChoice;
  readonly plan: ExportPlan;
  /** Samples whose paths lead into tars, where no files are written. */
  readonly unopened: number;
  readonly layout: ExportLayout;
}

/** What `exportDataset` would do. Refuses what it would refuse. */
export async function dryRunExport(source: ExportSource, order: ExportOrder, context: JobContext): Promise<ExportSummary> {
  const started = performance.now();
  checkOrder(order);
  const place = await checkOutput(order.out, source.folder);
  return withSnapshot(source, order, context.signal, async ({ db, choice, plan, unopened, layout }) => {
    let renamed = 0;
    for (const rows of exportRows(db, false)) {
      for (const row of rows)
        renamed += placeWithCopies(row, { ...order, choice, layout }).filter(({ isRenamed }) => isRenamed).length;
    }
    return summaryOf({ order, place, plan, unopened, renamed, started, filled: null });
  });
}

/**
 * Writes a new dataset: one state of the index, whatever is decided meanwhile. It is made in a folder of its own beside the place
 * it is for, every file is read again and compared with the index, and only then it gets its name. Whatever stops it, nothing of
 * it is left under that name; where Winnow itself is killed, the same order goes on with what was written.
 * @throws {WinnowError} output_exists, no_permission, bad_request, disk_full, export_failed, verification_failed, dataset_busy
 */
export async function exportDataset(source: ExportSource, order: ExportOrder, context: JobContext): Promise<ExportSummary> {
  const started = performance.now();
  checkOrder(order);
  const place = await checkOutput(order.out, source.folder);
  return withSnapshot(source, order, context.signal, async (prepared) => {
    const { plan, unopened } = prepared;
    const partial = await claimPartial(place, plan.fingerprint, order.at);
    try {
      await checkRoom(source, order, plan, { place, partial });
      const filled = await writeAside(source, order, prepared, partial, context);
      context.report({ stage: 'Verifying' });
      await verifyCopies(source, partial.folder, context);
      context.signal.throwIfAborted();
      await publish(partial.folder, place);
      return summaryOf({ order, place, plan, unopened, renamed: filled.renamed, started, filled });
    } catch (error) {
      await discard(partial.folder);
      throw inWords(error, place);
    } finally {
      partial.release();
    }
  });
}

async function withSnapshot<T>(
  source: ExportSource,
  order: ExportOrder,
  signal: AbortSignal,
  use: (prepared: Prepared) => Promise<T>,
): Promise<T> {
  const db = openSnapshot(source.read.name);
  try {
    const hasBoxes = hasGivenBoxes(db);
    const choice = await choiceOf(db, order, saysOf(order.format, hasBoxes), signal);
    await refuseTarLinks(db, choice, order.files, signal);
    const unopened = await countUnopened(db, choice, order.files, signal);
    const plan = await planExport(db, order, choice, signal);
    if (!choice.says.labels && (!hasBoxes || plan.boxes?.annotated === 0)) throw withoutBoxes(order.format);
    const { format, files, paths: style, out } = order;
    const pathOf = pathStyle({ style, files, out, source: source.folder });
    const hasWeights = order.weights === true;
    return await use({ db, choice, plan, unopened, layout: layoutOf({ plan, format, files, pathOf, hasWeights }) });
  } finally {
    db.close();
  }
}

function withoutBoxes(format: ExportFormat): WinnowError {
  const message = `${FORMATS[format].title} is about boxes, and no annotations give these samples any. Export classes as folders, csv or jsonl.`;
  return new WinnowError('bad_request', message);
}

async function choiceOf(db: ReadableDb, order: ExportOrder, says: Says, signal: AbortSignal): Promise<SampleChoice> {
  const choice = chooseSamples(order, says);
  return order.balance === undefined ? choice : balanced(choice, await planBalance(db, choice, order.balance, signal));
}

async function checkRoom(
  source: ExportSource,
  { files }: ExportOrder,
  { bytes, exported: samples, first }: ExportPlan,
  { place, partial }: { readonly place: OutputFolder; readonly partial: PartialFolder },
): Promise<void> {
  if (files !== 'copy') return;
  // What is copied out of a tar is never a clone.
  const isMember = first !== null && memberOf(source.read, first) !== null;
  const sample = first === null || isMember ? null : absolutePath(source.folder, first);
  await checkSpace({ folder: partial.folder, parent: place.parent, bytes, samples, sample });
}

async function writeAside(
  source: ExportSource,
  order: ExportOrder,
  { db, choice, plan, layout }: Prepared,
  { folder, createdAt, isResumed, complete }: PartialFolder,
  context: JobContext,
): Promise<FillOutcome> {
  context.report({ stage: 'Copying files', done: 0, total: plan.exported + plan.augmented });
  const { files, stripPrivate = false, issuesOf, convert, resize, balance } = order;
  const decisions = await readTagDecisions(db);
  const places = { from: source.folder, to: folder, isResumed };
  const pictures = { convert, resize, balance, change: source.change };
  const task = {
    ...places,
    ...pictures,
    plan,
    db,
    choice,
    layout,
    files,
    stripPrivate,
    withBoxes: choice.says.boxes,
    decisions,
    issuesOf,
  };
  const filled = await fillExport(task, context);
  await writeLineage(folder, lineageOf({ db, source, order, plan, filled, createdAt }));
  await complete();
  return filled;
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
    return (await hashFile(filePlace(read, folder, path))).sha256 === readContentHash(read, path);
  } catch (error) {
    if (error instanceof UnreadableFile) return false;
    throw error;
  }
}

/** What the system refuses, in words; everything else is passed on. */
function inWords(error: unknown, { out, parent }: OutputFolder): unknown {
  const code = systemCode(error);
  if (code === null || error instanceof WinnowError) return error;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    const message = `The disk that holds ${parent} is full. Nothing of the export was kept. Free some space, or choose another disk.`;
    return new WinnowError('disk_full', message, { cause: error });
  }
  if (code === 'ENAMETOOLONG') {
    const message = `A path in ${out} would be longer than the system allows. Nothing of the export was kept. Choose a folder with a shorter path.`;
    return new WinnowError('export_failed', message, { cause: error });
  }
  if (!/^E[A-Z]+$/.test(code)) return error;
  const message = `The export could not be written to ${out}: ${error instanceof Error ? error.message : code}. Nothing of it was kept.`;
  return new WinnowError('export_failed', message, { cause: error });
}
