import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeProblems } from '../fixtures/accessibility.ts';
import { launchBrowser } from '../fixtures/browser.ts';
import { type ServedEngine, serveEngine } from '../fixtures/served-engine.ts';

const CLASSES = ['apple', 'pear'] as const;
const PER_CLASS = 120;
/** Every tenth apple is called a pear. */
const isWrong = (label: string, place: number): boolean => label === 'apple' && place % 10 === 0;

/** What tiles show, in a real browser against a served engine. */
describe('tiles', () => {
  const work = realpathSync(mkdtempSync(join(tmpdir(), 'winnow-tiles-')));
  let engine: ServedEngine;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const folder = join(work, 'fruit');
    await drawFruit(folder);
    engine = await serveEngine(join(work, 'home'), folder);
    browser = await launchBrowser();
    page = await (await browser.newContext({ viewport: { width: 1200, height: 800 } })).newPage();
    await page.goto(engine.url);
    await cell('apple-0.png').waitFor();
    await page.getByText('240 samples').waitFor({ timeout: 30_000 });
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await engine?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  const cell = (name: string): Locator => page.locator(`[role=gridcell][aria-label^="${name},"]`);
  const choose = (name: string, role: 'menuitemcheckbox' | 'menuitemradio' = 'menuitemcheckbox'): Promise<void> =>
    page.getByRole(role, { name, exact: true }).click();

  it('show the fields that are ticked, in lines of their own, and remember them', async () => {
    await page.keyboard.press('w');
    await choose('Always, below the picture', 'menuitemradio');
    await choose('Size in pixels');
    await choose('File size');
    await page.getByRole('menuitem', { name: 'Quality scores' }).hover();
    await choose('Blurry');
    expect(await axeProblems(page, { part: '[role=menu]' })).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    const caption = cell('apple-1.png').locator('[data-place=always]');
    await expect
      .poll(() => caption.innerText())
      .toMatch(/apple[\s\S]*apple-1\.png[\s\S]*96×64[\s\S]*B[\s\S]*Blurry[\s\S]*\d\.\d\d/);
    await page.reload();
    await expect.poll(() => caption.innerText()).toMatch(/Blurry/);
  });

  it('have a menu that its key opens each time', async () => {
    // Ticked, unticked, ticked, unticked.
    for (let times = 0; times < 4; times++) {
      await page.getByRole('grid', { name: 'Samples' }).focus();
      await page.keyboard.press('w');
      await choose('File size');
      await page.keyboard.press('Escape');
      await page.getByRole('menu').waitFor({ state: 'detached' });
    }
  });

  it('ask for the values of all that is on the screen at once', async () => {
    const requests: string[] = [];
    page.on('request', (request) => requests.push(new URL(request.url()).pathname.split('/').at(-1) ?? ''));
    await page.getByRole('grid').hover();
    await page.mouse.wheel(0, 3000);
    await expect.poll(() => requests.filter((name) => name === 'values').length).toBeGreaterThan(0);
    await page.waitForTimeout(300);
    expect(requests.filter((name) => name === 'values').length).toBeLessThanOrEqual(4);
    await page.keyboard.press('Home');
  });

  it('tell wrong predictions from right ones', async () => {
    const lines = CLASSES.flatMap((label) =>
      Array.from({ length: PER_CLASS }, (_, at) => `${label}/${label}-${at}.png,${isWrong(label, at) ? 'pear' : label},0.9`),
    );
    const file = join(work, 'predictions.csv');
    writeFileSync(file, ['path,prediction,confidence', ...lines].join('\n'));
    await importPredictions(page, file);
    await page.keyboard.press('w');
    await choose('Prediction');
    await choose('Confidence');
    await page.keyboard.press('Escape');
    await cell('apple-10.png').locator('[data-verdict=wrong]', { hasText: 'pear' }).waitFor();
    await cell('apple-11.png').locator('[data-verdict=right]').waitFor();
    expect(await cell('apple-10.png').getAttribute('aria-label')).toContain('predicted pear, not its label, confidence 0.90');
  });

  it('have badges for what was decided and what is wrong', async () => {
    await cell('apple-1.png').click();
    await page.keyboard.press('k');
    await cell('apple-1.png').locator('[data-tag=keep]').waitFor();
    await cell('apple-10.png').click();
    await page.keyboard.press('l');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('pear');
    await page.keyboard.press('Enter');
    await cell('apple-10.png').locator('[data-verdict=relabeled]').waitFor();
    expect(await cell('apple-10.png').getAttribute('aria-label')).toContain('relabelled');
    // One colour all over is an issue.
    const issue = cell('pear-3.png').locator('[data-issues~=single-color]');
    await page.locator('#winnow-search').fill('pear-3.png');
    await page.keyboard.press('Enter');
    await issue.waitFor();
    expect(await issue.getAttribute('title')).toContain('Single colour');
    await page.locator('#winnow-search').fill('');
    await page.keyboard.press('Enter');
    await page.getByRole('grid').focus();
  });

  it('are shown larger beside where the pointer rests, unless that is off', async () => {
    const box = await cell('apple-100.png').boundingBox();
    if (box === null) throw new Error('apple-100.png is not in the view.');
    const preview = page.locator('[data-preview]');
    await page.mouse.move(box.x + 20, box.y + 20);
    await preview.waitFor();
    expect(await preview.innerText()).toContain('96×64');
    const shown = await preview.boundingBox();
    expect(shown !== null && (shown.x >= box.x + box.width || shown.x + shown.width <= box.x)).toBe(true);
    await page.keyboard.press('Shift');
    await expect.poll(() => preview.count()).toBe(0);
    // By key it follows the focus.
    await cell('apple-1.png').click();
    await page.mouse.move(5, 5);
    await page.keyboard.press('Shift+W');
    await expect.poll(() => preview.innerText()).toContain('apple-1.png');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => preview.innerText()).toMatch(/apple-1\d*\.png/);
    await page.keyboard.press('Shift+W');
    await expect.poll(() => preview.count()).toBe(0);
  });

  it('below 56 px are a contact sheet with the same keys, clicks and names', async () => {
    await page.getByRole('grid').focus();
    await page.keyboard.press('Home');
    for (let press = 0; press < 12; press++) await page.keyboard.press('-');
    const sheet = page.locator('canvas[data-sheet]');
    await expect.poll(() => sheet.getAttribute('data-shown')).toBe(String(2 * PER_CLASS));
    await expect.poll(() => sheet.getAttribute('data-missing')).toBe('0');
    const tiles = page.getByRole('gridcell');
    expect(await tiles.count()).toBe(1);
    expect(await tiles.getAttribute('aria-label')).toContain('apple-0.png');
    const id = await tiles.getAttribute('id');
    expect(await page.getByRole('grid').getAttribute('aria-activedescendant')).toBe(id);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('r');
    await expect.poll(() => tiles.getAttribute('aria-label')).toContain('tagged remove');
    const box = await tiles.boundingBox();
    if (box === null) throw new Error('The focused tile has no place.');
    await page.mouse.click(box.x + 2.5 * box.width, box.y + box.height / 2);
    await expect.poll(() => tiles.getAttribute('aria-selected')).toBe('true');
    await page.mouse.move(box.x + 2, box.y + 2);
    await page.mouse.down();
    await page.mouse.move(box.x + 4 * box.width, box.y + 2 * box.height, { steps: 5 });
    await page.mouse.up();
    await page.getByText(/ ([4-9]|1\d) selected/).waitFor();
    expect(await axeProblems(page, { part: '[role=grid]' })).toEqual([]);
  });

  it('show the picture itself across the whole grid', async () => {
    for (let press = 0; press < 24; press++) await page.keyboard.press('+');
    await expect.poll(async () => (await page.getByRole('gridcell').first().boundingBox())?.width ?? 0).toBeGreaterThan(700);
  });
});

