import { rm } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StripCounts } from '../../shared/export.ts';
import type { ExportOptions } from '../../shared/export-request.ts';
import { absolutePath } from '../dataset/paths.ts';
import type { ReadableDb } from '../db/connection.ts';
import { exportRows } from '../index/export-rows.ts';
import type { TagDecisions } from '../index/standing-decisions.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { type ExportLayout, MANIFEST_FILE, REMOVED_FILE } from './export-layout.ts';
import { inLanes } from './lanes.ts';
import { type PlacedSample, placeWithCopies, rowAsWritten, rowOfManifest } from './placed-sample.ts';
import { type PutTask, putSample } from './put-sample.ts';
import { removedRow } from './removed-rows.ts';
import type { SampleChoice } from './sample-choice.ts';
import { createSourceProblems } from './source-problems.ts';
import { createStripTally } from './strip/strip-tally.ts';
import { createTableWriter } from './table-writer.ts';
import { openTables, SECTIONS_FOLDER } from './tables.ts';
import { createTargetFiles, type TargetFiles } from './target-files.ts';

/** Files copied at the same time. */
const LANES = 8;

export interface FillTask extends PutTask, Pick<ExportOptions, 'convert' | 'resize' | 'balance'> {
  readonly db: ReadableDb;
  readonly choice: SampleChoice;
  /** It holds what an interrupted run of the same plan wrote. */
  readonly isResumed: boolean;
  /** Whether rows carry what annotations give. */
  readonly withBoxes: boolean;
  readonly decisions: TagDecisions;
  readonly issuesOf: ((id: number) => readonly string[]) | undefined;
}

export interface FillOutcome {
  /** SHA-256 of the lineage's rows, the tables and the fixed files by path. */
  readonly tables: Readonly<Record<string, string>>;
  readonly stripped: StripCounts;
  /** Of the exported files. */
  readonly bytes: number;
  readonly renamed: number;
  /** Files that an interrupted run had written. */
  readonly resumed: number;
}

/**
 * Copies or links the files of an export and writes the rows of its lineage and what the layout has beside them, in path order.
 * Needs memory for a chunk of samples, however many there are.
 * @throws {WinnowError} export_failed naming files that are not as they were indexed
 */
export async function fillExport(task: FillTask, context: JobContext): Promise<FillOutcome> {
  const { layout, to } = task;
  const target = createTargetFiles(to, task.isResumed);
  const writers = await openWriters(layout, to, target);
  try {
    const problems = createSourceProblems();
    const tally = createStripTally();
    const counts = { done: 0, renamed: 0, bytes: 0 };
    for (const rows of exportRows(task.db, task.withBoxes)) {
      const samples = rows.flatMap((row) => placeWithCopies(row, task));
      await inLanes(samples, LANES, async (sample) => {
        context.signal.throwIfAborted();
        if (sample.place === null) return;
        await putSample(sample, task, target, context.signal);
        context.report({ done: ++counts.done });
      });
      for (const sample of samples) {
        if (sample.wrong !== null) problems.add(sample.row.path, sample.wrong);
        else await writers.add(sample, task);
        tally.add(sample);
        counts.bytes += sample.written?.sizeBytes ?? 0;
        if (sample.isRenamed) counts.renamed++;
      }
      await nextTurn();
    }
    problems.throwIfAny();
    const { bytes, renamed } = counts;
    return { tables: await writers.end(), stripped: tally.result(), bytes, renamed, resumed: target.kept() };
  } finally {
    await writers.close();
  }
}

interface Writers {
  add(sample: PlacedSample, task: FillTask): Promise<void>;
  /** @returns SHA-256 by path, hex */
  end(): Promise<Readonly<Record<string, string>>>;
  close(): Promise<void>;
}

async function openWriters(layout: ExportLayout, to: string, target: TargetFiles): Promise<Writers> {
  await rm(absolutePath(to, SECTIONS_FOLDER), { recursive: true, force: true });
  const hashes: Record<string, string> = {};
  for (const file of layout.fixed ?? []) hashes[file.path] = await target.write(file);
  const tableList = layout.tables ?? [];
  for (const path of [MANIFEST_FILE, REMOVED_FILE, ...tableList.map((table) => table.path)]) await target.prepare(path, null);
  const manifest = await createTableWriter(absolutePath(to, MANIFEST_FILE));
  const removed = await createTableWriter(absolutePath(to, REMOVED_FILE));
  const tables = await openTables(tableList, to);
  return {
    async add(sample, task) {
      const { row, leftOut } = sample;
      if (leftOut !== null) return removed.write(`${JSON.stringify(removedRow(row, leftOut, task))}\n`);
      await manifest.write(`${JSON.stringify(rowOfManifest(sample))}\n`);
      await tables.add(rowAsWritten(sample, task.plan));
    },
    async end() {
      return { [MANIFEST_FILE]: await manifest.end(), [REMOVED_FILE]: await removed.end(), ...hashes, ...(await tables.end()) };
    },
    close: async () => void (await Promise.all([manifest.close(), removed.close(), tables.close()])),
  };
}
