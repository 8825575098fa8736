import { hash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FileMode, ManifestEntry, StripCounts } from '../../shared/export.ts';
import { filePlace } from '../dataset/file-place.ts';
import { absolutePath } from '../dataset/paths.ts';
import type { ReadableDb } from '../db/connection.ts';
import { type ExportRow, exportRows } from '../index/export-rows.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { type ExportLayout, MANIFEST_ROWS_FILE, type PlacedRow, type TextFile } from './export-layout.ts';
import { placeFile } from './files.ts';
import { inLanes } from './lanes.ts';
import type { SampleChoice } from './sample-choice.ts';
import { createSourceProblems } from './source-problems.ts';
import { placeStripped } from './strip/place-stripped.ts';
import { createStripTally } from './strip/strip-tally.ts';
import { createTableWriter } from './table-writer.ts';
import { openTables } from './tables.ts';

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
  /** Whether rows carry what annotations give. */
  readonly withBoxes: boolean;
}

export interface CopyOutcome {
  /** SHA-256 of the tables and fixed files by path. */
  readonly tables: Readonly<Record<string, string>>;
  readonly stripped: StripCounts;
  /** Bytes that were not written for having been stripped. */
  readonly savedBytes: number;
}

interface Placed {
  readonly row: ExportRow;
  /** Where it goes; null: it is left out. */
  readonly place: string | null;
  entry: ManifestEntry;
  /** In words, where its source is not as it was indexed. */
  wrong: string | null;
}

/**
 * Copies or links the files of an export and writes the manifest's rows and what the layout has beside them, in path order. Needs
 * memory for a chunk of samples, however many there are.
 * @throws {WinnowError} export_failed naming files that are not as they were indexed
 */
export async function copySamples(task: CopyTask, context: JobContext): Promise<CopyOutcome> {
  const { layout, to } = task;
  const folders = createFolderMaker(to);
  const fixed = await writeFixed(layout.fixed ?? [], to, folders);
  const manifest = await createTableWriter(absolutePath(to, MANIFEST_ROWS_FILE));
  const tables = await openTables(layout.tables ?? [], to);
  try {
    const problems = createSourceProblems();
    const tally = createStripTally();
    let done = 0;
    for (const rows of exportRows(task.db, task.withBoxes)) {
      const placed = rows.map((row) => place(row, task));
      await inLanes(placed, LANES, async (item) => {
        context.signal.throwIfAborted();
        if (item.place === null) return;
        item.wrong = await putFile(item, task, folders);
        if (item.wrong === null) await putSidecar(item, task, folders);
        context.report({ done: ++done });
      });
      for (const item of placed) {
        if (item.wrong !== null) problems.add(item.row.path, item.wrong);
        tally.add(item.entry);
        await manifest.write(`${JSON.stringify(item.entry)}\n`);
        const written = asWritten(item);
        if (written !== null) await tables.add(written);
      }
      await nextTurn();
    }
    problems.throwIfAny();
    const hashes = { [MANIFEST_ROWS_FILE]: await manifest.end(), ...fixed, ...(await tables.end()) };
    return { tables: hashes, ...tally.result() };
  } finally {
    await Promise.all([manifest.close(), tables.close()]);
  }
}

function place(stored: ExportRow, { choice, layout, files }: CopyTask): Placed {
  const leftOut = choice.leftOut(stored);
  const row = leftOut === null ? choice.asExported(stored) : stored;
  const { path: source, contentHash: sha256, sizeBytes, label, labelBefore, split, tags } = row;
  const at = leftOut === null ? layout.place(row) : null;
  const exported = files === 'none' ? null : at;
  const before = {
    ...(labelBefore === undefined ? {} : { labelBefore }),
    ...(split === stored.split ? {} : { splitBefore: stored.split }),
  };
  const entry = { source, sha256, sizeBytes, label, ...before, split, tags, exported, leftOut };
  return { row, place: at, wrong: null, entry };
}

/** @returns null, or in words what is wrong with the source */
async function putFile(item: Placed, task: CopyTask, folders: FolderMaker): Promise<string | null> {
  const { db, files, from, to, stripPrivate } = task;
  const { row, entry } = item;
  if (entry.exported === null || files === 'none') return null;
  await folders.make(posix.dirname(entry.exported));
  const source = { place: filePlace(db, from, row.path), sizeBytes: row.sizeBytes };
  const target = absolutePath(to, entry.exported);
  if (!stripPrivate) return placeFile(files, source, target);
  const { wrong, changes } = await placeStripped(source, row.contentHash, target);
  item.entry = { ...entry, ...changes };
  return wrong;
}

async function putSidecar(item: Placed, { layout, to }: CopyTask, folders: FolderMaker): Promise<void> {
  const row = asWritten(item);
  const file = row === null ? null : (layout.sidecar?.(row) ?? null);
  if (file === null) return;
  const sha256 = await writeText(file, to, folders);
  item.entry = { ...item.entry, sidecar: { path: file.path, sha256 } };
}

/** The sample as it is in the export; null: it is not. */
function asWritten({ row, place: at, entry }: Placed): PlacedRow | null {
  if (at === null) return null;
  const contentHash = entry.exportedSha256 ?? row.contentHash;
  return { ...row, place: at, contentHash, sizeBytes: entry.exportedBytes ?? row.sizeBytes };
}

async function writeFixed(files: readonly TextFile[], to: string, folders: FolderMaker): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const file of files) hashes[file.path] = await writeText(file, to, folders);
  return hashes;
}

/** @returns SHA-256, hex */
async function writeText({ path, text }: TextFile, to: string, folders: FolderMaker): Promise<string> {
  await folders.make(posix.dirname(path));
  const bytes = Buffer.from(text);
  await writeFile(absolutePath(to, path), bytes, { flag: 'wx' });
  return hash('sha256', bytes);
}

interface FolderMaker {
  readonly make: (folder: string) => Promise<void>;
}

/** Makes each folder once; in path order the same one is asked for again and again. */
function createFolderMaker(to: string): FolderMaker {
  const made = new Map<string, Promise<unknown>>();
  return {
    async make(folder) {
      const making = made.get(folder) ?? mkdir(absolutePath(to, folder), { recursive: true });
      made.set(folder, making);
      await making;
    },
  };
}
