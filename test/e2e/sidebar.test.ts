import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../fixtures/browser.ts';
import { type ServedEngine, serveEngine } from '../fixtures/served-engine.ts';

/** Sides of the squares, class by class. */
const PICTURES = { cat: [16, 16, 24, 32], dog: [16, 40], fox: [48] } as const;

/** The sidebar and the search box of a served engine, two views of one query, in a real browser. */
describe('the sidebar', () => {
  const work = mkdtempSync(join(tmpdir(), 'winnow-sidebar-'));
  const folder = join(work, 'animals');
  let engine: ServedEngine;
  let browser: Browser;
  let page: Page;

  const value = (list: string, name: RegExp): Locator =>
    page.getByRole('list', { name: list }).getByRole('button', { name, disabled: false }).and(page.locator('[data-row]'));
  const search = (): Locator => page.getByRole('combobox', { name: 'Search' });
  const written = (): Promise<string> => search().inputValue();
  const sampleCount = (): Promise<string | null> => page.getByRole('toolbar', { name: 'View' }).getByRole('status').textContent();
  const fromMenu = async (section: string, item: string): Promise<void> => {
    await page.getByRole('button', { name: `More: ${section}`, exact: true }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };

  beforeAll(async () => {
    for (const [name, sides] of Object.entries(PICTURES)) {
      mkdirSync(join(folder, 'train', name), { recursive: true });
      for (const [k, side] of sides.entries()) {
        const create = { width: side, height: side, channels: 3, background: { r: 40 * k, g: side, b: 90 } } as const;
        await sharp({ create })
          .png()
          .toFile(join(folder, 'train', name, `${name}${k}.png`));
      }
    }
    engine = await serveEngine(join(work, 'home'), folder);
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(engine.url);
    await value('Status', /^ok 7/).waitFor({ timeout: 60_000 });
    await value('Class', /^cat 4/).waitFor();
  });

  afterAll(async () => {
    await browser.close();
    await engine.stop();
    rmSync(work, { recursive: true });
  });

  it('checks by click, excludes by Alt-click and by key, and is not narrowed by itself', async () => {
    await value('Class', /^cat/).click();
    await expect.poll(written).toBe('label:cat');
    await value('Class', /^dog/).click({ modifiers: ['Alt'] });
    await expect.poll(written).toBe('label:cat -label:dog');
    await value('Class', /^dog excluded 2/).waitFor();
    await value('Class', /^cat/).focus();
    await page.keyboard.press('-');
    await expect.poll(written).toBe('-label:dog -label:cat');
    await expect.poll(sampleCount).toContain('1 of 7');
    await value('Class', /^cat excluded 4/).waitFor();
    await value('Split', /^train 1/).waitFor();
  });

  it('inverts, selects all shown, and clears', async () => {
    await fromMenu('Class', 'Invert');
    await expect.poll(written).toBe('label:dog OR label:cat');
    await fromMenu('Class', 'Select all shown');
    await expect.poll(sampleCount).toContain('7');
    await page.getByRole('button', { name: 'Any class' }).click();
    await expect.poll(written).toBe('');
  });

  it('shows what is typed in the search box', async () => {
    await search().fill('-label:fox width>=24 width<=40 cat');
    await search().press('Enter');
    await value('Class', /^fox excluded/).waitFor();
    await expect.poll(() => page.getByLabel('Width from').inputValue()).toBe('24');
    await expect.poll(() => page.getByLabel('Width to').inputValue()).toBe('40');
    expect(await page.getByRole('list', { name: 'What the path contains' }).textContent()).toBe('cat');
    await page.getByLabel('Width to').fill('30');
    await page.getByLabel('Width to').press('Enter');
    await expect.poll(written).toBe('-label:fox cat width>=24 width<=30');
    await page.getByRole('button', { name: 'Clear all' }).click();
  });

  it('counts claims once they are opened', async () => {
    await page.getByRole('button', { name: 'Yes or no', exact: true }).click();
    await value('Yes or no', /^Tagged 0/).click();
    await expect.poll(written).toBe('is:tagged');
    await page.keyboard.press('-');
    await expect.poll(written).toBe('is:untagged');
    await page.getByRole('button', { name: 'Clear all' }).click();
  });

  it('dims the counts of the query before until the next are there', async () => {
    const answer = Promise.withResolvers<void>();
    await page.route(
      '**/facets',
      async (route) => {
        await answer.promise;
        await route.continue();
      },
      { times: 1 },
    );
    await value('Class', /^dog/).click();
    const opacity = (): Promise<string> =>
      value('Status', /^ok 7/)
        .getByText('7', { exact: true })
        .evaluate((count) => getComputedStyle(count).opacity);
    await expect.poll(opacity).toBe('0.5');
    answer.resolve();
    await value('Status', /^ok 2/).waitFor();
    expect(await page.getByRole('navigation', { name: 'Filters' }).getAttribute('aria-busy')).toBe('false');
    await page.getByRole('button', { name: 'Clear all' }).click();
    await value('Status', /^ok 7/).waitFor();
  });

  it('has fields pinned and hidden, and remembers it', async () => {
    await fromMenu('Height', 'Pin to the top');
    await fromMenu('Split', 'Hide');
    await page.reload();
    await page
      .getByRole('region', { name: 'Pinned' })
      .getByRole('button', { name: /^Height/ })
      .first()
      .waitFor();
    expect(await page.getByRole('button', { name: 'Split', exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Fields…' }).click();
    const manager = page.getByRole('dialog', { name: 'Fields' });
    await manager.getByLabel('Find a field').fill('split');
    await manager.getByRole('checkbox', { name: 'Split' }).check();
    await page.getByRole('button', { name: 'Split', exact: true }).waitFor({ state: 'attached' });
    await manager.getByRole('button', { name: 'Reset the sidebar' }).click();
    await page.keyboard.press('Escape');
    await manager.waitFor({ state: 'detached' });
    expect(await page.getByRole('region', { name: 'Pinned' }).count()).toBe(0);
  });
});
