import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeProblems } from '../fixtures/accessibility.ts';
import { launchBrowser } from '../fixtures/browser.ts';
import { type ServedEngine, serveEngine } from '../fixtures/served-engine.ts';

const work = realpathSync(mkdtempSync(join(tmpdir(), 'winnow-large-')));
const folder = join(work, 'data');
const [WIDTH, HEIGHT] = [6600, 4000];
let engine: ServedEngine;
let browser: Browser;
let page: Page;
let large: Locator;

/** Columns of black and white by turns, one pixel wide: grey in any smaller rendering. */
async function writeStripes(file: string): Promise<void> {
  const row = Buffer.from(Uint8Array.from({ length: WIDTH }, (_, x) => (x % 2) * 255));
  const data = Buffer.alloc(WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y++) row.copy(data, y * WIDTH);
  await sharp(data, { raw: { width: WIDTH, height: HEIGHT, channels: 1 } })
    .png({ compressionLevel: 1 })
    .toFile(file);
}

/** A picture with a box, an outline, a mask and keypoints. */
async function writeAnnotated(): Promise<void> {
  await sharp({ create: { width: 400, height: 300, channels: 3, background: '#ff8000' } })
    .jpeg()
    .toFile(join(folder, 'cat', 'plain.jpg'));
  const annotation = {
    image_id: 1,
    iscrowd: 0,
    category_id: 1,
    area: 100,
  };
  writeFileSync(
    join(folder, 'instances.json'),
    JSON.stringify({
      images: [{ id: 1, file_name: 'cat/plain.jpg', width: 400, height: 300 }],
      categories: [
        { id: 1, name: 'cat' },
        { id: 2, name: 'dog' },
      ],
      annotations: [
        {
          ...annotation,
          id: 1,
          bbox: [40, 40, 80, 60],
          segmentation: [[40, 40, 120, 40, 80, 100]],
          keypoints: [60, 50, 2, 0, 0, 0, 70, 60, 1],
          num_keypoints: 2,
        },
        {
          ...annotation,
          id: 2,
          category_id: 2,
          bbox: [200, 0, 2, 300],
          segmentation: { size: [300, 400], counts: [60_000, 600, 59_400] },
        },
      ],
    }),
  );
}

beforeAll(async () => {
  mkdirSync(join(folder, 'cat'), { recursive: true });
  mkdirSync(join(folder, 'stripes'));
  await Promise.all([writeStripes(join(folder, 'stripes', 'huge.png')), writeAnnotated()]);
  engine = await serveEngine(join(work, 'home'), folder);
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  large = page.getByRole('region', { name: 'Sample, large' });
  await page.goto(engine.url);
  await page.getByRole('gridcell', { name: /plain/ }).waitFor();
  await page.getByRole('gridcell', { name: /huge/ }).waitFor();
  // Boxes are there once the annotations have been read.
  await page.locator('[role=gridcell] g[data-kind=given]').first().waitFor({ timeout: 30_000 });
}, 90_000);

afterAll(async () => {
  await browser?.close();
  await engine?.stop();
  rmSync(work, { recursive: true, force: true });
});

async function open(name: RegExp): Promise<void> {
  await page.getByRole('gridcell', { name }).click();
  await page.keyboard.press('Enter');
  await large.locator('img[data-is-loaded]').waitFor({ timeout: 30_000 });
}

/** Brightness of a row of pixels in the middle of the large view, 0 to 255. */
async function middleRow(): Promise<readonly number[]> {
  const box = await large.boundingBox();
  if (box === null) throw new Error('There is no large view.');
  const clip = { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2), width: 40, height: 1 };
  const { data } = await sharp(await page.screenshot({ clip }))
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [...data];
}

