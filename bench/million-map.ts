import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../test/fixtures/browser.ts';
import { serveEngine } from '../test/fixtures/served-engine.ts';
import { makeMillionDataset } from './million-dataset.ts';

/**
 * A million samples on the map, in the real page: the served engine, a real Chromium that draws WebGL in software. From the
 * click on "Map" to all points on the screen in their colours; frames while it is panned and zoomed; from the end of a lasso
 * around a hundred thousand to the answer on the screen. `WINNOW_BENCH_ROWS=100000` makes it smaller.
 */
const ROWS = Number(process.env.WINNOW_BENCH_ROWS ?? 1_000_000);
const ROUNDS = 3;
const LASSOS = 5;
const STEPS = 40;
const GOALS = { loadMs: 3000, lassoMs: 300, lassoed: 100_000 } as const;
const VIEW = { width: 1440, height: 900 } as const;

const work = mkdtempSync(join(tmpdir(), 'winnow-bench-'));
const home = join(work, 'home');
const folder = join(work, 'million');

async function openMap(page: Page, url: string): Promise<number> {
  await page.goto(url);
  await page.locator('[role=gridcell]:not([aria-label=Loading])').first().waitFor();
  // The page has come to rest: it counts issues last.
  await page.getByRole('tab', { name: /^Issues [\d,]+$/ }).waitFor();
  const points = await page.evaluate(() => performance.now());
  await page.getByRole('button', { name: 'Map', exact: true }).click();
  await page.waitForFunction(
    () => {
      const drawn = document.querySelector<HTMLElement>('[data-drawn][data-coloured]')?.dataset.drawn;
      const name = document.querySelector('[role=application]')?.getAttribute('aria-label') ?? '';
      return drawn !== undefined && drawn === name.replaceAll(/\D/g, '');
    },
    null,
    { polling: 'raf', timeout: 120_000 },
  );
  return page.evaluate(
    (start) =>
      new Promise<number>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
      }),
    points,
  );
}

