import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MapAnswer } from '../../src/shared/embedding-api.ts';
import { decodeFrame } from '../../src/shared/frame.ts';
import { parseQuery } from '../../src/shared/query-language.ts';
import { launchBrowser } from '../fixtures/browser.ts';
import { type ServedEngine, serveEngine } from '../fixtures/served-engine.ts';
import { hasTestData, testData } from '../fixtures/test-data.ts';

const PHOTOS = 713;
/** As in tokens.css. */
const ACCENT = { dark: [76, 134, 251] } as const;
const TEXT = { dark: [237, 237, 237], light: [27, 27, 27] } as const;

/** Embed, watch the map form, lasso, tag, colour, hide, click at an edge, zoom until pictures appear, come back, more like this. */
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
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'dark' });
    await page.goto(engine.url);
    await page.getByRole('toolbar', { name: 'View' }).getByText(`${PHOTOS}`).waitFor({ timeout: 60_000 });
    map = page.getByRole('application', { name: /^Map of/ });
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    await engine.stop();
    rmSync(work, { recursive: true });
  });

  /** What is drawn over the points in a colour: how many pixels, and the middle of what they span, in pixels of the view. */
  const drawnOver = (color: readonly [number, number, number]): Promise<{ readonly pixels: number; readonly middle: number[] }> =>
    map.locator('canvas').evaluate((canvas: HTMLCanvasElement, [red, green, blue]) => {
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
      let pixels = 0;
      let [left, top, right, bottom] = [canvas.width, canvas.height, 0, 0];
      for (let at = 0; at < data.length; at += 4) {
        if (data[at] !== red || data[at + 1] !== green || data[at + 2] !== blue || data[at + 3] !== 255) continue;
        const [x, y] = [(at / 4) % canvas.width, Math.floor(at / 4 / canvas.width)];
        pixels++;
        [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
      }
      const ratio = canvas.width / canvas.clientWidth;
      return { pixels, middle: [(left + right + 1) / 2 / ratio, (top + bottom + 1) / 2 / ratio] };
    }, color);
  const pixelsOver = async (color: readonly [number, number, number]): Promise<number> => (await drawnOver(color)).pixels;
  /** Pixels of the map as it is seen that are nearly of a colour: points are a little transparent. @param color as CSS says it */
  const pixelsLike = async (color: string): Promise<number> => {
    const wanted = color.match(/\d+/g)?.map(Number) ?? [];
    const data = await sharp(await map.screenshot())
      .removeAlpha()
      .raw()
      .toBuffer();
    let pixels = 0;
    for (let at = 0; at < data.length; at += 3) {
      const isLike = [0, 1, 2].every((channel) => Math.abs((data[at + channel] ?? 0) - (wanted[channel] ?? 0)) < 24);
      if (isLike) pixels++;
    }
    return pixels;
  };
  const dismissMessages = async (): Promise<void> => {
    const dismiss = page.getByRole('button', { name: /^Dismiss/ });
    while ((await dismiss.count()) > 0) await dismiss.first().click();
  };

  it('says what it needs before a model has looked, and forms while it is laid out', async () => {
    await page.keyboard.press('m');
    await page.getByRole('button', { name: /Find what is alike/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Find what is alike' });
    await dialog.getByRole('button', { name: 'Start' }).click();
    await map.waitFor({ timeout: 240_000 });
    await expect.poll(() => map.getAttribute('aria-label'), { timeout: 60_000 }).toBe(`Map of ${PHOTOS} samples`);
    const states: Promise<readonly number[]>[] = [];
    page.on('response', (answer) => {
      // The page calls the last one off.
      if (answer.url().includes('/map/live')) states.push(answer.body().then(liveX, () => []));
    });
    await page.getByRole('button', { name: 'How the map is laid out' }).click();
    await page.getByRole('textbox', { name: 'Epochs' }).fill('2000');
    await page.getByRole('button', { name: 'Lay out again' }).click();
    const progress = page.getByRole('status').filter({ hasText: /^Laying out/ });
    await progress.waitFor();
    await progress.waitFor({ state: 'detached', timeout: 60_000 });
    const moving = (await Promise.all(states)).filter((state) => state.length === PHOTOS);
    expect(new Set(moving.map(String)).size).toBeGreaterThan(1);
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
    const drawn = await pixelsOver(ACCENT.dark);
    await page.keyboard.press('k');
    await page.getByText(`Tagged ${inside} samples “keep”`).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect.poll(() => search().inputValue()).not.toContain('lasso:');
    // The outline asked for was on the map, besides the ring of the sample in focus.
    await expect.poll(() => pixelsOver(ACCENT.dark)).toBeLessThan(drawn - 2 * radius);
  }, 60_000);

  it('is coloured by class, and its legend hides what is clicked', async () => {
    const legend = page.getByRole('region', { name: 'Legend' });
    await legend.getByRole('button', { name: /^t-shirt/ }).waitFor();
    const tShirt = legend.getByRole('button', { name: /^t-shirt/ });
    await dismissMessages();
    await tShirt.hover();
    const color = await tShirt
      .locator('span')
      .first()
      .evaluate((swatch) => getComputedStyle(swatch).backgroundColor);
    const before = await pixelsLike(color);
    await tShirt.click();
    await expect.poll(() => pixelsLike(color)).toBeLessThan(before / 4);
    // A second click so soon would be half of a double click.
    await page.keyboard.press('Enter');
    await expect.poll(() => pixelsLike(color)).toBeGreaterThan(before * 0.9);
  }, 60_000);

  it('has the menu of values on its legend', async () => {
    const legend = page.getByRole('region', { name: 'Legend' });
    await legend.getByRole('button', { name: /^t-shirt/ }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'All but “t-shirt”' }).click();
    await expect.poll(() => search().inputValue()).toBe('-label:t-shirt');
    await search().fill('');
    await page.keyboard.press('Enter');
    await map.focus();
  });

  it('is drawn in the colours of another theme at once', async () => {
    expect(await pixelsOver(TEXT.dark)).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Light theme' }).click();
    await expect.poll(() => pixelsOver(TEXT.light)).toBeGreaterThan(0);
    expect(await pixelsOver(TEXT.dark)).toBe(0);
    await page.getByRole('button', { name: 'Dark theme' }).click();
  }, 60_000);

  it('marks what is pointed at where it is, also on a screen with twice the pixels', async () => {
    const cdp = await page.context().newCDPSession(page);
    const screen = { width: 1440, height: 900, mobile: false };
    await cdp.send('Emulation.setDeviceMetricsOverride', { ...screen, deviceScaleFactor: 2 });
    await page.keyboard.press('v');
    await page.keyboard.press('0');
    const { x, y } = await box();
    const [edgeX, edgeY] = await highest();
    await page.mouse.click(x + edgeX, y + edgeY);
    const isMarked = async (): Promise<boolean> => {
      const [middleX = 0, middleY = 0] = (await drawnOver(ACCENT.dark)).middle;
      return Math.hypot(middleX - edgeX, middleY - edgeY) < 2;
    };
    await expect.poll(isMarked).toBe(true);
    await cdp.send('Emulation.setDeviceMetricsOverride', { ...screen, deviceScaleFactor: 1 });
  }, 60_000);

  it('stays under the pointer: two clicks at its edge open the sample that one selects', async () => {
    await page.keyboard.press('v');
    await page.keyboard.press('0');
    const { x, y } = await box();
    const [edgeX, edgeY] = await highest();
    await page.mouse.click(x + edgeX, y + edgeY);
    await expect.poll(() => counts().textContent()).toContain('· 1 selected');
    const live = page.locator('#winnow-map-live');
    await expect.poll(() => live.textContent()).toMatch(/\.jpg/);
    const said = await live.textContent();
    await page.mouse.dblclick(x + edgeX, y + edgeY);
    const large = page.getByRole('region', { name: 'Sample, large' });
    const title = await large.locator('[title]').first().getAttribute('title');
    expect(title).not.toBeNull();
    expect(said).toContain(title);
    await page.keyboard.press('Escape');
    await large.waitFor({ state: 'detached' });
  }, 60_000);

  it('shows pictures when near, opens what is clicked, and finds more like it', async () => {
    const pictures = page.locator('[data-sample] img[src]');
    const { x, y, width, height } = await box();
    expect(await pictures.count()).toBe(0);
    await page.getByText('until pictures appear').waitFor();
    // Where the lasso found some.
    await page.mouse.move(x + width * 0.4, y + height * 0.55);
    for (let k = 0; k < 3; k++) await page.mouse.wheel(0, -400);
    await pictures.nth(3).waitFor();
    expect(await page.getByText('until pictures appear').count()).toBe(0);
    const zoom = async (): Promise<string> =>
      /zoom \S+/.exec((await page.locator('#winnow-map-live').textContent()) ?? '')?.[0] ?? '';
    await expect.poll(zoom, { timeout: 10_000 }).toBe('zoom 9.5');
    await page.keyboard.press('m');
    await page.getByRole('grid', { name: 'Samples' }).waitFor();
    await page.keyboard.press('m');
    // It is where it was left.
    await pictures.nth(3).waitFor();
    await expect.poll(zoom).toBe('zoom 9.5');
    await clickPicture();
    await page.keyboard.press('i');
    const similar = page.getByRole('region', { name: 'More like this' });
    await similar.getByRole('listitem').nth(5).waitFor();
    await page.keyboard.press('s');
    await expect.poll(() => search().inputValue()).toMatch(/sort:-similar:\d+/);
  }, 90_000);

  /** One that nothing covers. */
  async function clickPicture(): Promise<void> {
    const { x, y, width, height } = await box();
    for (const picture of await page.locator('[data-sample]').all()) {
      const found = await picture.boundingBox();
      if (found === null) continue;
      const [middleX, middleY] = [found.x + found.width / 2, found.y + found.height / 2];
      if (middleX < x + 200 || middleX > x + width - 60 || middleY < y + 60 || middleY > y + height - 160) continue;
      await page.mouse.click(middleX, middleY);
      await expect.poll(() => counts().textContent()).toContain('· 1 selected');
      return;
    }
    throw new Error('No picture lies in the middle of the map.');
  }

  /** Where the highest point is while all of the map is seen, pixels of the view: 6% of the shorter side below its upper edge, or less high. */
  async function highest(): Promise<readonly [number, number]> {
    const { x, y } = await points();
    const { width, height } = await box();
    const [left, right, bottom, top] = [Math.min(...x), Math.max(...x), Math.min(...y), Math.max(...y)];
    const margin = 0.06 * Math.min(width, height);
    const scale = Math.min((width - 2 * margin) / (right - left), (height - 2 * margin) / (top - bottom));
    const place = y.indexOf(top);
    return [width / 2 + ((x[place] ?? 0) - (left + right) / 2) * scale, height / 2 - (top - (bottom + top) / 2) * scale];
  }
});

/** Where the points of a map on its way are, on one axis. */
function liveX(body: Buffer): readonly number[] {
  const { columns } = decodeFrame<MapAnswer>(Uint8Array.from(body).buffer);
  return [...(columns.x ?? [])];
}

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
