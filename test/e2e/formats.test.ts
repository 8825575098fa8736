import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { winnow } from '../contract/run-winnow.ts';
import { axeProblems } from '../fixtures/accessibility.ts';
import { writeBccd } from '../fixtures/bccd-results.ts';
import { launchBrowser } from '../fixtures/browser.ts';
import { type ServedEngine, serveEngine } from '../fixtures/served-engine.ts';
import { hasTestData, testData } from '../fixtures/test-data.ts';

const PICTURES = 364;

/** Boxes come in as Pascal VOC, a bad one is found and left out, and what remains leaves as YOLO with splits of its own. */
describe.skipIf(!hasTestData)('from Pascal VOC to YOLO', () => {
  const work = realpathSync(mkdtempSync(join(tmpdir(), 'winnow-formats-')));
  const home = join(work, 'home');
  const out = join(work, 'cells-yolo');
  let engine: ServedEngine;
  let browser: Browser;
  let page: Page;
  let dialog: Locator;

  beforeAll(async () => {
    const { folder } = writeBccd(work);
    mkdirSync(join(folder, 'ImageSets'));
    symlinkSync(testData('annotations/bccd/BCCD/ImageSets/Main'), join(folder, 'ImageSets/Main'));
    engine = await serveEngine(home, folder);
    browser = await launchBrowser();
    page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    dialog = page.getByRole('dialog');
    await page.goto(engine.url);
    await page.getByRole('gridcell').first().waitFor();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await engine?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  const facet = (list: string, name: RegExp): Locator => page.getByRole('list', { name: list }).getByRole('button', { name });

  it('reads boxes, classes and splits by themselves', async () => {
    for (const name of [/^Platelets/, /^RBC/, /^WBC/]) await facet('Class', name).waitFor({ timeout: 60_000 });
    await expect.poll(() => facet('Split', /^train/).textContent()).toContain('205');
    await page.locator('[role=gridcell] g[data-kind=given]').first().waitFor();
  }, 90_000);

  it('says what it read, shows it before it is used otherwise, and follows what is chosen', async () => {
    const bar = page.getByRole('region', { name: 'Read from annotation files' });
    await expect.poll(() => bar.textContent()).toMatch(/Pascal VOC files in .*: 4,888 boxes of 3 classes\./);
    await bar.getByRole('button', { name: 'Change…' }).click();
    const set = dialog.getByRole('region', { name: /^Pascal VOC in/ });
    await expect.poll(() => set.textContent(), { timeout: 20_000 }).toContain('364 samples · 4,888 boxes · 3 classes');
    await set.getByRole('listitem').filter({ hasText: 'RBC' }).first().waitFor();
    await dialog.getByText('Every sample is spoken of.').waitFor();
    expect(await axeProblems(page, { part: '[role=dialog]' })).toEqual([]);
    await set.getByRole('checkbox').uncheck();
    await dialog.getByRole('button', { name: 'Use none' }).click();
    await dialog.getByText('No annotation files are used.').waitFor({ timeout: 30_000 });
    await dialog.getByRole('button', { name: 'Done' }).click();
    expect(await bar.count()).toBe(0);
    await expect.poll(() => page.locator('[role=gridcell] g[data-kind=given]').count()).toBe(0);
    await page.getByRole('button', { name: 'Labels from annotation files' }).click();
    await set.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Use 1 set' }).click();
    await dialog.getByText(/4,888 boxes of 3 classes/).waitFor({ timeout: 30_000 });
    await dialog.getByRole('button', { name: 'Done' }).click();
  }, 90_000);

  it('lists what the files say of a sample beside its boxes; a value filters', async () => {
    const search = page.locator('#winnow-search');
    await page.getByRole('gridcell').first().click();
    await page.keyboard.press('i');
    const details = page.getByRole('complementary', { name: 'Details' });
    const value = details.getByRole('button', { name: /^folder: JPEGImages/ });
    await value.click();
    await expect.poll(() => search.inputValue()).toContain('field.folder=JPEGImages');
    await details
      .getByRole('region', { name: /^All \d+ boxes/ })
      .filter({ hasText: 'Unspecified' })
      .waitFor();
    await value.click();
    await expect.poll(() => search.inputValue()).toBe('');
    await page.keyboard.press('i');
  }, 30_000);

  it('finds samples whose boxes are wrong, and leaves one of them out', async () => {
    await page.locator('#winnow-search').fill('issue:box');
    const grid = page.getByRole('grid', { name: 'Samples' });
    await expect.poll(() => grid.getByRole('gridcell').count()).toBe(9);
    await grid.getByRole('gridcell').first().click();
    await page.keyboard.press('r');
    await grid.getByRole('gridcell', { name: /tagged remove/ }).waitFor();
    await page.locator('#winnow-search').fill('');
  }, 30_000);

  it('offers a format that holds boxes, new splits without leaks, and says what will be written', async () => {
    await page.getByRole('button', { name: 'Export…' }).click();
    await dialog.waitFor();
    await expect.poll(() => dialog.getByLabel('Format', { exact: true }).first().inputValue()).toBe('YOLO');
    await dialog.getByText('New split', { exact: true }).click();
    await dialog.getByText(/^No leaks/).waitFor({ timeout: 20_000 });
    expect(await axeProblems(page, { part: '[role=dialog]' })).toEqual([]);
  }, 30_000);

  it('writes it, verified, and shows how it is loaded in Python', async () => {
    await dialog.getByRole('button', { name: 'Export', exact: true }).scrollIntoViewIfNeeded();
    await dialog.getByLabel('Name of the new folder').fill('cells-yolo');
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await dialog.getByText(`${PICTURES - 1} samples exported`).waitFor({ timeout: 60_000 });
    expect(await dialog.textContent()).toContain('YOLO("');
  }, 90_000);

  it('is what the manifest says, with every box of what was exported', async () => {
    expect(await winnow(home, 'verify', out)).toMatchObject({ status: 0 });
    const labels = readdirSync(join(out, 'labels'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(labels).toHaveLength(PICTURES - 1);
    const rows = labels.flatMap((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8').trimEnd().split('\n'));
    expect(rows.every((row) => /^[012]( -?[\d.e-]+){4}$/.test(row))).toBe(true);
    const again = await winnow(join(work, 'home-2'), 'index', out, '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({
      samples: PICTURES - 1,
      classes: ['Platelets', 'RBC', 'WBC'],
      labels: [{ format: 'yolo', boxes: rows.length, problems: [] }],
    });
  }, 60_000);
});
