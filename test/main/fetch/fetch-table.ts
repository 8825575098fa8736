import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { type FetchManners, runFetch } from '../../../src/main/fetch/run-fetch.ts';
import { type FetchRequest, type FetchSummary, fetchRequestSchema } from '../../../src/shared/fetch.ts';
import { writeFiles } from '../../fixtures/temp-folder.ts';

export interface TableFetch {
  /** Of the table's file and of the folder that is filled. */
  readonly base: string;
  readonly table: string;
  readonly change?: Partial<FetchRequest>;
  readonly manners?: Partial<FetchManners>;
  readonly signal?: AbortSignal;
  readonly report?: (progress: { readonly stage?: string; readonly done?: number }) => void;
}

/** Fetches a table of this text from servers of this machine into `base/out`, hurriedly. */
export async function fetchTable({
  base,
  table,
  change,
  manners,
  signal,
  report = () => undefined,
}: TableFetch): Promise<FetchSummary> {
  writeFiles(base, { 'table.csv': table });
  const plan = fetchRequestSchema.parse({
    ...{ table: join(base, 'table.csv'), folder: join(base, 'out'), contact: 'me@example.org' },
    ...{ pauseMs: 0, timeoutMs: 5000, allowPrivate: true },
    ...change,
  });
  const hurried = { attempts: 2, backoffMs: 1, longestWaitMs: 1500, longestDelayMs: 300, ...manners };
  const context = { signal: signal ?? new AbortController().signal, report };
  return await runFetch(plan, context, { onProgress: () => undefined, manners: hurried });
}

/** The list of a fetch, in the order of the table. */
export function listed(base: string): readonly Readonly<Record<string, string>>[] {
  const rows: Record<string, string>[] = parse(readFileSync(join(base, 'out', 'fetched.csv')), { columns: true });
  return rows.toSorted((a, b) => Number(a.row) - Number(b.row));
}

/** A table with a column `url`. */
export function urlTable(urls: readonly string[]): string {
  return `url\n${urls.map((url) => `${url}\n`).join('')}`;
}
