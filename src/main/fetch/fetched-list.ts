import { open } from 'node:fs/promises';
import { FETCH_ROLES, type FetchColumns, type FetchRole, type FetchStatus } from '../../shared/fetch.ts';
import { differentNames } from '../predictions/prediction-file.ts';
import { cellText, type UrlRow } from './open-url-table.ts';

/** The first columns, always there. */
const HEAD = ['path', 'url', 'status', 'reason', 'licence', 'time', 'sha256', 'sizeBytes', 'row'] as const;
export type FetchedColumn = (typeof HEAD)[number];
const OWN_ROLES: ReadonlySet<FetchRole> = new Set(['url', 'licence']);

/** What became of a row. */
export interface Settled {
  readonly status: FetchStatus;
  /** Below the folder, with `/`; '' where it has no file. */
  readonly path: string;
  /** '' where it was simply fetched. */
  readonly reason: string;
  readonly sha256: string;
  readonly sizeBytes: number | null;
}

/**
 * Columns of the list: what became of a row, then what the table says of it. A column of the table that is called like one
 * of ours gets another name.
 */
export function listHeader(mapping: FetchColumns, others: readonly string[]): readonly string[] {
  const own = [...HEAD, ...carriedRoles(mapping)];
  const taken = new Set<string>(own);
  return differentNames([...own, ...others.map((name) => (taken.has(name) ? `${name}_in_table` : name))]);
}

/** A line of the list. @param time when it was settled, ISO 8601 */
export function listLine(row: UrlRow, settled: Settled, mapping: FetchColumns, time: string): string {
  const { status, path, reason, sha256, sizeBytes } = settled;
  const { url, licence } = row.texts;
  return csvLine([
    ...[path, url, status, reason, licence, time, sha256, sizeBytes === null ? '' : String(sizeBytes), String(row.row)],
    ...carriedRoles(mapping).map((role) => row.texts[role]),
    ...row.others.map(cellText),
  ]);
}

export function headColumn(column: FetchedColumn): number {
  return HEAD.indexOf(column);
}

/** RFC 4180, but for the line end; all that is not empty is quoted, so that a line that was cut off shows it. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (cell === '' ? '' : `"${cell.replaceAll('"', '""')}"`)).join(',')}\n`;
}

function carriedRoles(mapping: FetchColumns): readonly FetchRole[] {
  return FETCH_ROLES.filter((role) => !OWN_ROLES.has(role) && mapping[role] !== null);
}

/** Adds lines to a list; those that come while others are written go together with the next writing. */
export interface ListWriter {
  /** Resolves once the line is in the file. After a failure no more is written. @throws the system's error */
  add(line: string): Promise<void>;
  /** Waits until all is on the disk. */
  close(): Promise<void>;
}

export async function openList(file: string): Promise<ListWriter> {
  const handle = await open(file, 'a');
  let last: Promise<void> = Promise.resolve();
  let next: { readonly lines: string[]; readonly written: Promise<void> } | null = null;

  function startNext(): NonNullable<typeof next> {
    const lines: string[] = [];
    last = last.then(() => {
      next = null;
      return handle.appendFile(lines.join(''));
    });
    return { lines, written: last };
  }

  return {
    async add(line) {
      next ??= startNext();
      next.lines.push(line);
      await next.written;
    },
    async close() {
      await last.catch(() => undefined);
      await handle.sync().finally(() => handle.close());
    },
  };
}