/** Milliseconds between frames while something is done. */
async function framesWhile(page: Page, act: () => Promise<void>): Promise<readonly number[]> {
  await page.evaluate(() => {
    const frames: number[] = [];
    Object.assign(globalThis, { benchFrames: frames });
    const count = (nowMs: number): void => {
      frames.push(nowMs);
      if ('benchFrames' in globalThis) requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  await act();
  const times = await page.evaluate(() => {
    const { benchFrames } = globalThis as unknown as { benchFrames: number[] };
    Reflect.deleteProperty(globalThis, 'benchFrames');
    return benchFrames;
  });
  return times.slice(1).map((time, place) => time - (times[place] ?? time));
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

async function pan(page: Page, { x, y, width, height }: Box): Promise<void> {
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  for (let step = 1; step <= STEPS; step++) {
    const angle = (2 * Math.PI * step) / STEPS;
    await page.mouse.move(x + width / 2 + 150 * Math.sin(angle), y + height / 2 + 100 * (1 - Math.cos(angle)));
  }
  await page.mouse.up();
}

async function zoom(page: Page, { x, y, width, height }: Box): Promise<void> {
  await page.mouse.move(x + width / 2, y + height / 2);
  for (let step = 0; step < STEPS; step++) {
    await page.mouse.wheel(0, step < STEPS / 2 ? -60 : 60);
    await page.waitForTimeout(16);
  }
}

/** Draws a circle around the middle, and waits for the count above the map. @returns from the release to the count */
async function lasso(page: Page, box: Box, radius: number): Promise<{ readonly ms: number; readonly found: number }> {
  const corner = (step: number): [number, number] => [
    box.x + box.width / 2 + radius * Math.cos(step / 10),
    box.y + box.height / 2 + radius * Math.sin(step / 10),
  ];
  await page.keyboard.press('l');
  await page.mouse.move(...corner(0));
  await page.mouse.down();
  for (let step = 1; step <= 62; step++) await page.mouse.move(...corner(step));
  await page.evaluate(() => {
    const counts = document.querySelector('[role=toolbar][aria-label=Map] [role=status]');
    const before = counts?.textContent;
    const answered = new Promise<number>((resolve) => {
      addEventListener(
        'pointerup',
        () => {
          const start = performance.now();
          const observer = new MutationObserver(() => {
            if (counts?.textContent === before || !counts?.textContent?.includes('selected')) return;
            observer.disconnect();
            resolve(performance.now() - start);
          });
          if (counts !== null) observer.observe(counts, { childList: true, characterData: true, subtree: true });
        },
        { once: true, capture: true },
      );
    });
    Object.assign(globalThis, { benchLasso: answered });
  });
  await page.mouse.up();
  const ms = await page.evaluate(() => (globalThis as unknown as { benchLasso: Promise<number> }).benchLasso);
  const counts = await page.locator('[role=toolbar][aria-label=Map] [role=status]').textContent();
  const found = Number(/^[\d,]+/.exec(counts ?? '')?.[0].replaceAll(',', ''));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.waitForFunction(
    () => !document.querySelector('[role=toolbar][aria-label=Map] [role=status]')?.textContent?.includes(' of '),
  );
  return { ms, found };
}

/** Widens a circle until it holds about as many as the goal says. */
async function lassoRadius(page: Page, box: Box): Promise<number> {
  let radius = 90;
  for (let round = 0; round < 6; round++) {
    const { found } = await lasso(page, box, radius);
    const share = found / (GOALS.lassoed * (ROWS / 1_000_000));
    if (share > 0.9 && share < 1.3) break;
    radius = Math.min(Math.min(box.width, box.height) / 2 - 5, radius / Math.sqrt(Math.max(0.1, share)));
  }
  return radius;
}

function residentMb(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1000;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const p95 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(0.95 * values.length)] ?? Number.NaN;

try {
  const { id } = makeMillionDataset(home, folder, ROWS);
  const engine = await serveEngine(home);
  const browser = await launchBrowser({ hasWebGl: true });
  try {
    const loads: number[] = [];
    let page = await browser.newPage({ viewport: VIEW });
    for (let round = 0; round < ROUNDS; round++) {
      await page.close();
      page = await browser.newPage({ viewport: VIEW });
      loads.push(await openMap(page, `${engine.url}&dataset=${id}`));
    }
    const box = await page.getByRole('application').boundingBox();
    if (box === null) throw new Error('The map is not on the screen.');
    const panned = await framesWhile(page, () => pan(page, box));
    const zoomed = await framesWhile(page, () => zoom(page, box));
    await page.keyboard.press('0');
    const radius = await lassoRadius(page, box);
    const lassos: { readonly ms: number; readonly found: number }[] = [];
    for (let round = 0; round < LASSOS; round++) lassos.push(await lasso(page, box, radius + round));
    const result = {
      date: new Date().toISOString(),
      machine: { cpu: cpus()[0]?.model, cores: cpus().length, os: `${platform()} ${arch()}`, node: process.version },
      rows: ROWS,
      renderer: 'SwiftShader: WebGL on the processor',
      goals: GOALS,
      loadMs: Math.round(median(loads)),
      loadsMs: loads.map(Math.round),
      panFrameMedianMs: Math.round(median(panned)),
      panFrameP95Ms: Math.round(p95(panned)),
      zoomFrameMedianMs: Math.round(median(zoomed)),
      zoomFrameP95Ms: Math.round(p95(zoomed)),
      lassoMedianMs: Math.round(median(lassos.map(({ ms }) => ms))),
      lassosMs: lassos.map(({ ms }) => Math.round(ms)),
      lassoed: median(lassos.map(({ found }) => found)),
      engineRssMb: Math.round(residentMb(engine.process.pid ?? 0)),
    };
    console.log(result);
    writeFileSync(join(import.meta.dirname, 'results/million-map.json'), `${JSON.stringify(result, null, 2)}\n`);
  } finally {
    await browser.close();
    await engine.stop();
  }
} finally {
  rmSync(work, { recursive: true });
}
