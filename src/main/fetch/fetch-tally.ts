import {
  FETCH_STATUSES,
  type FetchedHost,
  type FetchFailures,
  type FetchProgress,
  type FetchStatus,
} from '../../shared/fetch.ts';
import { parseAddress } from './survey-table.ts';

/** Hosts that progress tells of. */
const MOST_HOSTS = 12;

interface HostTally {
  readonly rows: number;
  fetched: number;
  failed: number;
}

export interface SettledFact {
  readonly row: number;
  readonly url: string;
  readonly status: FetchStatus;
  readonly reason: string;
}

/** Counts what became of rows. */
export interface FetchTally {
  /** @param bytes received for it by this run */
  add(fact: SettledFact, bytes: number): void;
  /** What was added until now was settled before this run. */
  begin(): void;
  progress(): FetchProgress;
  /** Rows that were added. */
  readonly settled: number;
}

/** @param hostRows rows of the table by host */
export function createFetchTally(rows: number, hostRows: ReadonlyMap<string, number>): FetchTally {
  const hosts = new Map<string, HostTally>();
  for (const [host, count] of hostRows) hosts.set(host, { rows: count, fetched: 0, failed: 0 });
  const counts = Object.fromEntries(FETCH_STATUSES.map((status) => [status, 0])) as Record<FetchStatus, number>;
  const examples = new Map<FetchStatus, FetchFailures['example']>();
  let bytes = 0;
  let settled = 0;
  let before = 0;

  return {
    add({ row, url, status, reason }, received) {
      settled++;
      counts[status]++;
      bytes += received;
      const isFailed = status !== 'fetched' && status !== 'duplicate';
      if (isFailed && !examples.has(status)) examples.set(status, { row, url, reason });
      const host = hosts.get(parseAddress(url)?.host ?? '');
      if (host === undefined) return;
      if (isFailed) host.failed++;
      else host.fetched++;
    },
    begin() {
      before = settled;
    },
    progress() {
      const failures = [...examples].map(([status, example]) => ({ status, count: counts[status], example }));
      return {
        ...{ rows, before, bytes, counts: { ...counts }, hostCount: hosts.size, hosts: largestHosts(hosts) },
        failures: failures.toSorted((a, b) => b.count - a.count),
      };
    },
    get settled() {
      return settled;
    },
  };
}

/** In one pass: a table may name a million hosts. */
function largestHosts(hosts: ReadonlyMap<string, HostTally>): readonly FetchedHost[] {
  const largest: FetchedHost[] = [];
  for (const [host, tally] of hosts) {
    const last = largest.at(-1);
    if (largest.length === MOST_HOSTS && last !== undefined && last.rows >= tally.rows) continue;
    const at = largest.findLastIndex(({ rows }) => rows >= tally.rows) + 1;
    largest.splice(at, 0, { host, ...tally });
    if (largest.length > MOST_HOSTS) largest.pop();
  }
  return largest;
}
