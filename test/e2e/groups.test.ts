import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GroupsAnswer, GroupsRequest } from '../../src/shared/api.ts';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { launchBrowser } from '../fixtures/browser.ts';
import { duplicateGroup, groupMember } from '../fixtures/duplicate-groups.ts';
import { type ServedEngine, serveEngine } from '../fixtures/served-engine.ts';
import { hasTestData, testData } from '../fixtures/test-data.ts';

const MANY = 100_000;

/** Photos with copies of every kind; `cup` is conflicted, leaked, turned and re-encoded, `big` has twenty equal files. */
async function makeFolder(folder: string): Promise<void> {
  const photo = (number: string): string => testData(`duplicates/imagededup/tests/data/base_images/ukbench${number}.jpg`);
  for (const name of ['train/cup', 'train/dog', 'test/cup', 'train/big']) mkdirSync(join(folder, name), { recursive: true });
  copyFileSync(photo('00120'), join(folder, 'train/cup/a.jpg'));
  copyFileSync(photo('00120'), join(folder, 'test/cup/a-leak.jpg'));
  const cup = sharp(photo('01380'));
  await cup.clone().jpeg({ quality: 95 }).toFile(join(folder, 'train/cup/b.jpg'));
  await cup.clone().flop().toFile(join(folder, 'train/dog/b-mirrored.jpg'));
  await cup.clone().rotate(90).jpeg({ quality: 70 }).toFile(join(folder, 'train/cup/b-turned.jpg'));
  for (const number of ['08996', '09012', '09040']) {
    copyFileSync(photo(number), join(folder, `train/dog/${number}.jpg`));
    await sharp(photo(number))
      .jpeg({ quality: 60 })
      .toFile(join(folder, `train/dog/${number}-re.jpg`));
  }
  for (let k = 10; k < 30; k++) copyFileSync(photo('09380'), join(folder, `train/big/${k}.jpg`));
}