it('a picture too large for a browser is sharp to the pixel when it is enlarged, and whole at first', async () => {
  await open(/huge/);
  // A rendering of it, of which the stripes are grey.
  expect(await large.locator('img[data-is-loaded]').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(2560);
  await page.keyboard.press('z');
  await expect
    .poll(
      async () => {
        const row = await middleRow();
        return row.slice(1).every((value, at) => Math.abs(value - (row[at] ?? 0)) > 200);
      },
      { timeout: 30_000 },
    )
    .toBe(true);
  // No more parts than the view has room for, twice.
  expect(await large.locator('[aria-hidden] > img').count()).toBeLessThan(30);
  await page.keyboard.press('0');
});

it('says how its pixels spread, and shows one channel', async () => {
  await page.keyboard.press('Escape');
  await open(/plain/);
  await page.keyboard.press('Shift+W');
  const panel = page.getByRole('region', { name: 'Histogram' });
  await panel.getByRole('row', { name: /^Red/ }).waitFor();
  expect(await panel.getByRole('row', { name: /^Red/ }).getByRole('cell').last().textContent()).not.toBe('0%');
  expect(await panel.getByRole('row', { name: /^Blue/ }).getByRole('cell').first().textContent()).not.toBe('0%');
  await page.keyboard.press('o');
  expect(Math.max(...(await middleRow()))).toBeLessThan(200);
  await page.keyboard.press('w');
  expect(await panel.getByRole('radio', { name: 'R', exact: true }).isChecked()).toBe(true);
  // Red alone is white.
  await expect.poll(async () => Math.min(...(await middleRow()))).toBeGreaterThan(240);
  await panel.getByText('Log', { exact: true }).click();
  expect(await axeProblems(page, { part: '[aria-label="Histogram"]' })).toEqual([]);
  await panel.getByRole('button', { name: 'Close the histogram' }).click();
  await expect.poll(async () => Math.max(...(await middleRow()))).toBeLessThan(200);
  await page.keyboard.press('o');
});

it('draws outlines, masks and keypoints that came with the annotations', async () => {
  const shapes = large.locator('svg[data-shapes]');
  await shapes.waitFor();
  expect(await shapes.getAttribute('data-shapes')).toBe('2');
  const paths = await shapes.locator('path').evaluateAll((found) => found.map((path) => path.getAttribute('d')));
  expect(paths).toEqual(['M40 40L120 40L80 100Z', 'M60 50h0', 'M70 60h0', 'M200 0h1v300h-1zM201 0h1v300h-1z']);
});

it('the label is changed where it stands', async () => {
  await page.keyboard.press('i');
  const details = page.getByRole('complementary', { name: 'Details' });
  await details.getByRole('button', { name: 'Change the label' }).first().click();
  const field = details.getByRole('combobox', { name: 'Class' });
  await field.fill('st');
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'detached' });
  await large.waitFor();
  await details.getByRole('button', { name: 'Change the label' }).first().click();
  await field.fill('stri');
  await page.keyboard.press('Enter');
  await expect.poll(() => details.textContent()).toMatch(/Label\s*stripeswas cat/);
  await page.keyboard.press('Control+z');
  await expect.poll(() => details.textContent()).toMatch(/Label\s*cat(?!was)/);
  await page.keyboard.press('i');
  await page.keyboard.press('Escape');
});

it('every box is a tile, by class, that opens its sample at the box', async () => {
  await page.keyboard.press('Shift+O');
  const view = page.getByRole('region', { name: 'Boxes of the query' });
  await view.getByRole('button', { name: 'cat, given' }).waitFor();
  await view.getByText('By class', { exact: true }).click();
  expect(await view.getByRole('heading').allTextContents()).toEqual(['cat1 box', 'dog1 box']);
  expect(await axeProblems(page, { part: '[aria-label="Boxes of the query"]' })).toEqual([]);
  await view.getByRole('button', { name: 'cat, given' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('dog, given');
  await view.getByRole('button', { name: 'cat, given' }).click();
  await large.locator('g[data-hovered][data-kind=given]').waitFor();
  // The whole picture would be smaller.
  await expect.poll(() => large.getByText(/^\d+%$/).textContent()).not.toBe('233%');
  await page.keyboard.press('Escape');
  await view.getByRole('button', { name: 'cat, given' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('gridcell').first().waitFor();
});
