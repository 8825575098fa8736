import { mkdir } from 'node:fs/promises';
import { posix } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FileMode, ManifestEntry } from '../../shared/export.ts';
import { absolutePath } from '../dataset/paths.ts';
import type { ReadableDb } from '../db/connection.ts';
import { type ExportRow, exportRows } from '../index/export-rows.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { type ExportLayout, MANIFEST_ROWS_FILE } from './export-layout.ts';
import { placeFile } from './files.ts';
import { inLanes } from './lanes.ts';
import { type IsAsked, leftOutReason } from './plan-export.ts';
import { createSourceProblems } from './source-problems.ts';
import { createTableWriter, type TableWriter } from './table-writer.ts';

/** Files copied at the same time. */
const LANES = 8;

export interface CopyTask {
  readonly db: ReadableDb;
  readonly isAsked: IsAsked;
  readonly layout: ExportLayout;
  readonly files: FileMode;
  /** The dataset's folder. */
  readonly from: string;
  /** The unfinished export. */
  readonly to: string;
}

interface Placed {
  readonly row: ExportRow;
  readonly entry: ManifestEntry;
}

/**
 * Copies or links the files of an export and writes the manifest's rows and the format's table beside them, in path
 * order. Needs memory for a chunk of samples, however many there are.
 * @returns SHA-256 of the tables by file name
 * @throws {WinnowError} export_failed naming files that are not as they were indexed
 */
export async function copySamples(task: CopyTask, context: JobContext): Promise<Readonly<Record<string, string>>> {
  const { layout, to } = task;
  const tables = await openTables(layout, to);
  try {
    const problems = createSourceProblems();
    const folders = createFolderMaker(to);
    let done = 0;
    for (const rows of exportRows(task.db)) {
      const placed = rows.map((row) => place(row, task));
      await folders.make(placed);
      await inLanes(placed, LANES, async ({ row, entry }) => {
        context.signal.throwIfAborted();
        if (entry.leftOut !== null) return;
        const wrong = await putFile(row, entry, task);
        if (wrong !== null) problems.add(row.path, wrong);
        done++;
        context.report({ done });
      });
      for (const item of placed) await writeLines(item, layout, tables);
      await nextTurn();
    }
    problems.throwIfAny();
    return Object.fromEntries(await Promise.all([...tables].map(async ([file, table]) => [file, await table.end()] as const)));
  } finally {
    await Promise.all([...tables.values()].map((table) => table.close()));
  }
}

function place(row: ExportRow, { isAsked, layout, files }: CopyTask): Placed {
  const { path: source, contentHash: sha256, sizeBytes, label, split, tags } = row;
  const leftOut = leftOutReason(row, isAsked);
  const exported = leftOut === null && files !== 'none' ? layout.place(row) : null;
  return { row, entry: { source, sha256, sizeBytes, label, split, tags, exported, leftOut } };
}

async function putFile(row: ExportRow, { exported }: ManifestEntry, { files, from, to }: CopyTask): Promise<string | null> {
  if (exported === null || files === 'none') return null;
  const source = { file: absolutePath(from, row.path), sizeBytes: row.sizeBytes };
  return placeFile(files, source, absolutePath(to, exported));
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
  if (table !== null && entry.leftOut === null) await tables.get(table.file)?.write(table.line(row, entry.exported));
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
