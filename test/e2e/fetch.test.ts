import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { launchBrowser } from '../fixtures/browser.ts';
import { type ServedEngine, serveEngine } from '../fixtures/served-engine.ts';
import { tinyBmp } from '../fixtures/tiny-bmp.ts';
import { type FileServer, serveFiles } from '../main/models/file-server.ts';

const PICTURES = 30;

/** From the start screen: a table of addresses becomes a folder that is looked at. */
describe('a list of pictures', () => {
  const work = mkdtempSync(join(tmpdir(), 'winnow-fetch-'));
  let host: FileServer;
  let engine: ServedEngine;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const pictures = Array.from({ length: PICTURES }, (_, i) => `/${i}.bmp`);
    host = await serveFiles(
      Object.fromEntries(pictures.map((path, i) => [path, (_, response) => void response.end(tinyBmp(i))])),
    );
    const rows = [...pictures, '/gone.bmp'].map((path, i) => `${i},${host.url}${path},CC-BY,cat\n`);
    writeFileSync(join(work, 'list.csv'), `ImageID,OriginalURL,License,kind\n${rows.join('')}`);
    engine = await serveEngine(join(work, 'home'));
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1024, height: 700 } });
    await page.goto(engine.url);
  });

  afterAll(async () => {
    await browser.close();
    await engine.stop();
    await host.close();
    rmSync(work, { recursive: true });
  });

  it('is read and shown as it is understood, and can be understood otherwise', async () => {
    await page.getByRole('button', { name: 'Download a list of pictures…' }).click();
    await page.getByLabel('Table').fill(join(work, 'nothing.csv'));
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.getByRole('alert').filter({ hasText: 'There is no file' }).waitFor();
    await page.getByLabel('Table').fill(join(work, 'list.csv'));
    await page.getByRole('button', { name: 'Read it' }).click();
    const taken = (column: string) => page.locator(`input[aria-label="What “${column}” is"]`);
    await expect.poll(() => taken('OriginalURL').inputValue()).toBe('Address');
    expect(await taken('ImageID').inputValue()).toBe('Name of the file');
    expect(await taken('kind').inputValue()).toBe('Kept in the list');
    await taken('kind').click();
    await page.getByRole('option', { name: 'Label' }).click();
    await expect.poll(() => taken('kind').inputValue()).toBe('Label');
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it('is downloaded once a contact is given, stopped, and gone on with', async () => {
    const download = page.getByRole('button', { name: 'Download', exact: true });
    expect(await page.getByRole('textbox', { name: 'Folder' }).inputValue()).toBe(join(work, 'list-pictures'));
    expect(await download.isDisabled()).toBe(true);
    await page.getByLabel('Whom hosts may turn to').fill('me@example.org');
    await page.getByLabel('Pause between').fill('60');
    await page.getByLabel('Addresses may lead to this computer').check();
    await download.click();
    await page.getByRole('region', { name: 'Hosts' }).waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('button', { name: 'Go on', exact: true }).click();
    await page.getByText(`${PICTURES} pictures of ${PICTURES + 1} rows`).waitFor();
    await page.getByRole('list', { name: 'Why rows have no picture' }).getByText('the file is not there').waitFor();
    expect(host.asked.filter(({ path }) => path !== '/robots.txt').length).toBeLessThanOrEqual(PICTURES + 1 + 2);
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it('is opened as a dataset', async () => {
    await page.getByRole('button', { name: 'Open the folder' }).click();
    await page.getByRole('grid', { name: 'Samples' }).waitFor();
    await expect
      .poll(() => page.getByRole('toolbar', { name: 'View' }).getByRole('status').textContent())
      .toContain(`${PICTURES} samples`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('list-pictures');
  });
});
