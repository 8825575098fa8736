import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page, Request } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../fixtures/browser.ts';
import { type ServedEngine, serveEngine } from '../fixtures/served-engine.ts';

const SAMPLES = 600;
const FRAMES = 20;

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

  /** @returns whether all that is in the view was asked for before what is beside it; but for a row that the view ends with */
  async function isViewFirst(part: number): Promise<boolean> {
    pictures = [];
    await grid.evaluate((element, to) => {
      element.scrollTop = element.scrollHeight * to;
    }, part);
    const made = await grid.getByRole('gridcell').count();
    await expect.poll(() => new Set(pictures).size).toBe(made);
    const inView = await grid.evaluate(samplesInView);
    const columns = Number(await grid.getAttribute('aria-colcount'));
    expect(inView.length + columns).toBeLessThan(made);
    const first = new Set(pictures.slice(0, inView.length + columns));
    return inView.every((id) => first.has(id));
  }

  it('fetches what is in the view after a jump first, and then what is beside it', async () => {
    // What is beside it does not wait for ever: on a busy machine both may be asked for at once.
    expect((await isViewFirst(0.3)) || (await isViewFirst(0.6)) || (await isViewFirst(0.9))).toBe(true);
  });

  it('fetches nothing of what passes too fast to be looked at', async () => {
    const asked = await page.evaluate(scrollFast, FRAMES);
    expect(asked).toBe(FRAMES);
    expect({ pictures: pictures.length, lists }).toEqual({ pictures: 0, lists: 0 });
    // Then what is there when it ends.
    const made = await grid.getByRole('gridcell').evaluateAll((cells) => cells.map((cell) => Number(cell.dataset.sample)));
    await expect.poll(() => new Set(pictures)).toEqual(new Set(made));
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

/** Runs in the page: two views a frame, which is fast also where a frame takes a quarter of a second. @returns of how many frames */
async function scrollFast(frames: number): Promise<number> {
  const view = document.querySelector('[role=grid]') as HTMLElement;
  for (let frame = 0; frame < frames; frame++) {
    view.scrollTop += 2 * view.clientHeight;
    await new Promise(requestAnimationFrame);
  }
  return frames;
}
