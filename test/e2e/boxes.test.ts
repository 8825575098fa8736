import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeProblems } from '../fixtures/accessibility.ts';
import { writeBccd } from '../fixtures/bccd-results.ts';
import { launchBrowser } from '../fixtures/browser.ts';
import { type ServedEngine, serveEngine } from '../fixtures/served-engine.ts';
import { hasTestData } from '../fixtures/test-data.ts';

const PICTURES = 30;

/** Boxes over pictures and in the confusion view, in a real browser against a served engine. */
describe.skipIf(!hasTestData)('boxes', () => {
  const work = realpathSync(mkdtempSync(join(tmpdir(), 'winnow-boxes-')));
  let engine: ServedEngine;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const { folder } = writeBccd(work, PICTURES);
    engine = await serveEngine(join(work, 'home'), folder);
    browser = await launchBrowser();
    page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    await page.goto(engine.url);
    await page.getByRole('gridcell').first().waitFor();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await engine?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('are drawn over tiles once annotations are read, and predictions are brought in as a file', async () => {
    await page.locator('[role=gridcell] g[data-kind=given]').first().waitFor({ timeout: 30_000 });
    expect(await page.locator('[role=gridcell] g[data-kind=predicted]').count()).toBe(0);
    await page.keyboard.press('c');
    await page
      .getByRole('button', { name: /predictions/i })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('File', { exact: true }).fill(join(work, 'results.json'));
    await dialog.getByRole('button', { name: 'Read it' }).click();
    await dialog.getByLabel(/Annotations that number/).fill(join(work, 'instances.json'));
    await dialog.getByRole('button', { name: 'Read it' }).click();
    await dialog.getByText(/boxes on 30 samples/).waitFor();
    await dialog.getByRole('button', { name: 'Import' }).click();
    await page.getByText('mAP, IoU .50 to .95').waitFor({ timeout: 30_000 });
  }, 60_000);

  it('of a cell of the matrix are those of the samples shown', async () => {
    await page.getByRole('button', { name: /^RBC → WBC/ }).click();
    await expect.poll(() => page.locator('#winnow-search').inputValue()).toBe('match:"RBC|WBC"');
    const shown = page.getByRole('region', { name: 'Samples of the query' });
    await shown.getByText('label “RBC”, predicted “WBC”').waitFor();
    expect(await shown.getByRole('gridcell').count()).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
  });

  it('say what they are in the large view, by pointer and from the list, and are hidden by a key', async () => {
    await page.getByRole('button', { name: 'Show in the grid' }).click();
    await page.getByRole('gridcell').first().click();
    await page.keyboard.press('i');
    await page.keyboard.press('Enter');
    const large = page.getByRole('region', { name: 'Sample, large' });
    await large.locator('g[data-kind=predicted]').first().waitFor();
    const list = page.getByRole('region', { name: 'Boxes' });
    const missed = list.getByRole('button', { name: /missed/ }).first();
    const words = (await missed.getAttribute('title')) ?? '';
    await missed.focus();
    await large.getByText(words, { exact: true }).waitFor();
    expect(await large.locator('g[data-kind=given][data-hovered]').count()).toBe(1);
    // Lines stay as thin, however near the picture is.
    expect(await large.locator('g[data-hovered] rect').last().getAttribute('vector-effect')).toBe('non-scaling-stroke');
    expect(await axeProblems(page, { part: '[aria-label="Boxes"]' })).toEqual([]);
    await page.keyboard.press('o');
    await expect.poll(() => large.locator('g[data-kind]').count()).toBe(0);
    await page.keyboard.press('o');
    await large.locator('g[data-kind=given]').first().waitFor();
  });
});
