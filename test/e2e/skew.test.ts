import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { launchBrowser } from '../fixtures/browser.ts';
import { type ServedEngine, serveEngine } from '../fixtures/served-engine.ts';

/** How splits differ, in a real browser against a served engine: all pictures of dogs are in one split, and wider. */
describe('the comparison of splits', () => {
  const work = realpathSync(mkdtempSync(join(tmpdir(), 'winnow-skew-')));
  const folder = join(work, 'pictures');
  let engine: ServedEngine;
  let browser: Browser;
  let page: Page;
  const search = (): Promise<string> => page.locator('#winnow-search').inputValue();

  beforeAll(async () => {
    for (let k = 0; k < 24; k++) {
      const isVal = k % 3 === 0;
      const into = join(folder, isVal ? 'val' : 'train', isVal ? 'dog' : 'cat');
      mkdirSync(into, { recursive: true });
      const background = { r: 10 * k, g: 200 - 7 * k, b: 90 };
      await sharp({ create: { width: isVal ? 60 : 30, height: 30, channels: 3, background } })
        .png()
        .toFile(join(into, `${k}.png`));
    }
    engine = await serveEngine(join(work, 'home'), folder);
    browser = await launchBrowser();
    const context = await browser.newContext({ viewport: { width: 1024, height: 700 }, reducedMotion: 'reduce' });
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(engine.url);
    await page.getByRole('toolbar', { name: 'View' }).getByText('24 samples').waitFor({ timeout: 60_000 });
  });
  afterAll(async () => {
    await browser.close();
    await engine.stop();
    rmSync(work, { recursive: true });
  });

  it('ranks the differences, shows each, and asks for the samples behind it', async () => {
    await page.keyboard.press('j');
    const differences = page.getByRole('table', { name: /^Differences/ });
    await differences.getByRole('button', { name: 'Labels' }).click();
    await page.getByText('Not compared by what the pictures show').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: /^dog in val: 100\.0% ?8$/ }).click();
    await page.getByRole('toolbar', { name: 'View' }).getByText('8 of 24').waitFor();
    expect(await search()).toBe('split:val label:dog');

    await page.keyboard.press('j');
    await differences.getByRole('button', { name: 'Width', exact: true }).click();
    await page.getByRole('region', { name: 'Width', exact: true }).getByText('distance 1.000 of 1').waitFor();
    await page.keyboard.press('ArrowUp');
    expect(await differences.locator('[aria-current]').textContent()).not.toBe('Width');
    await page.keyboard.press('Escape');
    await page.getByRole('toolbar', { name: 'View' }).getByText('24 samples').waitFor();
    expect(await search()).toBe('');
  });
});
