import { basename, relative } from 'node:path';
import { type FetchPreview, type FetchSummary, failedRows } from '../../shared/fetch.ts';
import { textTable } from './table.ts';

/** How a table of addresses is read, for a person. */
export function describeTable(file: string, { format, rows, columns, hosts, looked }: FetchPreview): string {
  const count = rows === null ? '' : `, ${rows.toLocaleString('en')} rows`;
  const shown = columns.map(({ name, role, examples }) => ({
    column: name,
    'taken for': role ?? '(kept)',
    'first values': examples.join('  '),
  }));
  const more = hosts.length === 0 ? 'none' : hosts.map(({ host, rows: of }) => `${host} ${of}`).join(', ');
  return [
    `${basename(file)}: ${format}${count}\n`,
    textTable(['column', 'taken for', 'first values'], shown),
    `Hosts in the first ${looked.toLocaleString('en')} rows: ${more}\n`,
  ].join('');
}

/** What a fetch came to, for a person. */
export function describeFetch({ folder, list, counts, rows, before, bytes, failures, seconds }: FetchSummary): string {
  const failed = failedRows(counts);
  const duplicates = counts.duplicate === 0 ? '' : `, ${counted(counts.duplicate, 'row')} with the same address as another`;
  const settledBefore = before === 0 ? '' : `; ${before.toLocaleString('en')} of them were settled before`;
  const lines = [
    `${counted(counts.fetched, 'picture')} in ${folder}${duplicates}, of ${counted(rows, 'row')}${settledBefore}`,
    ...(failed === 0 ? [] : [`${counted(failed, 'row')} without a picture:`]),
    ...failures.map(
      ({ status, count, example }) => `  ${count.toLocaleString('en')} ${status}, as row ${example.row}: ${example.reason}`,
    ),
    `${(bytes / 1e6).toFixed(1)} MB in ${seconds.toFixed(1)} s`,
    `${relative(folder, list)} in that folder lists all rows${failed === 0 ? '' : ' and reasons'}.`,
    ...(counts.unreachable === 0 ? [] : ['The same command tries those again that were unreachable.']),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
