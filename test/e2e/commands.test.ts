import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeProblems } from '../fixtures/accessibility.ts';
import { launchBrowser } from '../fixtures/browser.ts';
import { type ServedEngine, serveEngine } from '../fixtures/served-engine.ts';
import { hasTestData, testData } from '../fixtures/test-data.ts';

/** One registry of actions: the palette, menus, context menus and the list of keys do the same things, with the same keys. */
describe.skipIf(!hasTestData)('commands', () => {
  const work = mkdtempSync(join(tmpdir(), 'winnow-commands-'));
  let engine: ServedEngine;
  let browser: Browser;
  let page: Page;

  const palette = (): Locator => page.getByRole('dialog', { name: 'Commands' });
  const field = (): Locator => palette().getByRole('combobox', { name: 'Command' });
  const options = (): Locator => palette().getByRole('option');
  const selected = (): Promise<number> => page.locator('[role=gridcell][aria-selected=true]').count();
  const grid = (): Locator => page.getByRole('grid', { name: 'Samples' });
  const tagged = (): Locator => page.getByRole('gridcell', { name: /tagged remove/ });

  beforeAll(async () => {
    engine = await serveEngine(join(work, 'home'), testData('bad-inputs/pngsuite'));
    browser = await launchBrowser();
    const context = await browser.newContext({ viewport: { width: 1024, height: 700 }, reducedMotion: 'reduce' });
    page = await context.newPage();
    await page.goto(engine.url);
    await page
      .getByRole('status')
      .filter({ hasText: /Index.*ok/ })
      .waitFor({ timeout: 60_000 });
  });

  afterAll(async () => {
    await browser.close();
    await engine.stop();
    rmSync(work, { recursive: true });
  });

  it('the palette opens by its key, says why something cannot be done, and closes where it was opened', async () => {
    await grid().focus();
    await page.keyboard.press('ControlOrMeta+k');
    await field().fill('remove tag');
    await expect.poll(() => options().first().textContent()).toContain('Select samples first');
    expect(await options().first().getAttribute('aria-disabled')).toBe('true');
    await page.keyboard.press('Enter');
    expect(await palette().isVisible()).toBe(true);
    expect(await axeProblems(page, { part: '[role=dialog]' })).toEqual([]);
    await page.keyboard.press('Escape');
    await palette().waitFor({ state: 'detached' });
    expect(await grid().evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('it opens while text is written, does what is chosen, and has it first the next time', async () => {
    await page.getByRole('combobox', { name: 'Search' }).focus();
    await page.keyboard.press('ControlOrMeta+k');
    await field().fill('dtls');
    await page.keyboard.press('Enter');
    const details = page.getByRole('complementary', { name: 'Details' });
    await details.waitFor();
    await page.keyboard.press('ControlOrMeta+k');
    expect(await options().first().textContent()).toContain('Details');
    await expect.poll(() => field().evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await details.waitFor({ state: 'detached' });
  });

  it('it goes to a sample by its number and to a file by its name', async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await field().fill('12');
    await page.getByRole('option', { name: /Sample 12 of/ }).click();
    await expect.poll(selected).toBe(1);
    await page.keyboard.press('ControlOrMeta+k');
    await field().fill('basn0g01');
    await page
      .getByRole('option', { name: /File.*basn0g01/ })
      .first()
      .click();
    await page.getByRole('gridcell', { name: /basn0g01/, selected: true }).waitFor();
  });

  it('Escape does what it does without a tooltip where one is shown, too', async () => {
    await grid().focus();
    await page.keyboard.press('Home');
    await expect.poll(selected).toBe(1);
    await page.getByRole('button', { name: 'Commands', exact: true }).hover();
    await page.getByRole('tooltip').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(selected).toBe(0);
    await page.mouse.move(0, 0);
  });

  it('undo behind a dialog does not take back what was typed in the search', async () => {
    const search = page.getByRole('combobox', { name: 'Search' });
    await search.focus();
    await page.keyboard.type('width>3');
    await page.keyboard.press('Enter');
    await grid().focus();
    await page.keyboard.press('h');
    const history = page.getByRole('dialog', { name: 'History' });
    await history.waitFor();
    await page.keyboard.press('ControlOrMeta+z');
    await page.waitForTimeout(100);
    expect(await search.inputValue()).toBe('width>3');
    await page.keyboard.press('Escape');
    await history.waitFor({ state: 'detached' });
    // Where it was typed it does.
    await search.focus();
    await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(() => search.inputValue()).not.toBe('width>3');
    await search.fill('');
    await page.keyboard.press('Enter');
    await grid().focus();
  });

  it('the context menu acts on the selection where the tile is in it, else on the tile alone', async () => {
    await grid().focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+ArrowRight');
    await page.getByRole('gridcell').nth(1).click({ button: 'right' });
    const menu = page.getByRole('menu');
    await menu.getByText('2 samples').waitFor();
    expect(await axeProblems(page, { part: '[role=menu]' })).toEqual([]);
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
    await page.getByRole('gridcell').nth(3).click({ button: 'right' });
    await menu.getByText('1 sample').waitFor();
    await menu.getByRole('menuitem', { name: /^Tag “remove”/ }).click();
    await expect.poll(() => tagged().count()).toBe(1);
  });

  it('its key opens it at the tile in focus, and arrows and Enter do the rest', async () => {
    await grid().focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+F10');
    const menu = page.getByRole('menu');
    await menu.getByText('1 sample').waitFor();
    await page.keyboard.press('Tab');
    await menu.waitFor({ state: 'detached' });
    await page.keyboard.press('Shift+F10');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await menu.waitFor({ state: 'detached' });
    await expect.poll(() => tagged().count()).toBe(2);
    expect(await grid().evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('a folder is chosen by key from anywhere, also while text is written', async () => {
    await page.getByRole('combobox', { name: 'Search' }).focus();
    await page.keyboard.press('ControlOrMeta+o');
    const dialog = page.getByRole('dialog', { name: 'Open a folder of images' });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await grid().focus();
  });

  it('a sample shown large has the menu of samples, by pointer and by key', async () => {
    await page.keyboard.press('Enter');
    const large = page.getByRole('region', { name: 'Sample, large' });
    await large.click({ button: 'right' });
    const menu = page.getByRole('menu');
    await menu.getByText('1 sample').waitFor();
    await menu.getByRole('menuitemcheckbox', { name: /^Histogram/, checked: false }).waitFor();
    expect(await axeProblems(page, { part: '[role=menu]' })).toEqual([]);
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
    // Its first item cannot be done here: the key is the menu's all the same.
    await large.waitFor();
    await page.keyboard.press('Shift+F10');
    await menu.getByRole('menuitem', { name: /^Tag “remove”/ }).press('Enter');
    await page.getByText('Untagged 1 sample “remove”').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => tagged().count()).toBe(1);
  });

  it('a contact sheet has it where its pictures are drawn', async () => {
    const scale = async (key: string): Promise<void> => {
      for (let times = 0; times < 10; times++) await page.keyboard.press(key);
    };
    await grid().focus();
    await scale('-');
    await page.locator('[data-sheet]').waitFor({ state: 'attached' });
    await page.keyboard.press('Escape');
    await grid().click({ button: 'right', position: { x: 60, y: 30 } });
    const menu = page.getByRole('menu');
    await menu.getByText('1 sample').waitFor();
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
    await expect.poll(selected).toBe(1);
    await page.keyboard.press('ContextMenu');
    await menu.getByText('1 sample').waitFor();
    await page.keyboard.press('Escape');
    await scale('+');
    await page.locator('[data-sheet]').waitFor({ state: 'detached' });
  });

  it('values have a menu of their own', async () => {
    await page.getByRole('list', { name: 'Format' }).getByRole('button', { name: /^png/ }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'All but “png”' }).click();
    await expect.poll(() => page.getByRole('combobox', { name: 'Search' }).inputValue()).toBe('-format:png');
    await page.getByRole('combobox', { name: 'Search' }).fill('');
    await page.keyboard.press('Enter');
  });

  it('keys are changed where they are listed: taken from another action, shown everywhere, remembered, reset', async () => {
    await grid().focus();
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Keys' });
    await keys.getByLabel('Search the keys').fill('tag “keep”');
    await keys.getByRole('button', { name: /^K ?: change the key of Tag “keep”/ }).click();
    await page.keyboard.press('i');
    await keys.getByText(/is the key of “Details”/).waitFor();
    expect(await axeProblems(page, { part: '[role=dialog]' })).toEqual([]);
    await keys.getByRole('button', { name: 'Swap' }).click();
    await keys.getByRole('button', { name: /^I ?: change the key of Tag “keep”/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.reload();
    await page.getByRole('button', { name: 'Show the details (K)' }).waitFor();
    await grid().focus();
    await page.keyboard.press('k');
    await page.getByRole('complementary', { name: 'Details' }).waitFor();
    await page.keyboard.press('?');
    await keys.getByRole('button', { name: 'Reset all' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('toolbar', { name: 'View' }).getByRole('button', { name: 'Hide the details (I)' }).waitFor();
  });

  it('the menu of the header does what the keys do', async () => {
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).hover();
    expect(await tagged().count()).toBe(1);
    await page.getByRole('menuitem', { name: /^Undo/ }).click();
    await expect.poll(() => tagged().count()).toBe(2);
  });

  it('all that a query finds are decided at once, with their count before and in the history, and one step back', async () => {
    const search = page.getByRole('combobox', { name: 'Search' });
    await search.fill('format:bmp');
    await page.keyboard.press('Enter');
    await grid().focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.getByText('161 of 337 samples · 161 selected').waitFor();
    await page.keyboard.press('k');
    await page.getByText('Tagged 161 samples “keep”').waitFor();
    await page.keyboard.press('h');
    const latest = page.getByRole('dialog', { name: 'History' }).getByRole('listitem').first();
    await expect.poll(() => latest.textContent()).toMatch(/Tagged 161 samples “keep”.*found by format:bmp/);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('ControlOrMeta+z');
    await page.getByText('Undid: tagged 161 samples “keep”').waitFor();
    await expect.poll(() => page.getByRole('gridcell', { name: /tagged keep/ }).count()).toBe(0);
    await search.fill('');
    await page.keyboard.press('Enter');
  });

  it('fits a window of 720 by 450, as at 200% zoom', async () => {
    await page.setViewportSize({ width: 720, height: 450 });
    const header = page.getByRole('region', { name: 'Dataset' });
    for (const button of await header.getByRole('button').all()) {
      if (!(await button.isVisible())) continue;
      const cut = await button.evaluate((element) => element.scrollWidth > element.clientWidth + 1);
      expect([await button.getAttribute('aria-label'), cut]).toEqual([await button.getAttribute('aria-label'), false]);
    }
    const box = await page.getByRole('button', { name: 'Menu', exact: true }).boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(720);
    await page.keyboard.press('ControlOrMeta+k');
    const dialog = await palette().boundingBox();
    expect((dialog?.y ?? 0) + (dialog?.height ?? 0)).toBeLessThanOrEqual(450);
  });
});
