import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { launchBrowser } from '../fixtures/browser.ts';
import { type ServedEngine, serveEngine } from '../fixtures/served-engine.ts';

/** Searches, saved views and the address, in a real browser against a served engine. */
describe('what is asked for', () => {
  const work = realpathSync(mkdtempSync(join(tmpdir(), 'winnow-views-')));
  let engine: ServedEngine;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const search = (): Locator => page.getByRole('combobox', { name: 'Search' });
  const text = (): Promise<string> => search().inputValue();
  const found = (): Promise<string | null> => page.locator('[aria-label=View] [role=status]').textContent();
  const offers = (): Promise<readonly string[]> => page.getByRole('listbox').getByRole('option').allTextContents();
  const address = (): string => decodeURIComponent(new URL(page.url()).search);
  const ask = async (query: string): Promise<void> => {
    await search().fill(query);
    await search().press('Enter');
  };

  beforeAll(async () => {
    for (let k = 0; k < 12; k++) {
      const into = join(work, 'pictures', k % 4 === 0 ? 'dog' : 'cat');
      mkdirSync(into, { recursive: true });
      const background = { r: 20 * k, g: 200 - 12 * k, b: 90 };
      await sharp({ create: { width: 30 + k, height: 30, channels: 3, background } })
        .png()
        .toFile(join(into, `${k}.png`));
    }
    engine = await serveEngine(join(work, 'home'), join(work, 'pictures'));
    browser = await launchBrowser();
    context = await browser.newContext({ viewport: { width: 1024, height: 700 }, reducedMotion: 'reduce' });
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(engine.url);
    await page.getByRole('toolbar', { name: 'View' }).getByText('12 samples').waitFor({ timeout: 60_000 });
  });
  afterAll(async () => {
    await browser.close();
    await engine.stop();
    rmSync(work, { recursive: true });
  });

  it('is completed with counts, coloured letter on letter, and offered again', async () => {
    await search().click();
    await search().pressSequentially('label:');
    await expect.poll(offers).toEqual(['cat9', 'dog3']);
    await search().press('ArrowDown');
    await search().press('Enter');
    expect(await text()).toBe('label:cat ');
    await search().pressSequentially('width>=36');
    const mirror = page.locator('#winnow-search + [aria-hidden]');
    await expect.poll(() => mirror.textContent()).toBe('label:cat width>=36');
    expect(await accessibilityProblems(page)).toEqual([]);
    await search().press('Enter');
    await expect.poll(found).toContain('5 of 12');
    await ask('');
    await search().press('Escape');
    await search().click();
    expect((await offers())[0]).toBe('label:cat width>=36');
    await page.getByRole('option', { name: 'label:cat width>=36' }).click();
    await expect.poll(found).toContain('5 of 12');
  });

  it('is walked through by back and forward, typing being one step, and a large picture another', async () => {
    await ask('label:dog');
    await expect.poll(address).toContain('q=label:dog');
    await page.keyboard.press('Escape');
    await page.getByRole('gridcell').first().dblclick();
    await page.getByLabel('Sample, large').waitFor();
    await expect.poll(address).toMatch(/large=\d+/);
    await page.goBack();
    await page.getByLabel('Sample, large').waitFor({ state: 'detached' });
    await page.goBack();
    await expect.poll(text).toBe('label:cat width>=36');
    await expect.poll(found).toContain('5 of 12');
    await page.goForward();
    await expect.poll(text).toBe('label:dog');
    await page.goForward();
    await page.getByLabel('Sample, large').waitFor();
  });

  it('is there again after the page is loaded anew, and in another tab', async () => {
    const shared = page.url();
    expect(address()).toMatch(/view=grid&q=label:dog&large=\d+/);
    await page.reload();
    await page.getByLabel('Sample, large').getByText('1 of 3').waitFor();
    expect(await text()).toBe('label:dog');
    const other = await context.newPage();
    await other.goto(shared);
    await other.getByLabel('Sample, large').getByText('1 of 3').waitFor();
    await other.close();
    // What was opened large is left to where it came from: no entry more.
    await page.keyboard.press('Escape');
    await page.getByLabel('Sample, large').waitFor({ state: 'detached' });
    await expect.poll(address).not.toContain('large');
  });

  it('is saved as a view, which is opened, renamed, moved, deleted and brought back', async () => {
    await page.keyboard.press('ControlOrMeta+s');
    await page.getByRole('textbox', { name: 'Name of the view' }).fill('Dogs');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Saved as “Dogs”/ }).waitFor();
    await ask('label:cat sort:-width');
    await page.keyboard.press('ControlOrMeta+s');
    await page.getByRole('textbox', { name: 'Name of the view' }).fill('Wide cats');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Saved as “Wide cats”/ }).waitFor();
    await page.getByRole('button', { name: 'Saved views' }).click();
    const rows = page.getByRole('list', { name: 'Saved views' }).getByRole('listitem');
    await expect.poll(() => rows.allTextContents()).toEqual(['Dogs3', 'Wide cats9']);
    expect(await accessibilityProblems(page)).toEqual([]);

    const dogs = rows.getByRole('button', { name: /^Dogs/ });
    await dogs.focus();
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(() => rows.allTextContents()).toEqual(['Wide cats9', 'Dogs3']);
    await page.keyboard.press('F2');
    await page.keyboard.type('All dogs');
    await page.keyboard.press('Enter');
    await expect.poll(() => rows.allTextContents()).toEqual(['Wide cats9', 'All dogs3']);
    await rows
      .nth(1)
      .locator('[draggable]')
      .dragTo(rows.first(), { targetPosition: { x: 40, y: 2 } });
    await expect.poll(() => rows.allTextContents()).toEqual(['All dogs3', 'Wide cats9']);

    await rows.getByRole('button', { name: /^All dogs/ }).click();
    await expect.poll(text).toBe('label:dog');
    await page.getByRole('button', { name: 'Saved views' }).click();
    await rows.getByRole('button', { name: /^Wide cats/ }).focus();
    await page.keyboard.press('Delete');
    await expect.poll(() => rows.allTextContents()).toEqual(['All dogs3']);
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Saved views' }).click();
    await expect.poll(() => rows.allTextContents()).toEqual(['All dogs3', 'Wide cats9']);
    await page.keyboard.press('Escape');
  });

  it('has its grouping and its rows, in the address and in a saved view', async () => {
    const group = page.getByRole('button', { name: /^Group/ });
    const justified = page.getByRole('button', { name: 'Justified' });
    const isJustified = (): Promise<string | null> => justified.getAttribute('aria-pressed');
    const grouping = (): Promise<string | null> => group.getAttribute('aria-label');
    await ask('label:dog');
    await group.click();
    await page.getByRole('menuitem', { name: 'Folder' }).click();
    await expect.poll(address).toContain('q=label:dog&group=folder');
    await justified.click();
    await expect.poll(address).toContain('q=label:dog&group=folder&rows=justified');
    const shared = page.url();
    await page.keyboard.press('ControlOrMeta+s');
    await page.getByRole('textbox', { name: 'Name of the view' }).fill('Dogs by folder');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Saved as/ }).waitFor();
    await page.keyboard.press('Escape');

    await page.goBack();
    await expect.poll(isJustified).toBe('false');
    expect(await grouping()).toBe('Grouped by: Folder');
    await page.goBack();
    await expect.poll(grouping).toBe('Group');
    await page.goto(shared.replace('group=folder&rows=justified', 'group=mood&rows=spiral'));
    await page.locator('[aria-label=View] [role=status]').getByText('3 of 12').waitFor();
    expect([await grouping(), await isJustified()]).toEqual(['Group', 'false']);
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.goto(shared);
    await expect.poll(grouping).toBe('Grouped by: Folder');
    expect(await isJustified()).toBe('true');

    await justified.click();
    await page.getByRole('button', { name: 'No groups' }).click();
    await ask('label:cat');
    await page.getByRole('button', { name: 'Saved views' }).click();
    await page
      .getByRole('list', { name: 'Saved views' })
      .getByRole('button', { name: /^Dogs by folder/ })
      .click();
    await expect.poll(grouping).toBe('Grouped by: Folder');
    expect([await text(), await isJustified()]).toEqual(['label:dog', 'true']);
    await page.getByRole('button', { name: 'No groups' }).click();
    await justified.click();
  });

  it('is told where it does not fit any more, and panels are as they were left', async () => {
    await page.keyboard.press('b');
    await page.getByRole('navigation', { name: 'Filters' }).waitFor({ state: 'detached' });
    await ask('label:zebra');
    await page.keyboard.press('ControlOrMeta+s');
    await page.getByRole('textbox', { name: 'Name of the view' }).fill('Zebras');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Saved as “Zebras”/ }).waitFor();
    await page.reload();
    await search().click();
    await search().fill('zeb');
    await page.getByRole('option', { name: /Zebras/ }).click();
    await page.getByText('“Zebras” does not fit any more: There is no class "zebra".').waitFor();
    expect(await page.getByRole('navigation', { name: 'Filters' }).count()).toBe(0);
  });
});