/** Apples with stripes, pears of one colour. */
async function drawFruit(folder: string): Promise<void> {
  for (const [place, label] of CLASSES.entries()) {
    mkdirSync(join(folder, label), { recursive: true });
    for (let at = 0; at < PER_CLASS; at++) {
      const data = Buffer.alloc(3 * 96 * 64);
      for (let byte = 0; byte < data.length; byte++) {
        const pixel = Math.floor(byte / 3);
        const plain = byte % 3 === 0 ? 40 + at : byte % 3 === 1 ? 90 : 200 - at;
        data[byte] = place === 1 ? plain : ((pixel * (at + 3)) % 96) + ((byte * 7 + at) % 150);
      }
      await sharp(data, { raw: { width: 96, height: 64, channels: 3 } })
        .png()
        .toFile(join(folder, label, `${label}-${at}.png`));
    }
  }
}

async function importPredictions(page: Page, file: string): Promise<void> {
  await page.keyboard.press('c');
  await page
    .getByRole('button', { name: /predictions/i })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('File', { exact: true }).fill(file);
  await dialog.getByRole('button', { name: 'Read it' }).click();
  await dialog.getByRole('button', { name: 'Import' }).click();
  await page.getByRole('button', { name: 'Show in the grid' }).click({ timeout: 30_000 });
}
