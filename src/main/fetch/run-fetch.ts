import { setMaxListeners } from 'node:events';
import { basename } from 'node:path';
import { WinnowError } from '../../shared/errors.ts';
import type { FetchPlan, FetchProgress, FetchSummary } from '../../shared/fetch.ts';
import { createTurnstile } from '../../shared/turnstile.ts';
import { pathToBytes } from '../dataset/paths.ts';
import { hashFile } from '../exporters/file-hash.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { createAsker } from './ask.ts';
import type { Manners } from './ask-politely.ts';
import { userAgentOf } from './contact.ts';
import { type FetchFolder, openFetchFolder } from './fetch-folder.ts';
import { createFetchTally, type FetchTally } from './fetch-tally.ts';
import { type ListWriter, listHeader, listLine, openList } from './fetched-list.ts';
import { folderProblem } from './folder-problem.ts';
import { createHostGates } from './host-gate.ts';
import { openUrlTable, type UrlRow, type UrlTable } from './open-url-table.ts';
import type { Patience } from './patiently.ts';
import { isPrivateAddress } from './private-address.ts';
import { readSettled } from './read-settled.ts';
import { createRobots } from './robots.ts';
import { createRowSettler, type RowSettler } from './settle-row.ts';
import { type Survey, surveyTable } from './survey-table.ts';
import { watchReach } from './watch-reach.ts';

/** Rows that wait for their hosts at a time: a host that is slow holds up the others only beyond it. */
const WINDOW_ROWS = 4000;
const LONGEST_STALL_MS = 30_000;

export interface FetchManners extends Patience {
  /** A Crawl-delay beyond it is cut. */
  readonly longestDelayMs: number;
  readonly isPrivate: (address: string) => boolean;
}

const MANNERS: FetchManners = {
  ...{ attempts: 3, backoffMs: 1000, longestWaitMs: 120_000, longestDelayMs: 30_000 },
  isPrivate: isPrivateAddress,
};

export interface FetchTools {
  /** Told once rows begin to be fetched: asks for the state of things. */
  onProgress(progress: () => FetchProgress): void;
  readonly manners?: Partial<FetchManners>;
}

/**
 * Downloads the pictures of a table of addresses into a folder, politely, and lists what became of each row. What an earlier
 * run has settled is not asked for again.
 * @throws {WinnowError} bad_request, bad_predictions, output_exists, dataset_busy, download_failed where there is no network,
 * disk_full, no_permission; an AbortError on cancel
 */
export async function runFetch(request: FetchPlan, context: JobContext, tools: FetchTools): Promise<FetchSummary> {
  const startedMs = performance.now();
  const userAgent = userAgentOf(request.contact);
  const table = await openUrlTable(request.table, request.columns ?? {}, context.signal);
  try {
    expectUrls(table, request.table);
    const { sha256 } = await hashFile({ path: pathToBytes(request.table) });
    const identity = { table: basename(request.table), sha256, mapping: table.mapping };
    const folder = await openFetchFolder(request.folder, identity);
    try {
      const tally = await fetchRows({ request, table, folder, userAgent, tools }, context);
      const seconds = (performance.now() - startedMs) / 1000;
      return { ...tally.progress(), folder: folder.folder, list: folder.list, seconds };
    } catch (error) {
      throw folderProblem(error, folder.folder);
    } finally {
      folder.release();
    }
  } finally {
    await table.close();
  }
}

interface FetchJob {
  readonly request: FetchPlan;
  readonly table: UrlTable;
  readonly folder: FetchFolder;
  readonly userAgent: string;
  readonly tools: FetchTools;
}

