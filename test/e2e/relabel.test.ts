import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { winnow } from '../contract/run-winnow.ts';
import { makeSmallDataset } from '../contract/small-dataset.ts';
import { launchBrowser } from '../fixtures/browser.ts';
import { type ServedEngine, serveEngine } from '../fixtures/served-engine.ts';

/** Labels are corrected by keyboard, taken back, and leave with an export. */
const work = mkdtempSync(join(tmpdir(), 'winnow-relabel-'));
const home = join(work, 'home');
const folder = join(work, 'pictures');
let engine: ServedEngine;
let browser: Browser;
let page: Page;
let grid: Locator;

const withLabel = (label: string): Promise<number> =>
  grid.getByRole('gridcell', { name: new RegExp(`, ${label}, (train|val)`) }).count();
const details = (): Locator => page.getByRole('complementary', { name: 'Details' });
const picker = (): Locator => page.getByRole('combobox', { name: 'Class' });
const marked = (): Promise<string | null> => page.getByRole('option', { selected: true }).textContent();

beforeAll(async () => {
  await makeSmallDataset(folder);
  await winnow(home, 'index', folder);
  engine = await serveEngine(home, folder);
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(engine.url);
  grid = page.getByRole('grid', { name: 'Samples' });
  await grid.getByRole('gridcell').first().waitFor();
});

afterAll(async () => {
  await browser.close();
  await engine.stop();
  rmSync(work, { recursive: true });
});

it('offers the classes of the dataset with their samples, and closes by Escape', async () => {
  await expect.poll(() => withLabel('cat')).toBe(5);
  await grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('l');
  await expect.poll(() => page.getByRole('option').allTextContents()).toEqual(['cat5', 'dog4', 'No label']);
  expect(await picker().getAttribute('aria-expanded')).toBe('true');
  await picker().fill('do');
  expect(await marked()).toBe('dog4');
  await page.keyboard.press('Escape');
  await picker().waitFor({ state: 'detached' });
  expect(await withLabel('dog')).toBe(4);
});

it('gives three samples a new class, takes it back and does it again', async () => {
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('l');
  await page.getByRole('dialog', { name: 'Label 3 samples' }).waitFor();
  await page.keyboard.type('fox');
  expect(await marked()).toBe('New class “fox”');
  await page.keyboard.press('Enter');
  await page.getByText('Relabelled 3 samples “fox”').waitFor();
  await expect.poll(() => withLabel('fox')).toBe(3);
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => withLabel('cat')).toBe(5);
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect.poll(() => withLabel('fox')).toBe(3);
});

it('says in the details what a sample was, after the page was loaded anew too', async () => {
  await page.reload();
  await expect.poll(() => withLabel('fox')).toBe(3);
  await grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('i');
  await expect.poll(() => details().textContent()).toMatch(/Label\s*foxwas cat/);
});

it('changes the label of the sample shown large, from the details too', async () => {
  await page.keyboard.press('Enter');
  await page.getByLabel('Sample, large').waitFor();
  await page.keyboard.press('l');
  await picker().fill('dog');
  await page.keyboard.press('Enter');
  await expect.poll(() => details().textContent()).toMatch(/Label\s*dogwas cat/);
  await details().getByRole('button', { name: 'Change the label' }).click();
  await picker().fill('cat');
  await page.keyboard.press('Enter');
  await expect.poll(() => details().textContent()).toMatch(/Label\s*cat(?!was)/);
  await page.keyboard.press('Escape');
});

it('finds what was relabelled, lists the key, and exports the labels in force', async () => {
  await page.getByRole('combobox', { name: 'Search' }).fill('is:relabeled');
  await page.getByRole('combobox', { name: 'Search' }).press('Enter');
  await expect.poll(() => grid.getByRole('gridcell').count()).toBe(2);
  await grid.focus();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).getByText('Another label', { exact: true }).waitFor();
  const out = join(work, 'out');
  const exported = await winnow(home, 'export', folder, out, '--format', 'csv', '--files', 'none', '--where', 'label:fox');
  expect(exported).toMatchObject({ status: 0 });
  const rows = parse(readFileSync(join(out, 'samples.csv'), 'utf8'), { columns: true }) as { source: string; label: string }[];
  expect(rows.map(({ source, label }) => [source, label])).toEqual([['train/cat/2.png', 'fox']]);
});
