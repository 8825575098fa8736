import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../test/fixtures/browser.ts';
import { serveEngine } from '../test/fixtures/served-engine.ts';
import { showBareGrid } from './bare-grid.ts';
import { type FrameSummary, rounded, summaryOf } from './frame-summary.ts';
import { FRAME_CATEGORIES, tracedFrames } from './frame-trace.ts';
import { keptMillion } from './million-pictures.ts';
import { noteScrolls, whenPainted } from './painted-view.ts';
import { dragDown, wheelDown } from './scroll-input.ts';

/**
 * The grid at a million samples with real thumbnails, in a real Chromium that draws in software: ten seconds of the wheel and the
 * scrollbar dragged from end to end, in each layout. Per frame, from Chromium's own trace, how long script, layout and paint took;
 * and how long after the scroll every thumbnail in the view was painted. Beside it a bare scroller of the same pictures, which is
 * what drawing alone costs in this browser. `WINNOW_BENCH_ROWS`, `WINNOW_BENCH_SECONDS` and `WINNOW_BENCH_CASES=squares,sheet` make
 * it smaller; `WINNOW_BENCH_WORK` keeps the samples in a folder for the next run.
 */
const ROWS = Number(process.env.WINNOW_BENCH_ROWS ?? 1_000_000);
const SECONDS = Number(process.env.WINNOW_BENCH_SECONDS ?? 10);
const ASKED = process.env.WINNOW_BENCH_CASES?.split(',') ?? null;
const KEPT = process.env.WINNOW_BENCH_WORK ?? null;
const STOPS = 3;
const VIEW = { width: 1440, height: 900 } as const;
const GOALS = { longestScriptMs: 50, medianMs: 16.7, paintedMs: 300 } as const;

interface Case {
  readonly name: string;
  /** As they are kept in the browser. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly isGrouped?: boolean;
  readonly isBare?: boolean;
}

const CASES: readonly Case[] = [
  { name: 'bare', settings: {}, isBare: true },
  { name: 'squares', settings: {} },
  { name: 'justified', settings: { rowLayout: 'justified' } },
  { name: 'sheet', settings: { thumbnailSize: 40 } },
  { name: 'grouped', settings: {}, isGrouped: true },
];

interface Stops {
  /** From the last scroll until every thumbnail in the view was painted: the longest of several. */
  readonly paintedMs: number;
  readonly paintedsMs: readonly number[];
  /** Thumbnails in the view. */
  readonly shown: number;
}

type Measured = FrameSummary & Stops;

type CaseResult = Readonly<Record<'wheel' | 'drag', Measured>>;

async function openCase(page: Page, url: string, dataset: string, { settings, isGrouped, isBare }: Case): Promise<void> {
  await page.addInitScript((all) => {
    for (const [key, value] of Object.entries(all)) localStorage.setItem(`winnow.${key}`, JSON.stringify(value));
  }, settings);
  await page.goto(`${url}&dataset=${dataset}`);
  // The page has come to rest: it counts issues last.
  await page.getByRole('tab', { name: /^Issues [\d,]+$/ }).waitFor({ timeout: 60_000 });
  if (isGrouped) {
    await page.getByRole('button', { name: 'Group', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Class', exact: true }).click();
    await page.getByRole('grid').locator('[data-group]').first().waitFor();
  }
  if (isBare) await page.evaluate(showBareGrid, { dataset, samples: ROWS, columns: 6, cell: 185 });
  await page.evaluate(noteScrolls);
  await page.evaluate(whenPainted);
}

/** Traces frames while something is done. */
async function traced(browser: Browser, page: Page, act: () => Promise<void>): Promise<FrameSummary> {
  await browser.startTracing(page, { categories: [...FRAME_CATEGORIES] });
  const isStopped = await keepFramesComing(page);
  await act();
  await isStopped();
  const trace = await browser.stopTracing();
  return summaryOf(tracedFrames(trace.toString()));
}

/** Scrolls that end, untraced: a trace that is written down keeps the browser from fetching. */
async function timeStops(page: Page, act: (stop: number) => Promise<void>): Promise<Stops> {
  const times: number[] = [];
  let shown = 0;
  for (let stop = 0; stop < STOPS; stop++) {
    await act(stop);
    const painted = await page.evaluate(whenPainted);
    times.push(rounded(painted.ms));
    shown = painted.shown;
  }
  return { paintedMs: Math.max(...times), paintedsMs: times, shown };
}

/** A frame is begun at each turn of the display, also where nothing changes. @returns ends it */
async function keepFramesComing(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    Object.assign(globalThis, { benchFrames: true });
    const again = (): void => {
      if ('benchFrames' in globalThis) requestAnimationFrame(again);
    };
    requestAnimationFrame(again);
  });
  return () => page.evaluate(() => void Reflect.deleteProperty(globalThis, 'benchFrames'));
}

async function measureCase(browser: Browser, url: string, dataset: string, asked: Case): Promise<CaseResult> {
  const page = await browser.newPage({ viewport: VIEW });
  await openCase(page, url, dataset, asked);
  const wheelFrames = await traced(browser, page, () => wheelDown(page, SECONDS));
  const wheel = { ...wheelFrames, ...(await timeStops(page, () => wheelDown(page, 1))) };
  const dragFrames = await traced(browser, page, () => dragDown(page, SECONDS, 1));
  const drag = { ...dragFrames, ...(await timeStops(page, (stop) => dragDown(page, 1, (stop + 1) / (STOPS + 1)))) };
  await page.close();
  console.log(asked.name, { wheel, drag });
  return { wheel, drag };
}

const work = KEPT ?? realpathSync(mkdtempSync(join(tmpdir(), 'winnow-bench-')));
try {
  const { id, home } = keptMillion(work, ROWS);
  const loadBefore = rounded(loadavg()[0] ?? 0);
  const engine = await serveEngine(home);
  const browser = await launchBrowser({ hasScrollbars: true });
  try {
    const cases: Record<string, CaseResult> = {};
    for (const one of CASES) {
      if (ASKED?.includes(one.name) ?? true) cases[one.name] = await measureCase(browser, engine.url, id, one);
    }
    const all = Object.entries(cases).flatMap(([name, { wheel, drag }]) => (name === 'bare' ? [] : [wheel, drag]));
    const result = {
      date: new Date().toISOString(),
      machine: { cpu: cpus()[0]?.model, cores: cpus().length, os: `${platform()} ${arch()}`, node: process.version, loadBefore },
      browser: `Chromium ${browser.version()}, drawn by software`,
      rows: ROWS,
      seconds: SECONDS,
      goals: {
        [`no frame over ${GOALS.longestScriptMs} ms of script`]: all.every(
          ({ longestScriptMs }) => longestScriptMs <= GOALS.longestScriptMs,
        ),
        [`median frame < ${GOALS.medianMs} ms`]: all.every(({ medianMs }) => medianMs <= GOALS.medianMs),
        [`all in view painted < ${GOALS.paintedMs} ms after the scroll`]: all.every(
          ({ paintedMs }) => paintedMs < GOALS.paintedMs,
        ),
      },
      cases,
    };
    console.log(result.goals);
    if (ROWS === 1_000_000 && SECONDS >= 10)
      writeFileSync(join(import.meta.dirname, 'results/grid.json'), `${JSON.stringify(result, null, 2)}\n`);
  } finally {
    await browser.close();
    await engine.stop();
  }
} finally {
  if (KEPT === null) rmSync(work, { recursive: true });
}
