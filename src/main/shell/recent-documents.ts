import { app } from 'electron';
import type { RecentDataset } from '../../shared/dataset.ts';
import { PAGE_URL } from './protocol.ts';

/** How many the menu shows. */
const SHOWN = 10;

/**
 * Datasets opened before whose folder is there, newest first, as the engine remembers them; the newest is also told to
 * the system's own list (the dock's menu, the jump list). Empty while the engine cannot answer.
 * @param ask sends a request to the engine
 */
export async function recentDocuments(ask: (request: Request) => Promise<Response>): Promise<readonly RecentDataset[]> {
  const response = await ask(new Request(new URL('api/recent', PAGE_URL)));
  if (!response.ok) return [];
  const recent = (await response.json()) as readonly RecentDataset[];
  const present = recent.filter((dataset) => dataset.isFolderPresent).slice(0, SHOWN);
  const newest = present[0];
  if (newest !== undefined) app.addRecentDocument(newest.folder);
  return present;
}
