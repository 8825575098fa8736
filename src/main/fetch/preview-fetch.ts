import { FETCH_ROLES, type FetchPreview, type FetchPreviewRequest } from '../../shared/fetch.ts';
import type { HeadColumn } from '../predictions/detect-columns.ts';
import { cellText, openUrlTable } from './open-url-table.ts';

const EXAMPLES = 3;
const LONGEST_EXAMPLE = 120;
const MOST_HOSTS = 8;

/**
 * How a table of addresses would be read, told by its first rows.
 * @throws {WinnowError} bad_predictions, bad_request, not_found, no_permission
 */
export async function previewFetch(
  { table: file, columns = {} }: FetchPreviewRequest,
  signal: AbortSignal,
): Promise<FetchPreview> {
  const { format, rows, head, mapping, close } = await openUrlTable(file, columns, signal);
  await close();
  const urls = head.find(({ name }) => name === mapping.url)?.cells ?? [];
  return {
    format,
    rows,
    columns: head.map((column) => ({
      name: column.name,
      role: FETCH_ROLES.find((role) => mapping[role] === column.name) ?? null,
      examples: examplesOf(column),
    })),
    mapping,
    looked: urls.length,
    hosts: hostsOf(urls.map(cellText)),
  };
}

function examplesOf({ cells }: HeadColumn): readonly string[] {
  const texts = cells.map(cellText).filter((text) => text !== '');
  return texts.slice(0, EXAMPLES).map((text) => (text.length > LONGEST_EXAMPLE ? `${text.slice(0, LONGEST_EXAMPLE)}…` : text));
}

function hostsOf(urls: readonly string[]): FetchPreview['hosts'] {
  const rows = new Map<string, number>();
  for (const url of urls) {
    const host = URL.parse(url)?.host;
    if (host !== undefined && host !== '') rows.set(host, (rows.get(host) ?? 0) + 1);
  }
  const all = [...rows].map(([host, count]) => ({ host, rows: count }));
  return all.toSorted((a, b) => b.rows - a.rows).slice(0, MOST_HOSTS);
}
