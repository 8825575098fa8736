import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MapAnswer } from '../../src/shared/embedding-api.ts';
import { decodeFrame } from '../../src/shared/frame.ts';
import { parseQuery } from '../../src/shared/query-language.ts';
import { launchBrowser } from '../fixtures/browser.ts';
import { type ServedEngine, serveEngine } from '../fixtures/served-engine.ts';
import { hasTestData, testData } from '../fixtures/test-data.ts';

const PHOTOS = 713;

/** Embed, watch the map form, lasso, tag, colour, zoom until pictures appear, click one, more like this. */
describe.skipIf(!hasTestData)('the map', () => {
  const work = realpathSync(mkdtempSync(join(tmpdir(), 'winnow-map-')));
  let engine: ServedEngine;
  let browser: Browser;
  let page: Page;
  let map: Locator;

  const search = (): Locator => page.getByRole('combobox', { name: /Search/ });
  const counts = (): Locator => page.getByRole('toolbar', { name: 'Map' }).getByRole('status');
  const box = async (): Promise<{ x: number; y: number; width: number; height: number }> => {
    const found = await map.boundingBox();
    if (found === null) throw new Error('The map is not on the screen.');
    return found;
  };
  /** All points, as the engine has them. */
  async function points(): Promise<{ readonly x: Float32Array; readonly y: Float32Array }> {
    const bytes = await page.evaluate(async () => {
      const datasets = (await (await fetch('api/recent')).json()) as { id: string }[];
      const answer = await fetch(`api/datasets/${datasets[0]?.id}/map`);
      return [...new Uint8Array(await answer.arrayBuffer())];
    });
    const { columns } = decodeFrame<MapAnswer>(Uint8Array.from(bytes).buffer);
    return { x: columns.x as Float32Array, y: columns.y as Float32Array };
  }

  beforeAll(async () => {
    engine = await serveEngine(join(work, 'home'), testData('classify/clothing-dataset-small'));
    browser = await launchBrowser({ hasWebGl: true });
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(engine.url);
    await page.getByRole('toolbar', { name: 'View' }).getByText(`${PHOTOS}`).waitFor({ timeout: 60_000 });
    map = page.getByRole('application', { name: /^Map of/ });
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    await engine.stop();
    rmSync(work, { recursive: true });
  });

  it('says what it needs before a model has looked, and forms while it is laid out', async () => {
    await page.keyboard.press('m');
    await page.getByRole('button', { name: /Find what is alike/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Find what is alike' });
    await dialog.getByRole('button', { name: 'Start' }).click();
    await map.waitFor({ timeout: 240_000 });
    await expect.poll(() => map.getAttribute('aria-label'), { timeout: 60_000 }).toBe(`Map of ${PHOTOS} samples`);
    const { x, y } = await points();
    expect(x.length).toBe(PHOTOS);
    expect([...x, ...y].every(Number.isFinite)).toBe(true);
  }, 300_000);

  it('takes a lasso as part of the query, of exactly the samples inside, and tags them', async () => {
    await page.keyboard.press('l');
    const { x, y, width, height } = await box();
    const [middleX, middleY, radius] = [x + width * 0.4, y + height * 0.55, height * 0.22];
    await page.mouse.move(middleX + radius, middleY);
    await page.mouse.down();
    for (let k = 1; k <= 24; k++) {
      const angle = (2 * Math.PI * k) / 24;
      await page.mouse.move(middleX + radius * Math.cos(angle), middleY + radius * Math.sin(angle));
    }
    await page.mouse.up();
    await expect.poll(() => search().inputValue()).toContain('lasso:');
    await expect.poll(() => counts().textContent()).toMatch(/^\d+ of 713 samples · \d+ selected/);
    const inside = Number(/^(\d+)/.exec((await counts().textContent()) ?? '')?.[1]);
    expect(inside).toBeGreaterThan(5);
    const parsed = parseQuery(await search().inputValue());
    const filter = parsed.ok ? parsed.query.filter : null;
    if (filter?.kind !== 'lasso') throw new Error(`Expected a lasso alone, found ${JSON.stringify(parsed)}.`);
    expect(countInside(await points(), filter.polygon)).toBe(inside);
    await page.keyboard.press('k');
    await page.getByText(`Tagged ${inside} samples “keep”`).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect.poll(() => search().inputValue()).not.toContain('lasso:');
  }, 60_000);

  it('is coloured by class, and its legend hides what is clicked', async () => {
    const legend = page.getByRole('region', { name: 'Legend' });
    await legend.getByRole('button', { name: /^t-shirt/ }).waitFor();
    const before = await map.screenshot();
    await legend.getByRole('button', { name: /^t-shirt/ }).click();
    await expect.poll(async () => before.equals(await map.screenshot())).toBe(false);
    await legend.getByRole('button', { name: /^t-shirt/ }).click();
  }, 60_000);

  it('shows pictures when near, opens what is clicked, and finds more like it', async () => {
    const asked: string[] = [];
    page.on('request', (request) => void (request.url().includes('/thumbs/') && asked.push(request.url())));
    await page.keyboard.press('v');
    const { x, y, width, height } = await box();
    // Where the lasso found some.
    await page.mouse.move(x + width * 0.4, y + height * 0.55);
    for (let k = 0; k < 4; k++) {
      await page.mouse.wheel(0, -400);
      await page.waitForTimeout(100);
    }
    await expect.poll(() => asked.length, { timeout: 10_000 }).toBeGreaterThan(0);
    await clickAnySample();
    await page.keyboard.press('i');
    const similar = page.getByRole('region', { name: 'More like this' });
    await similar.getByRole('listitem').nth(5).waitFor();
    await page.keyboard.press('s');
    await expect.poll(() => search().inputValue()).toMatch(/sort:-similar:\d+/);
    await page.keyboard.press('m');
    await page.getByRole('grid', { name: 'Samples' }).waitFor();
  }, 90_000);

  async function clickAnySample(): Promise<void> {
    const { x, y, width, height } = await box();
    for (let row = 2; row < 14; row++) {
      for (let column = 2; column < 14; column++) {
        await page.mouse.click(x + (width * column) / 16, y + (height * row) / 16);
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        if (/· 1 selected/.test((await counts().textContent()) ?? '')) return;
      }
    }
    throw new Error('There was no sample under any of 144 clicks.');
  }
});

/** Even-odd rule, corner by corner. */
function countInside({ x, y }: { readonly x: Float32Array; readonly y: Float32Array }, polygon: readonly number[]): number {
  let inside = 0;
  for (let k = 0; k < x.length; k++) {
    let isInside = false;
    for (let i = 0, j = polygon.length - 2; i < polygon.length; j = i, i += 2) {
      const [ax, ay, bx, by] = [polygon[i] ?? 0, polygon[i + 1] ?? 0, polygon[j] ?? 0, polygon[j + 1] ?? 0];
      const [px, py] = [x[k] ?? 0, y[k] ?? 0];
      if (ay > py !== by > py && px < ((bx - ax) * (py - ay)) / (by - ay) + ax) isInside = !isInside;
    }
    if (isInside) inside++;
  }
  return inside;
}
