import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { launchBrowser } from '../test/fixtures/browser.ts';
import { serveEngine } from '../test/fixtures/served-engine.ts';
import { makeMillionDataset } from './million-dataset.ts';
import { seededRandom } from './million-rows.ts';

/**
 * A million samples in the real page: the served engine, a real Chromium. Rows without files (their folder is gone, so
 * nothing indexes them away): open to first tiles, memory of engine and page, nodes of the grid, and whether any place
 * that is jumped to shows the samples that belong there.
 */
const ROWS = Number(process.env.WINNOW_BENCH_ROWS ?? 1_000_000);
const JUMPS = 40;
const OPENS = 3;
const TILES = 200;
const DETAIL_PAGES = 50;
const GOALS = { openToFirstTilesMs: 2000, detailsPageP95Ms: 10, engineRssMb: 600, pageRssMb: 400, gridNodes: 600 } as const;

const work = mkdtempSync(join(tmpdir(), 'winnow-bench-'));
const home = join(work, 'home');
const folder = join(work, 'million');
const cli = join(import.meta.dirname, '../src/main/cli.ts');

/** Resident memory of a process and its children of one kind, MB. */
function residentMb(pid: number): number {
  const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(found?.[1] ?? Number.NaN) / 1000;
}

/** Resident memory of the largest renderer among all processes below this one, MB. */
function rendererMb(): number {
  const sizes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer') ? [residentMb(Number(pid))] : [];
      } catch {
        return []; // It ended meanwhile.
      }
    });
  return Math.max(...sizes);
}

async function openPage(page: Page, url: string): Promise<number> {
  const start = performance.now();
  await page.goto(url);
  await page.locator('[role=gridcell]:not([aria-label=Loading])').first().waitFor();
  return performance.now() - start;
}

interface Jump {
  readonly fraction: number;
  readonly settledMs: number;
  readonly isRight: boolean;
}

/** Scrolls to a fraction of the height and compares every tile in view with the engine's own order. */
async function jump(page: Page, grid: Locator, ids: Uint32Array, fraction: number): Promise<Jump> {
  const start = performance.now();
  await grid.evaluate((element, part) => {
    element.scrollTop = part * (element.scrollHeight - element.clientHeight);
  }, fraction);
  await page.waitForTimeout(50);
  await page.waitForFunction(
    () => {
      const cells = [...document.querySelectorAll('[role=gridcell]')];
      return cells.length > 0 && cells.every((cell) => cell.getAttribute('aria-label') !== 'Loading');
    },
    null,
    { polling: 20 },
  );
  const settledMs = performance.now() - start;
  const columns = Number(await grid.getAttribute('aria-colcount'));
  const cells = await grid.evaluate((element) =>
    [...element.querySelectorAll('[role=row]')].flatMap((row) =>
      [...row.querySelectorAll('[role=gridcell]')].map((cell) => ({
        row: Number(row.getAttribute('aria-rowindex')),
        column: Number(cell.getAttribute('aria-colindex')),
        sample: Number(cell.getAttribute('data-sample')),
      })),
    ),
  );
  const isRight = cells.length > 0 && cells.every(({ row, column, sample }) => ids[(row - 1) * columns + column - 1] === sample);
  return { fraction, settledMs, isRight };
}

/** The order by path as the engine's own command tells it. */
function idsByPath(): Uint32Array {
  const ids = new Uint32Array(ROWS);
  const PAGE = 500_000;
  for (let offset = 0; offset < ROWS; offset += PAGE) {
    const args = [
      cli,
      'samples',
      folder,
      '--home',
      home,
      '--fields',
      'id',
      '--limit',
      String(PAGE),
      '--offset',
      String(offset),
      '--csv',
    ];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 30 });
    if (status !== 0) throw new Error(`winnow samples ended with ${status}: ${stderr}`);
    ids.set(stdout.trimEnd().split('\n').slice(1).map(Number), offset);
  }
  return ids;
}

/** Round trips of 200 tiles at random places, ms, as the page asks for them. */
function timeDetails(page: Page, dataset: string, pages: readonly (readonly number[])[]): Promise<number[]> {
  return page.evaluate(
    async ([id, all]) => {
      const times: number[] = [];
      for (const ids of all) {
        const start = performance.now();
        const answer = await fetch(`api/datasets/${id}/tiles`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ ids }),
        });
        const tiles: unknown = await answer.json();
        if (!Array.isArray(tiles) || tiles.length !== ids.length)
          throw new Error(`${answer.status}: expected ${ids.length} tiles`);
        times.push(performance.now() - start);
      }
      return times;
    },
    [dataset, pages] as const,
  );
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

try {
  const { id } = makeMillionDataset(home, folder, ROWS);
  const opens: number[] = [];
  const ids = idsByPath();
  for (let round = 1; round < OPENS; round++) {
    const cold = await serveEngine(home);
    const chromium = await launchBrowser();
    opens.push(await openPage(await chromium.newPage({ viewport: { width: 1440, height: 900 } }), `${cold.url}&dataset=${id}`));
    await chromium.close();
    await cold.stop();
  }
  const engine = await serveEngine(home);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    opens.push(await openPage(page, `${engine.url}&dataset=${id}`));
    const grid = page.getByRole('grid', { name: 'Samples' });
    const random = seededRandom(7);
    const jumps: Jump[] = [];
    for (const fraction of [1, 0, ...Array.from({ length: JUMPS - 2 }, random)])
      jumps.push(await jump(page, grid, ids, fraction));
    await grid.focus();
    await page.keyboard.press('End');
    await page.locator(`[data-sample="${ids.at(-1)}"][data-focused]`).waitFor();
    const randomPage = (): number[] => Array.from({ length: TILES }, () => ids[Math.floor(random() * ROWS)] ?? 1);
    const details = (await timeDetails(page, id, Array.from({ length: DETAIL_PAGES }, randomPage))).toSorted((a, b) => a - b);
    const gridNodes = await grid.evaluate((element) => element.querySelectorAll('*').length);
    const result = {
      date: new Date().toISOString(),
      machine: { cpu: cpus()[0]?.model, cores: cpus().length, os: `${platform()} ${arch()}`, node: process.version },
      rows: ROWS,
      goals: GOALS,
      openToFirstTilesMs: Math.round(median(opens)),
      opensMs: opens.map(Math.round),
      engineRssMb: Math.round(residentMb(engine.process.pid ?? 0)),
      pageRssMb: Math.round(rendererMb()),
      gridNodes,
      jumps: jumps.length,
      jumpsRight: jumps.filter(({ isRight }) => isRight).length,
      detailsPageP95Ms: details[Math.ceil(0.95 * details.length) - 1],
      detailsPageMedianMs: median(details),
      jumpSettledMedianMs: Math.round(median(jumps.map(({ settledMs }) => settledMs))),
    };
    console.log(result);
    writeFileSync(join(import.meta.dirname, 'results/million-page.json'), `${JSON.stringify(result, null, 2)}\n`);
  } finally {
    await browser.close();
    await engine.stop();
  }
} finally {
  rmSync(work, { recursive: true });
}