/** Duplicate groups, decided by keys and by buttons, in a real browser against a served engine. */
describe.skipIf(!hasTestData)('the duplicate groups', () => {
  const work = realpathSync(mkdtempSync(join(tmpdir(), 'winnow-groups-')));
  const folder = join(work, 'photos');
  let engine: ServedEngine;
  let browser: Browser;
  let page: Page;
  let grid: Locator;

  const openKind = async (name: string): Promise<void> => {
    await page.getByRole('tab', { name: /Issues/ }).click();
    await page.locator('[data-issue-row]').filter({ hasText: name }).click();
    await page.getByRole('heading', { name }).waitFor();
  };
  const counts = (): Promise<string | null> =>
    page.getByRole('region', { name: 'Duplicate groups' }).getByRole('status').first().textContent();
  const member = (name: string): Locator =>
    grid.getByRole('gridcell').filter({ has: page.getByText(`${name}.jpg`, { exact: true }) });
  const fate = async (name: string): Promise<string | null> => member(name).getAttribute('data-fate');
  const problems = (): Promise<readonly string[]> => accessibilityProblems(page);

  beforeAll(async () => {
    await makeFolder(folder);
    engine = await serveEngine(join(work, 'home'), folder);
    browser = await launchBrowser();
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(engine.url);
    grid = page.getByRole('grid', { name: 'Duplicate groups, worst first' });
    await page.getByRole('tab', { name: /Issues/ }).click();
    await page.locator('[data-issue-row]').filter({ hasText: 'Near duplicates' }).waitFor({ timeout: 60_000 });
  });

  afterAll(async () => {
    await browser.close();
    await engine.stop();
    rmSync(work, { recursive: true });
  });

  it('are listed with the best first, how the others match, and what differs', async () => {
    await openKind('Near duplicates');
    await expect.poll(counts).toBe('4 of 4 groups open');
    await expect.poll(() => fate('b')).toBe('best');
    expect(await member('b-mirrored').textContent()).toContain('mirrored');
    expect(await member('b-turned').textContent()).toMatch(/turned 90°/);
    expect(await problems()).toEqual([]);
  });

  it('are decided one by one with K, stay where they are, and come back by undo', async () => {
    await page.keyboard.press('Home');
    const first = (await grid.getByRole('gridcell').first().getAttribute('id')) ?? '';
    await page.keyboard.press('k');
    await expect.poll(counts).toBe('3 of 4 groups open');
    expect(await grid.locator(`#${first}`).getAttribute('data-fate')).toBe('keep');
    expect(await grid.locator('[data-decided] [data-fate=remove]').count()).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
    await expect.poll(counts).toBe('4 of 4 groups open');
    await expect.poll(() => grid.locator('[role=gridcell][data-fate=remove]').count()).toBe(0);
  });

  it('keep another one by its number, and go on to the next group', async () => {
    await member('b').click();
    const before = await grid.getAttribute('aria-activedescendant');
    await page.keyboard.press('2');
    await expect.poll(() => fate('b')).toBe('remove');
    expect(await grid.getAttribute('aria-activedescendant')).not.toBe(before);
    await expect.poll(() => grid.locator('[data-decided] [role=gridcell][data-fate=keep]').count()).toBe(1);
    await page.keyboard.press('Control+z');
    await expect.poll(() => fate('b')).toBe('best');
  });

  it('keep all, or one more, and take a single sample in and out', async () => {
    await member('08996').click();
    await page.keyboard.press('a');
    await expect.poll(() => fate('08996-re')).toBe('keep');
    await expect.poll(counts).toBe('3 of 4 groups open');
    await page.keyboard.press('Control+z');
    await expect.poll(counts).toBe('4 of 4 groups open');
    await member('08996-re').click();
    await page.keyboard.press('r');
    await expect.poll(() => fate('08996-re')).toBe('remove');
    await page.keyboard.press('r');
    await expect.poll(() => fate('08996-re')).toBe(null);
  });

  it('are compared side by side, swiped, and pixel by pixel', async () => {
    await member('b-turned').click();
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: 'Compare' });
    await dialog.getByText(/shown turned 90°/).waitFor();
    expect(await problems()).toEqual([]);
    await page.keyboard.press('w');
    await dialog.getByRole('slider', { name: 'Swipe' }).waitFor();
    await page.keyboard.press('d');
    await dialog.getByText(/% of the pixels differ/).waitFor();
    expect(await problems()).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('say what is identical', async () => {
    await openKind('Exact duplicates');
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: 'Compare' });
    await dialog.getByText('Identical: no pixel differs').waitFor();
    await page.keyboard.press('s');
    await page.keyboard.press('Escape');
  });

  it('fold when they are large', async () => {
    const more = grid.getByRole('button', { name: 'and 9 more' });
    const cells = await grid.locator('[id^=member-]').count();
    await more.click();
    await expect.poll(() => grid.locator('[id^=member-]').count()).toBe(cells + 9);
  });

  it('are told apart for good', async () => {
    await openKind('Near duplicates');
    await expect.poll(counts).toBe('4 of 4 groups open');
    await member('b-mirrored').click();
    await page.keyboard.press('Shift+N');
    await expect.poll(() => member('b-mirrored').count()).toBe(0);
    expect(await member('b-turned').count()).toBe(1);
    await member('09012').click();
    await page.keyboard.press('n');
    await expect.poll(counts).toBe('3 of 3 groups open');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect.poll(counts).toBe('4 of 4 groups open');
    await expect.poll(() => member('b-mirrored').count()).toBe(1);
  });

  it('follow the order of the rules', async () => {
    await page.getByRole('button', { name: /^Best: larger resolution/ }).click();
    await page.getByRole('button', { name: 'Move “Path A to Z”' }).focus();
    for (let k = 0; k < 3; k++) await page.keyboard.press('ArrowUp');
    expect(await problems()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Best: path A to Z/ }).waitFor();
    await expect.poll(() => fate('b-turned')).toBe('best');
    expect(await grid.isVisible()).toBe(true);
  });

  it('are decided all at once after it was said how many samples that is, and lead on', async () => {
    await page.getByRole('button', { name: 'Keep the best of all 4 groups' }).click();
    await page.getByText('5 samples will be tagged “remove”.').waitFor();
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: 'Keep the best', exact: true }).click();
    await page.getByText('All 4 groups are decided').waitFor();
    await expect.poll(counts).toBe('0 of 4 groups open');
    await page.getByRole('button', { name: /^Next: / }).waitFor();
    expect(await problems()).toEqual([]);
    await page.keyboard.press('Control+z');
    await expect.poll(counts).toBe('4 of 4 groups open');
  });

  it('scroll by a hundred thousand, each in its place', async () => {
    await page.route('**/groups', async (route) => {
      const { offset, limit } = route.request().postDataJSON() as GroupsRequest;
      const groups = Array.from({ length: Math.max(0, Math.min(limit, MANY - offset)) }, (_, k) => {
        const id = 2 * (offset + k) + 1;
        return duplicateGroup([groupMember({ id }), groupMember({ id: id + 1, linkedId: id, distance: 0.03 })]);
      });
      const answer: GroupsAnswer = { revision: 1e6, total: MANY, open: MANY, groups };
      await route.fulfill({ json: answer });
    });
    await openKind('Exact duplicates');
    await expect.poll(counts).toBe('100,000 of 100,000 groups open');
    expect(await grid.evaluate((element) => element.scrollHeight)).toBeLessThanOrEqual(8_000_000);
    await page.keyboard.press('End');
    await expect.poll(() => grid.getAttribute('aria-activedescendant')).toBe(`member-${2 * MANY - 1}`);
    const last = grid.locator(`#member-${2 * MANY - 1}`);
    await last.waitFor();
    expect(await last.evaluate((element) => element.getBoundingClientRect().bottom <= innerHeight)).toBe(true);
    await grid.evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
    const middle = grid.locator('[role=row]:not([data-waiting])').first();
    await expect.poll(async () => Math.abs(Number(await middle.getAttribute('aria-rowindex')) - MANY / 2)).toBeLessThan(2000);
    const place = Number(await middle.getAttribute('aria-rowindex'));
    expect(await middle.getByRole('gridcell').first().getAttribute('id')).toBe(`member-${2 * place - 1}`);
    await page.unroute('**/groups');
  });

  it('go back to the grid with Escape', async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('grid', { name: 'Samples' }).waitFor();
  });
});
