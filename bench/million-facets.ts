import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { columnSources } from '../src/main/index/columns.ts';
import { startQueryWorker } from '../src/main/index/start-query-worker.ts';
import { DEFAULT_QUERY, type Query } from '../src/shared/query.ts';
import { parseQuery } from '../src/shared/query-language.ts';
import type { QueryCalls } from '../src/workers/query/calls.ts';
import type { Client } from '../src/workers/rpc/client.ts';
import { makeMillionRows } from './million-rows.ts';

/**
 * Facets of a million samples with three active filters: each section of the sidebar by itself, all that are open at first, and
 * all at once; each is a round trip to the worker. `first`: the first time the section is asked for. "moved": one filter is another
 * each time, as while a brush is dragged. Meanwhile something that takes no turn is asked again and again: the longest wait is the
 * longest that the worker does not look up. Writes results/million-facets.json. `ROWS=100000` makes it smaller.
 */
const ROWS = Number(process.env.ROWS ?? 1_000_000);
const SEED = 1;
const ROUNDS = 20;
const GOAL_MS = 100;
const GOAL_TURN_MS = 50;
/** @param moved bytes that the bound is moved by */
const filters = (moved: number): string => `-tag:remove sizeBytes>=${2000 + moved} split:train`;

const TEXTS = ['label', 'split', 'status', 'tag', 'format'] as const;
const RANGES = ['sizeBytes', 'width', 'height', 'aspect', 'modified', 'score.blurry', 'score.dark', 'score.uniqueness'] as const;
const CLAIMS = ['flagged', 'tagged', 'labeled', 'relabeled', 'split', 'recognized'] as const;

type Asked = Omit<QueryCalls['facets']['input'], 'query'>;

const NONE = { texts: [], ranges: [] } as const;
const OPEN: Asked = { texts: TEXTS, ranges: ['sizeBytes', 'width', 'height'] };
const ALL: Asked = { texts: TEXTS, ranges: RANGES, claims: CLAIMS };
const CASES: readonly (readonly [name: string, asked: Asked, isMoved?: boolean])[] = [
  ...TEXTS.map((field) => [field, { ...NONE, texts: [field] }] as const),
  ...RANGES.map((field) => [field, { ...NONE, ranges: [field] }] as const),
  ['sizeBytes, linear', { ...NONE, ranges: ['sizeBytes'], scales: { sizeBytes: 'linear' } }],
  ['claims', { ...NONE, claims: CLAIMS }],
  ['all open at first', OPEN],
  ['all open at first, moved', OPEN, true],
  ['all at once', ALL],
  ['all at once, moved', ALL, true],
];

interface Timing {
  readonly facets: string;
  readonly firstMs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly longestTurnMs: number;
}

const loadBefore = rounded(loadavg()[0] ?? 0);
const folder = mkdtempSync(join(tmpdir(), 'winnow-bench-'));
try {
  const dbFile = join(folder, 'winnow.db');
  makeMillionRows(dbFile, { rows: ROWS, seed: SEED });
  const { client, close } = await startQueryWorker(columnSources(dbFile));
  // Reads every column.
  await client.call('issues', { query: null });
  const timings: Timing[] = [];
  for (const [name, asked, isMoved = false] of CASES) timings.push(await timed(client, name, asked, isMoved));
  const rssMb = rounded(process.memoryUsage().rss / 1e6);
  await close();
  report(timings, rssMb);
} finally {
  rmSync(folder, { recursive: true });
}

async function timed(client: Client<QueryCalls>, facets: string, asked: Asked, isMoved: boolean): Promise<Timing> {
  let moved = 0;
  const ask = (): Promise<unknown> => client.call('facets', { query: parsed(filters(isMoved ? moved++ : 0)), ...asked });
  const firstMs = await millisecondsOf(ask);
  const all: number[] = [];
  for (let round = 0; round < ROUNDS; round++) all.push(await millisecondsOf(ask));
  return {
    facets,
    firstMs,
    p50Ms: percentile(all, 0.5),
    p95Ms: percentile(all, 0.95),
    longestTurnMs: await longestWait(client, ask),
  };
}

/** The longest that an answer without a turn takes while facets are counted. */
async function longestWait(client: Client<QueryCalls>, ask: () => Promise<unknown>): Promise<number> {
  const sort = { field: 'similar', descending: true, to: [1], away: [] } as const;
  let longest = 0;
  for (let round = 0; round < ROUNDS / 4; round++) {
    let isCounting = true;
    const counted = ask().finally(() => {
      isCounting = false;
    });
    while (isCounting) longest = Math.max(longest, await millisecondsOf(() => client.call('hasSimilarity', { sort })));
    await counted;
  }
  return longest;
}

function parsed(text: string): Query {
  const result = parseQuery(text);
  if (!result.ok) throw new Error(`"${text}": ${result.message}`);
  return { ...DEFAULT_QUERY, filter: result.query.filter };
}

async function millisecondsOf(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await task();
  return performance.now() - start;
}

/** Nearest rank. */
function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

function report(timings: readonly Timing[], rssMb: number): void {
  const single = timings.filter(({ facets }) => !facets.startsWith('all'));
  const result = {
    date: new Date().toISOString(),
    machine: {
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      memoryGb: rounded(totalmem() / 1e9),
      os: `${platform()} ${arch()}`,
      node: process.version,
      // Well above 1 before the run: others were using the machine, and the slow figures are theirs.
      loadBefore,
    },
    rows: ROWS,
    seed: SEED,
    rounds: ROUNDS,
    filters: filters(0),
    rssMb,
    goals: {
      [`p95 of each section by itself < ${GOAL_MS} ms`]: single.every(({ p95Ms }) => p95Ms < GOAL_MS),
      [`no turn of the worker > ${GOAL_TURN_MS} ms`]: timings.every(({ longestTurnMs }) => longestTurnMs < GOAL_TURN_MS),
    },
    facets: timings.map((timing) => ({
      ...timing,
      firstMs: rounded(timing.firstMs),
      p50Ms: rounded(timing.p50Ms),
      p95Ms: rounded(timing.p95Ms),
      longestTurnMs: rounded(timing.longestTurnMs),
    })),
  };
  console.table(result.facets);
  console.log(result.goals);
  const results = join(import.meta.dirname, 'results');
  mkdirSync(results, { recursive: true });
  writeFileSync(join(results, 'million-facets.json'), `${JSON.stringify(result, null, 2)}\n`);
}
