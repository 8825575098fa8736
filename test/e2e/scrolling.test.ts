import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page, Request } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../fixtures/browser.ts';
import { type ServedEngine, serveEngine } from '../fixtures/served-engine.ts';

const SAMPLES = 600;
const FRAMES = 30;

/** What is fetched while the grid is scrolled, in a real browser. */
describe('scrolling', () => {
  const work = realpathSync(mkdtempSync(join(tmpdir(), 'winnow-scrolling-')));
  let engine: ServedEngine;
  let browser: Browser;
  let page: Page;
  let grid: Locator;
  /** In the order in which they were asked for. */
  let pictures: number[] = [];
  let lists = 0;

  beforeAll(async () => {
    const folder = join(work, 'pictures');
    mkdirSync(folder);
    for (let k = 0; k < SAMPLES; k++) {
      const background = { r: k % 256, g: (k * 7) % 256, b: 90 };
      await sharp({ create: { width: 8, height: 8, channels: 3, background } }).toFile(join(folder, `${k}.png`));
    }
    engine = await serveEngine(join(work, 'home'), folder);
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1024, height: 700 } });
    page.on('request', (request) => {
      const picture = /\/thumbs\/(\d+)/.exec(request.url());
      if (picture !== null) pictures.push(Number(picture[1]));
      // Of one sample: what the bubble beside the scrollbar says.
      else if (/\/(tiles|values)$/.test(request.url()) && idsOf(request).length > 1) lists++;
    });
    await page.goto(engine.url);
    grid = page.getByRole('grid', { name: 'Samples' });
    await page
      .getByRole('status')
      .filter({ hasText: /Index.*ok/ })
      .waitFor();
  });

  beforeEach(async () => {
    await grid.evaluate((element) => {
      element.scrollTop = 0;
    });
    // Longer than what comes after a stop.
    await page.waitForTimeout(800);
    pictures = [];
    lists = 0;
  });

  afterAll(async () => {
    await browser?.close();
    await engine?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('fetches what is in the view after a jump first, and then what is beside it', async () => {
    await grid.evaluate((element) => {
      element.scrollTop = element.scrollHeight / 2;
    });
    const made = await grid.getByRole('gridcell').count();
    await expect.poll(() => new Set(pictures).size).toBe(made);
    const inView = await grid.evaluate(samplesInView);
    const columns = Number(await grid.getAttribute('aria-colcount'));
    expect(inView.length + columns).toBeLessThan(made);
    // With a row that the view ends with.
    expect(pictures.slice(0, inView.length + columns)).toEqual(expect.arrayContaining([...inView]));
  });

  it('fetches nothing of what passes too fast to be looked at', async () => {
    const asked = await page.evaluate(scrollFast, FRAMES);
    expect(asked).toBe(FRAMES);
    expect(pictures).toEqual([]);
    // The first move alone is not known to be fast.
    expect(lists).toBeLessThanOrEqual(2);
    // Then what is there when it ends.
    await expect.poll(() => pictures.length).toBeGreaterThan(0);
    expect(await grid.evaluate(samplesInView)).toEqual(expect.arrayContaining([pictures[0]]));
  });
});

function idsOf(request: Request): readonly number[] {
  return (request.postDataJSON() as { readonly ids?: readonly number[] }).ids ?? [];
}

/** Runs in the page. @returns ids of the samples of which something can be seen, ascending */
function samplesInView(view: Element): readonly number[] {
  const { top, bottom } = view.getBoundingClientRect();
  const cells = [...view.querySelectorAll<HTMLElement>('[data-sample]')].filter((cell) => {
    const box = cell.getBoundingClientRect();
    return box.bottom > top && box.top < bottom;
  });
  return cells.map((cell) => Number(cell.dataset.sample)).sort((a, b) => a - b);
}

/** Runs in the page: half a view a frame. @returns of how many frames */
async function scrollFast(frames: number): Promise<number> {
  const view = document.querySelector('[role=grid]') as HTMLElement;
  for (let frame = 0; frame < frames; frame++) {
    view.scrollTop += view.clientHeight / 2;
    await new Promise(requestAnimationFrame);
  }
  return frames;
}
