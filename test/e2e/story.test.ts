import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join, relative } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lineage, ManifestRow, RemovedRow } from '../../src/shared/export.ts';
import { launchBrowser } from '../fixtures/browser.ts';
import { type ServedEngine, serveEngine } from '../fixtures/served-engine.ts';
import { hasTestData, testData } from '../fixtures/test-data.ts';

const dataset = testData('classify/clothing-dataset-small');

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** One person's whole way through Winnow, on 713 real photos, in a real browser against a served engine. */
describe.skipIf(!hasTestData)('from a folder to a clean export', () => {
  const work = mkdtempSync(join(tmpdir(), 'winnow-story-'));
  const home = join(work, 'home');
  const out = join(work, 'clothes-clean');
  const photos = hasTestData ? filesBelow(dataset).filter((file) => file.endsWith('.jpg')) : [];
  const pathOf = (file: string): string => relative(dataset, file).replaceAll('\\', '/');
  let engine: ServedEngine;
  let browser: Browser;
  let page: Page;
  let grid: Locator;
  let removed: string[] = [];

  const nameOf = async (tile: Locator): Promise<string> => ((await tile.getAttribute('aria-label')) ?? '').split(', ')[0] ?? '';
  const sampleCount = (): Promise<string | null> => page.getByRole('toolbar', { name: 'View' }).getByRole('status').textContent();

  beforeAll(async () => {
    engine = await serveEngine(home);
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(engine.url);
    grid = page.getByRole('grid', { name: 'Samples' });
  });

  afterAll(async () => {
    await browser.close();
    await engine.stop();
    rmSync(work, { recursive: true });
  });

  it('opens a folder and shows thumbnails while it is indexed', async () => {
    await page.getByRole('button', { name: 'Open a folder' }).click();
    await page.getByLabel('Path of the folder').fill(dataset);
    await page.getByLabel('Path of the folder').press('Enter');
    await grid.locator('img[data-loaded]').first().waitFor();
    await expect.poll(sampleCount, { timeout: 60_000 }).toContain('713');
    const ok = page.getByRole('list', { name: 'Status' }).getByRole('button', { name: /^ok/ });
    await expect.poll(() => ok.textContent(), { timeout: 90_000 }).toContain('713');
  });

  it('says what it read from the folders, and takes the answer', async () => {
    const bar = page.getByLabel('Read from folders');
    await expect.poll(() => bar.textContent()).toContain('10 classes');
    await bar.getByRole('button', { name: 'Keep' }).click();
    await bar.waitFor({ state: 'detached' });
  });

  it('scrolls to the last sample', async () => {
    const paths = photos.map(pathOf).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    await grid.focus();
    await page.keyboard.press('End');
    const last = grid.getByRole('gridcell').last();
    await expect.poll(() => nameOf(last)).toBe(paths.at(-1)?.split('/').at(-1));
    await page.keyboard.press('Home');
    await expect.poll(() => nameOf(grid.getByRole('gridcell').first())).toBe(paths[0]?.split('/').at(-1));
  });

  it('sorts by file size', async () => {
    await page.getByRole('button', { name: /^Order:/ }).click();
    await page.getByRole('menuitem', { name: 'File size' }).click();
    const smallest = photos.map((file) => statSync(file).size).sort((a, b) => a - b);
    const sizeOf = async (tile: Locator): Promise<number> => {
      const name = await nameOf(tile);
      return Math.min(...photos.filter((file) => file.endsWith(`/${name}`)).map((file) => statSync(file).size));
    };
    const cells = grid.getByRole('gridcell');
    await expect.poll(async () => sizeOf(cells.nth(0))).toBe(smallest[0]);
    expect([await sizeOf(cells.nth(1)), await sizeOf(cells.nth(2))]).toEqual(smallest.slice(1, 3));
  });

  it('searches, and says where a query is wrong', async () => {
    const search = page.getByRole('combobox', { name: 'Search' });
    await page.keyboard.press('/');
    await expect.poll(() => search.evaluate((element) => element === document.activeElement)).toBe(true);
    await search.fill('labl:hat');
    await expect.poll(() => page.getByRole('search').getByRole('alert').textContent()).toMatch(/labl/);
    await search.fill('label:hat split:test sort:sizeBytes');
    await search.press('Enter');
    const hats = photos.filter((file) => pathOf(file).startsWith('test/hat/')).length;
    await expect.poll(sampleCount).toContain(`${hats} of 713`);
  });

  it('tags three by key and undoes one', async () => {
    await grid.focus();
    await page.keyboard.press('Home');
    const tagged = grid.getByRole('gridcell', { name: /tagged remove/ });
    for (let count = 1; count <= 3; count++) {
      await page.keyboard.press('r');
      await expect.poll(() => tagged.count()).toBe(count);
      await page.keyboard.press('ArrowRight');
    }
    await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(() => tagged.count()).toBe(2);
    removed = await Promise.all([nameOf(tagged.nth(0)), nameOf(tagged.nth(1))]);
  });

  it('shows a sample large and goes on to the next', async () => {
    await grid.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    const large = page.getByLabel('Sample, large');
    await large.locator('img').first().waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Escape');
    await large.waitFor({ state: 'detached' });
  });

  it('exports what is not tagged remove, verified, with a manifest', async () => {
    await page.getByRole('button', { name: 'Export…' }).click();
    const dialog = page.getByRole('dialog', { name: /^Export/ });
    await dialog.getByLabel('Name of the new folder').fill('clothes-clean');
    await dialog.getByRole('button', { name: 'Choose…' }).click();
    await page.getByLabel('Path of the folder').fill(work);
    await page.getByLabel('Path of the folder').press('Enter');
    await expect.poll(() => dialog.textContent()).toContain('711 samples');
    // By keyboard: from "Keep" to "New split".
    await dialog.getByRole('radio', { name: 'Keep' }).focus();
    await page.keyboard.press('ArrowLeft');
    await dialog.getByLabel('Share of split 1, percent').fill('70');
    await expect.poll(() => dialog.textContent()).toContain('The shares sum to 90%');
    expect(await dialog.getByRole('button', { name: 'Export', exact: true }).isDisabled()).toBe(true);
    await dialog.getByLabel('Share of split 2, percent').fill('20');
    const table = dialog.getByRole('region', { name: 'Classes by split' });
    await expect.poll(() => table.textContent()).toMatch(/train498 · 70%val142 · 20%test71 · 10%/);
    await expect.poll(() => dialog.textContent()).toMatch(/No leaks/);
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await expect.poll(() => dialog.textContent(), { timeout: 60_000 }).toContain('711 samples exported');

    const lineage = JSON.parse(readFileSync(join(out, 'winnow-lineage.json'), 'utf8')) as Lineage;
    expect(lineage.split).toMatchObject({ rules: { mode: 'new', seed: 0 }, report: { leaks: { groups: 0 } } });
    expect(lineage).toMatchObject({ exported: 711, leftOut: { 'not in the query': 2 } });
    const rowsOf = (name: string): unknown[] =>
      readFileSync(join(out, name), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
    const entries = rowsOf('winnow-manifest.jsonl') as ManifestRow[];
    const leftOut = rowsOf('winnow-removed.jsonl') as RemovedRow[];
    expect([...entries, ...leftOut].map(({ source }) => source).sort()).toEqual(photos.map(pathOf).sort());
    for (const { source, path, sha256: hash } of entries) {
      expect(hash, source).toBe(sha256(join(dataset, source)));
      expect(sha256(join(out, path ?? '')), source).toBe(hash);
    }
    expect(leftOut.map(({ source }) => source.split('/').at(-1)).sort()).toEqual(removed.sort());
    expect(leftOut[0]).toMatchObject({ decision: { kind: 'tag', value: 'remove', by: userInfo().username } });
    expect(filesBelow(out).filter((file) => file.endsWith('.jpg'))).toHaveLength(711);
    expect(readdirSync(work).sort()).toEqual(['clothes-clean', 'home']);
  });

  it('has everything again after it was quit and opened anew', async () => {
    expect(await engine.stop()).toBe(0);
    engine = await serveEngine(home, dataset);
    await page.goto(engine.url);
    await grid.locator('img[data-loaded]').first().waitFor();
    await page.getByRole('combobox', { name: 'Search' }).fill('tag:remove');
    await page.getByRole('combobox', { name: 'Search' }).press('Enter');
    await expect.poll(sampleCount).toContain('2 of 713');
    expect(existsSync(join(dataset, '.winnow'))).toBe(false);
  });
});
