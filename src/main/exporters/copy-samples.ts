import { mkdir } from 'node:fs/promises';
import { posix } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FileMode, ManifestEntry, StripCounts } from '../../shared/export.ts';
import { filePlace } from '../dataset/file-place.ts';
import { absolutePath } from '../dataset/paths.ts';
import type { ReadableDb } from '../db/connection.ts';
import { type ExportRow, exportRows } from '../index/export-rows.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { type ExportLayout, MANIFEST_ROWS_FILE } from './export-layout.ts';
import { placeFile } from './files.ts';
import { inLanes } from './lanes.ts';
import type { SampleChoice } from './sample-choice.ts';
import { createSourceProblems } from './source-problems.ts';
import { placeStripped } from './strip/place-stripped.ts';
import { createStripTally } from './strip/strip-tally.ts';
import { createTableWriter, type TableWriter } from './table-writer.ts';

/** Files copied at the same time. */
const LANES = 8;

export interface CopyTask {
  readonly db: ReadableDb;
  readonly choice: SampleChoice;
  readonly layout: ExportLayout;
  readonly files: FileMode;
  /** The dataset's folder. */
  readonly from: string;
  /** The unfinished export. */
  readonly to: string;
  /** With `files: 'copy'` only. */
  readonly stripPrivate: boolean;
}

export interface CopyOutcome {
  /** SHA-256 of the tables by file name. */
  readonly tables: Readonly<Record<string, string>>;
  readonly stripped: StripCounts;
  /** Bytes that were not written for having been stripped. */
  readonly savedBytes: number;
}

interface Placed {
  readonly row: ExportRow;
  entry: ManifestEntry;
  /** In words, where its source is not as it was indexed. */
  wrong: string | null;
}

/**
 * Copies or links the files of an export and writes the manifest's rows and the format's table beside them, in path
 * order. Needs memory for a chunk of samples, however many there are.
 * @throws {WinnowError} export_failed naming files that are not as they were indexed
 */
export async function copySamples(task: CopyTask, context: JobContext): Promise<CopyOutcome> {
  const { layout, to } = task;
  const tables = await openTables(layout, to);
  try {
    const problems = createSourceProblems();
    const folders = createFolderMaker(to);
    const tally = createStripTally();
    let done = 0;
    for (const rows of exportRows(task.db)) {
      const placed = rows.map((row) => place(row, task));
      await folders.make(placed);
      await inLanes(placed, LANES, async (item) => {
        context.signal.throwIfAborted();
        if (item.entry.leftOut !== null) return;
        item.wrong = await putFile(item, task);
        done++;
        context.report({ done });
      });
      for (const item of placed) {
        if (item.wrong !== null) problems.add(item.row.path, item.wrong);
        tally.add(item.entry);
        await writeLines(item, layout, tables);
      }
      await nextTurn();
    }
    problems.throwIfAny();
    const hashes = await Promise.all([...tables].map(async ([file, table]) => [file, await table.end()] as const));
    return { tables: Object.fromEntries(hashes), ...tally.result() };
  } finally {
    await Promise.all([...tables.values()].map((table) => table.close()));
  }
}

function place(stored: ExportRow, { choice, layout, files }: CopyTask): Placed {
  const leftOut = choice.leftOut(stored);
  const row = leftOut === null ? choice.inSplit(stored) : stored;
  const { path: source, contentHash: sha256, sizeBytes, label, labelBefore, split, tags } = row;
  const exported = leftOut === null && files !== 'none' ? layout.place(row) : null;
  const before = {
    ...(labelBefore === undefined ? {} : { labelBefore }),
    ...(split === stored.split ? {} : { splitBefore: stored.split }),
  };
  return { row, wrong: null, entry: { source, sha256, sizeBytes, label, ...before, split, tags, exported, leftOut } };
}

/** @returns null, or in words what is wrong with the source */
async function putFile(item: Placed, { db, files, from, to, stripPrivate }: CopyTask): Promise<string | null> {
  const { row, entry } = item;
  if (entry.exported === null || files === 'none') return null;
  const source = { place: filePlace(db, from, row.path), sizeBytes: row.sizeBytes };
  const target = absolutePath(to, entry.exported);
  if (!stripPrivate) return placeFile(files, source, target);
  const { wrong, changes } = await placeStripped(source, row.contentHash, target);
  item.entry = { ...entry, ...changes };
  return wrong;
}

async function openTables({ table }: ExportLayout, to: string): Promise<ReadonlyMap<string, TableWriter>> {
  const tables = new Map([[MANIFEST_ROWS_FILE, await createTableWriter(absolutePath(to, MANIFEST_ROWS_FILE))]]);
  if (table !== null) {
    const writer = await createTableWriter(absolutePath(to, table.file));
    await writer.write(table.head);
    tables.set(table.file, writer);
  }
  return tables;
}

async function writeLines(
  { row, entry }: Placed,
  { table }: ExportLayout,
  tables: ReadonlyMap<string, TableWriter>,
): Promise<void> {
  await tables.get(MANIFEST_ROWS_FILE)?.write(`${JSON.stringify(entry)}\n`);
  if (table === null || entry.leftOut !== null) return;
  const written = {
    ...row,
    contentHash: entry.exportedSha256 ?? row.contentHash,
    sizeBytes: entry.exportedBytes ?? row.sizeBytes,
  };
  await tables.get(table.file)?.write(table.line(written, entry.exported));
}

/** Makes each folder once; in path order the same one is asked for again and again. */
function createFolderMaker(to: string) {
  const made = new Set<string>();
  return {
    async make(placed: readonly Placed[]): Promise<void> {
      for (const { entry } of placed) {
        if (entry.exported === null) continue;
        const folder = posix.dirname(entry.exported);
        if (made.has(folder)) continue;
        await mkdir(absolutePath(to, folder), { recursive: true });
        made.add(folder);
      }
    },
  };
}
