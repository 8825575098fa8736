import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { winnow } from '../contract/run-winnow.ts';
import { axeProblems } from '../fixtures/accessibility.ts';
import { launchBrowser } from '../fixtures/browser.ts';
import { type ServedEngine, serveEngine } from '../fixtures/served-engine.ts';
import { writeFiles } from '../fixtures/temp-folder.ts';

const work = mkdtempSync(join(tmpdir(), 'winnow-report-'));
const [home, folder, file] = [join(work, 'home'), join(work, 'pictures'), join(work, 'report.html')];
let browser: Browser;

const picture = (red: number, width: number): Promise<Buffer> =>
  sharp({ create: { width, height: 40, channels: 3, background: { r: red, g: 90, b: 30 } } })
    .composite([{ input: { create: { width: 9, height: 9, channels: 3, background: 'white' } }, left: red % 20, top: 3 }])
    .jpeg()
    .toBuffer();

beforeAll(async () => {
  const same = await picture(10, 60);
  // Names that would run in a careless page; "/" cannot be in one.
  const names = ['<img src=x onerror=document.title=1>', '"><script>document.title=1<script>', "'onload='document.title=1"];
  writeFiles(folder, {
    ...Object.fromEntries(
      await Promise.all(names.map(async (name, at) => [`train/${name}/${name}.jpg`, await picture(50 * at, 50 + at)])),
    ),
    'train/cat/1.jpg': same,
    'val/dog/2.jpg': same,
    'val/dog/empty.jpg': '',
  });
  expect(await winnow(home, 'index', folder)).toMatchObject({ status: 0 });
  expect(await winnow(home, 'report', folder, '--html', file)).toMatchObject({ status: 0 });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  rmSync(work, { recursive: true });
});

describe.each(['light', 'dark'] as const)('the file by itself in %s', (colorScheme) => {
  let context: BrowserContext;
  let page: Page;
  const heard: string[] = [];

  beforeAll(async () => {
    context = await browser.newContext({ viewport: { width: 1024, height: 800 }, colorScheme });
    page = await context.newPage();
    page.on('console', (message) => heard.push(message.text()));
    page.on('pageerror', (error) => heard.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith('data:image/jpeg;base64,')) heard.push(request.url());
    });
    await page.goto(pathToFileURL(file).href);
  });
  afterAll(() => context.close());

  it('asks for nothing but itself, has no errors, and runs no name', async () => {
    await page.waitForLoadState('networkidle');
    expect(heard).toEqual([pathToFileURL(file).href]);
    expect(await page.title()).toBe('pictures: dataset report');
    expect(await page.getByText('<img src=x onerror=document.title=1>', { exact: true }).first().isVisible()).toBe(true);
  });

  it('has nothing wrong by axe', async () => {
    expect(await axeProblems(page)).toEqual([]);
  });

  it('fits the width of the window and of paper', async () => {
    const overflow = (): Promise<number> =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow()).toBe(0);
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 690, height: 1000 });
    expect(await overflow()).toBe(0);
    await page.emulateMedia({ media: 'screen' });
  });

  it('calculates both ways', async () => {
    const [parameters, images] = [page.getByLabel('Trainable parameters'), page.getByLabel('Images wanted')];
    await parameters.fill('1.2k');
    expect(await images.inputValue()).toBe('12,000');
    await images.fill('5');
    expect(await parameters.inputValue()).toBe('0');
    expect(await page.getByText('are enough by this rule').isVisible()).toBe(true);
    await images.fill('many');
    expect(await page.getByText('Type a number').isVisible()).toBe(true);
  });
});

describe('the report in the app', () => {
  let engine: ServedEngine;
  let page: Page;

  beforeAll(async () => {
    engine = await serveEngine(home, folder);
    page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    await page.goto(engine.url);
    await page.getByRole('button', { name: 'Report', exact: true }).click();
  });
  afterAll(() => engine.stop());

  it('is shown in a frame that can reach nothing', async () => {
    const frame = page.frameLocator('iframe');
    await frame.getByRole('heading', { name: 'At a glance' }).waitFor();
    await page.locator('iframe[data-shown=true]').waitFor();
    const reached = await page.frames()[1]?.evaluate(async () => {
      const asked = await fetch('/api/engine').then(
        () => 'answered',
        () => 'refused',
      );
      try {
        return `${asked}, ${parent.document.title}`;
      } catch {
        return `${asked}, no parent`;
      }
    });
    expect(reached).toBe('refused, no parent');
    expect(await axeProblems(page, { part: 'section[aria-label="Dataset report"]' })).toEqual([]);
  });

  it('can be saved, and says when the dataset has changed', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /^Save as HTML/ }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('pictures report.html');
    writeFileSync(join(folder, 'new.jpg'), await picture(200, 80));
    expect(await winnow(home, 'tag', folder, 'remove', '--where', 'label:cat')).toMatchObject({ status: 0 });
    await page.getByText('The dataset has changed since.').waitFor();
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.frameLocator('iframe').getByText('1 image is marked to be removed').waitFor();
    expect(await page.getByText('The dataset has changed since.').isVisible()).toBe(false);
  });

  it('tells why it cannot be shown, and tries again', async () => {
    const body = JSON.stringify({ code: 'not_found', message: 'There is no such dataset. Open it again.' });
    await page.route('**/report.html?*', (route) => route.fulfill({ status: 404, contentType: 'application/json', body }));
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByRole('alert').filter({ hasText: 'There is no such dataset. Open it again.' }).waitFor();
    await page.unroute('**/report.html?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.frameLocator('iframe').getByRole('heading', { name: 'At a glance' }).waitFor();
    await page.getByRole('button', { name: 'Back to the images' }).click();
    await page.getByRole('grid', { name: 'Samples' }).waitFor();
  });
});
