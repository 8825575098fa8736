import { mkdir, rm } from 'node:fs/promises';
import { posix } from 'node:path';
import { absolutePath, pathToBytes } from '../dataset/paths.ts';
import type { ExportTable, PlacedRow, TableSection } from './export-layout.ts';
import { createTableWriter, type TableWriter } from './table-writer.ts';

/** Sections but the first of each table, until they are put behind it. Gone when the export is finished. */
export const SECTIONS_FOLDER = '.winnow-sections';

/** The tables of a layout, being written. */
export interface Tables {
  add(row: PlacedRow): Promise<void>;
  /** Puts sections together. @returns SHA-256 by path, hex */
  end(): Promise<Readonly<Record<string, string>>>;
  close(): Promise<void>;
}

interface OpenSection {
  readonly section: TableSection;
  readonly file: string | Buffer;
  readonly writer: TableWriter;
  isEmpty: boolean;
}

interface OpenTable {
  readonly path: string;
  readonly sections: readonly OpenSection[];
}

/** Sections grow side by side: the first in the table itself, the others in files that are appended at the end. */
export async function openTables(tables: readonly ExportTable[], to: string): Promise<Tables> {
  const open: OpenTable[] = [];
  const all = () => open.flatMap(({ sections }) => sections);
  for (const [number, table] of tables.entries()) open.push(await openTable(table, number, to));
  return {
    async add(row) {
      for (const item of all()) {
        const text = item.section.row(row);
        if (text === '') continue;
        await item.writer.write(item.isEmpty ? text : (item.section.separator ?? '') + text);
        item.isEmpty = false;
      }
    },
    async end() {
      const hashes: Record<string, string> = {};
      for (const { path, sections } of open) hashes[path] = await joinSections(sections);
      await rm(absolutePath(to, SECTIONS_FOLDER), { recursive: true, force: true });
      return hashes;
    },
    close: async () => void (await Promise.all(all().map(({ writer }) => writer.close()))),
  };
}

async function openTable({ path, sections, isBytes }: ExportTable, number: number, to: string): Promise<OpenTable> {
  const encode = isBytes === true ? pathToBytes : undefined;
  const open: OpenSection[] = [];
  for (const [at, section] of sections.entries()) {
    const place = at === 0 ? path : `${SECTIONS_FOLDER}/${number}-${at}`;
    const file = absolutePath(to, place);
    await mkdir(absolutePath(to, posix.dirname(place)), { recursive: true });
    const writer = await createTableWriter(file, encode);
    await writer.write(section.head);
    open.push({ section, file, writer, isEmpty: true });
  }
  return { path, sections: open };
}

async function joinSections(sections: readonly OpenSection[]): Promise<string> {
  for (const { writer, section } of sections) await writer.write(section.foot);
  const [first, ...others] = sections;
  if (first === undefined) return '';
  for (const { writer, file } of others) {
    await writer.end();
    await first.writer.append(file);
  }
  return first.writer.end();
}