async function fetchRows(job: FetchJob, context: JobContext): Promise<FetchTally> {
  const { table, tools } = job;
  const survey = await surveyTable(table, context);
  const tally = createFetchTally(survey.rows, survey.hosts);
  const controller = new AbortController();
  const signal = AbortSignal.any([context.signal, controller.signal]);
  // Every row in the window listens.
  setMaxListeners(0, signal);
  const reach = watchReach((error) => controller.abort(error));
  const { settler, close } = createSettler(job, survey, reach.told, signal);
  const isSettled = new Uint8Array(survey.rows + 1);
  try {
    context.report({ stage: 'Looking at what is here', done: 0, total: null });
    await readSettled({ ...listOf(job), signal: context.signal }, (settled) => {
      const { row, url } = settled;
      isSettled[row] = 1;
      settler.remember(row, url, settled);
      tally.add(settled, 0);
    });
    tally.begin();
    tools.onProgress(() => tally.progress());
    const rows = unsettledRows(table, isSettled, signal);
    const list = await openList(job.folder.list);
    try {
      await settleAll(rows, { settler, list, tally, mapping: table.mapping, controller, signal }, context);
    } finally {
      await list.close();
    }
    reach.expectNetwork();
    return tally;
  } finally {
    close();
  }
}

function listOf({ request, table, folder }: FetchJob) {
  const header = listHeader(table.mapping, table.others);
  return { folder: folder.folder, list: folder.list, header, retry: request.retry };
}

async function* unsettledRows(table: UrlTable, isSettled: Uint8Array, signal: AbortSignal): AsyncGenerator<UrlRow, void, void> {
  for await (const { row } of table.read(signal)) if (isSettled[row.row] !== 1) yield row;
}

interface Settling {
  readonly settler: RowSettler;
  readonly list: ListWriter;
  readonly tally: FetchTally;
  readonly mapping: UrlTable['mapping'];
  readonly controller: AbortController;
  readonly signal: AbortSignal;
}

/** The first error stops all; it is thrown once nothing is in flight any more. */
async function settleAll(rows: AsyncIterable<UrlRow>, settling: Settling, context: JobContext): Promise<void> {
  const { tally, controller, signal } = settling;
  const window = createTurnstile(WINDOW_ROWS);
  const inFlight = new Set<Promise<void>>();
  const total = tally.progress().rows;
  context.report({ stage: 'Downloading', done: tally.settled, total });
  const settleOne = async (row: UrlRow): Promise<void> => {
    try {
      await settleAndList(row, settling);
      context.report({ done: tally.settled, total });
    } catch (error) {
      controller.abort(error);
    } finally {
      window.leave();
    }
  };
  try {
    for await (const row of rows) {
      await window.enter();
      if (signal.aborted) break;
      const settled = settleOne(row).finally(() => inFlight.delete(settled));
      inFlight.add(settled);
    }
  } catch (error) {
    controller.abort(error);
  }
  await Promise.all(inFlight);
  signal.throwIfAborted();
}

async function settleAndList(row: UrlRow, { settler, list, tally, mapping }: Settling): Promise<void> {
  const settled = await settler.settle(row);
  await list.add(listLine(row, settled, mapping, new Date().toISOString()));
  const bytes = settled.status === 'fetched' ? (settled.sizeBytes ?? 0) : 0;
  tally.add({ row: row.row, url: row.texts.url, status: settled.status, reason: settled.reason }, bytes);
}

function createSettler(
  { request, table, folder, userAgent, tools }: FetchJob,
  survey: Survey,
  reach: Manners['reach'],
  signal: AbortSignal,
): { readonly settler: RowSettler; close(): void } {
  const { perHost, pauseMs, connections, maxBytes, timeoutMs, allowPrivate } = request;
  const patience = { ...MANNERS, ...tools.manners };
  const { isPrivate, longestDelayMs, longestWaitMs } = patience;
  const asker = createAsker({ userAgent, perHost, isPrivate });
  const gates = createHostGates({ perHost, pauseMs, connections, longestWaitMs });
  const stallMs = Math.min(LONGEST_STALL_MS, timeoutMs);
  const manners = { asker, gates, isPrivate, stallMs, timeoutMs, reach };
  const robots = createRobots({ manners, patience, longestDelayMs, signal });
  const pictures = { manners, robots, maxBytes, allowPrivate };
  const hasKeys = table.mapping.key !== null;
  return {
    settler: createRowSettler({ folder, survey, hasKeys, tools: pictures, patience, signal }),
    close: () => asker.close(),
  };
}

function expectUrls({ mapping, head }: UrlTable, file: string): void {
  if (mapping.url !== null) return;
  const columns = head.map(({ name }) => name).join(', ');
  const message = `${basename(file)} has no column of addresses that begin with http:// or https://. Its columns: ${columns}.`;
  throw new WinnowError('bad_request', message);
}
