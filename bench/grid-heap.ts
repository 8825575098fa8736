import { linkSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { launchBrowser } from '../test/fixtures/browser.ts';
import { serveEngine } from '../test/fixtures/served-engine.ts';
import { rounded } from './frame-summary.ts';
import { type HeapKinds, heapKinds } from './heap-kinds.ts';
import { keptMillion, type PicturedMillion } from './million-pictures.ts';
import { noteScrolls, whenPainted } from './painted-view.ts';
import { dragDown, wheelDown } from './scroll-input.ts';

/**
 * Ten minutes of use at a million samples, in a real Chromium: scrolled by wheel and scrollbar, opened large, selected, tagged and
 * untagged, filtered, laid out in each way. After each minute the page's garbage is collected and its heap measured; where it is
 * compared, what the page holds is told from what the engine compiled of its script.
 * `WINNOW_BENCH_MINUTES=1` makes it shorter, `WINNOW_BENCH_ROWS` smaller; `WINNOW_BENCH_WORK` keeps the samples for the next run.
 */
const ROWS = Number(process.env.WINNOW_BENCH_ROWS ?? 1_000_000);
const MINUTES = Number(process.env.WINNOW_BENCH_MINUTES ?? 10);
const KEPT = process.env.WINNOW_BENCH_WORK ?? null;
/** Against the heap at the end of this part of the time: minute 2 of 10. */
const BEFORE_PART = 0.2;
const MOST_GROWTH = 0.05;
const VIEW = { width: 1440, height: 900 } as const;
const FILTERS = ['label:class_007', 'width>600 -tag:remove', 'split:val', 'score.blurry<0.3'] as const;

interface Heap {
  readonly minute: number;
  readonly usedMb: number;
  readonly nodes: number;
  readonly rounds: number;
  /** Where it is compared. */
  readonly kinds?: HeapKinds;
}

/** After a collection: what script holds, and how many nodes there are, in the page or held by script. */
async function heapOf(cdp: CDPSession, minute: number, rounds: number): Promise<Heap> {
  for (let time = 0; time < 3; time++) await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const { nodes } = await cdp.send('Memory.getDOMCounters');
  return { minute: rounded(minute), usedMb: Math.round(usedSize / 1e4) / 100, nodes, rounds };
}

/** One round of what is done all day; ends as it began: nothing tagged, selected or filtered. */
async function workOn(page: Page, million: PicturedMillion, round: number): Promise<void> {
  const grid = page.getByRole('grid', { name: 'Samples' });
  await wheelDown(page, 3);
  await dragDown(page, 2, ((round * 7) % 19) / 19);
  await page.evaluate(whenPainted);
  await openLarge(page, million);
  await grid.focus();
  for (const key of ['Shift+ArrowRight', 'Shift+ArrowDown']) await page.keyboard.press(key);
  // Tags what is selected, and takes it back.
  await page.keyboard.press('r');
  await page.waitForTimeout(400);
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('Escape');
  await filterBy(page, FILTERS[round % FILTERS.length] ?? '');
  await wheelDown(page, 1);
  await filterBy(page, '');
  for (const key of ['-', '-', '-', '-', '-', '-', '-', '-', '+', '+', '+', '+', '+', '+', '+', '+']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(60);
  }
}

/** Opens a tile in the view large, goes on to the next ones, and comes back. Their files are put where the index has them. */
async function openLarge(page: Page, { id, folder, files }: PicturedMillion): Promise<void> {
  const cell = page.locator('[role=gridcell][data-sample]').nth(14);
  const sample = Number(await cell.getAttribute('data-sample'));
  const path = await page.evaluate(
    async ([dataset, one]) => {
      const answer = await fetch(`api/datasets/${dataset}/samples/${one}`);
      return ((await answer.json()) as { readonly path: string }).path;
    },
    [id, sample] as const,
  );
  const [from, to] = [files[sample % files.length] ?? '', join(folder, path)];
  mkdirSync(dirname(to), { recursive: true });
  linkSync(from, to);
  await cell.click();
  await page.keyboard.press('Enter');
  await page.waitForTimeout(700);
  for (let next = 0; next < 3; next++) {
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(250);
  }
  await page.keyboard.press('Escape');
  await page.getByRole('grid', { name: 'Samples' }).waitFor();
  // Where the folder is there, another opening would look at it and miss all the others.
  rmSync(folder, { recursive: true });
}

async function filterBy(page: Page, text: string): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Backspace');
  if (text !== '') await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.getByRole('grid', { name: 'Samples' }).focus();
  await page.waitForTimeout(500);
}

const work = KEPT ?? realpathSync(mkdtempSync(join(tmpdir(), 'winnow-bench-')));
try {
  const million = keptMillion(work, ROWS);
  const engine = await serveEngine(million.home);
  const browser = await launchBrowser({ hasScrollbars: true });
  try {
    const page = await browser.newPage({ viewport: VIEW });
    await page.goto(`${engine.url}&dataset=${million.id}`);
    await page.getByRole('tab', { name: /^Issues [\d,]+$/ }).waitFor({ timeout: 120_000 });
    await page.evaluate(noteScrolls);
    const cdp = await page.context().newCDPSession(page);
    const heaps: Heap[] = [await heapOf(cdp, 0, 0)];
    const start = performance.now();
    const minutes = (): number => (performance.now() - start) / 60_000;
    const every = MINUTES / 10;
    for (let round = 1; minutes() < MINUTES; round++) {
      await workOn(page, million, round);
      if (minutes() < heaps.length * every) continue;
      const heap = await heapOf(cdp, minutes(), round);
      const isCompared = heaps.every(({ kinds }) => kinds === undefined)
        ? heap.minute >= BEFORE_PART * MINUTES
        : heap.minute >= MINUTES;
      heaps.push(isCompared ? { ...heap, kinds: await heapKinds(cdp) } : heap);
      console.log(heaps.at(-1));
    }
    const [before, after] = heaps.filter(({ kinds }) => kinds !== undefined);
    const growthOf = (of: (heap: Heap) => number | undefined): number =>
      before === undefined || after === undefined ? Number.NaN : (of(after) ?? Number.NaN) / (of(before) ?? Number.NaN) - 1;
    const growth = growthOf(({ usedMb }) => usedMb);
    const result = {
      date: new Date().toISOString(),
      machine: { cpu: cpus()[0]?.model, cores: cpus().length, os: `${platform()} ${arch()}`, node: process.version },
      browser: `Chromium ${browser.version()}`,
      rows: ROWS,
      minutes: MINUTES,
      goals: { [`heap at minute 10 within ${100 * MOST_GROWTH} % of minute 2`]: growth <= MOST_GROWTH },
      growthPercent: rounded(100 * growth),
      growthOfDataPercent: rounded(100 * growthOf(({ kinds }) => kinds?.dataMb)),
      heaps,
    };
    console.log(result.goals, result.growthPercent, result.growthOfDataPercent);
    if (MINUTES >= 10) writeFileSync(join(import.meta.dirname, 'results/grid-heap.json'), `${JSON.stringify(result, null, 2)}\n`);
  } finally {
    rmSync(million.folder, { recursive: true, force: true });
    await browser.close();
    await engine.stop();
  }
} finally {
  if (KEPT === null) rmSync(work, { recursive: true });
}
