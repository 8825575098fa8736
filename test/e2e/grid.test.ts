import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexDirectory } from '../../src/main/dataset/home.ts';
import { indexFile } from '../../src/main/dataset/index-files.ts';
import { INDEX_MIGRATIONS, openWritable } from '../../src/main/db/connection.ts';
import { axeProblems } from '../fixtures/accessibility.ts';
import { launchBrowser } from '../fixtures/browser.ts';
import { type ServedEngine, serveEngine } from '../fixtures/served-engine.ts';

/** Samples of each class; those of none last. */
const CLASSES = [
  ['cat', 400],
  ['dog', 300],
  ['sea lion', 5],
  [null, 200],
] as const;
const SHAPES = [
  [640, 480],
  [480, 640],
  [500, 500],
  [1600, 400],
] as const;

/** Groups, justified rows and keys in them, in a real browser on samples without files. */
describe('the grid in groups', () => {
  const work = realpathSync(mkdtempSync(join(tmpdir(), 'winnow-grid-')));
  let engine: ServedEngine;
  let browser: Browser;
  let page: Page;
  let grid: Locator;

  beforeAll(async () => {
    const [folder, home] = [join(work, 'pictures'), join(work, 'home')];
    mkdirSync(folder);
    const directory = indexDirectory(home, folder);
    mkdirSync(directory, { recursive: true });
    makeSamples(indexFile(directory));
    engine = await serveEngine(home);
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    await page.goto(engine.url);
    await page.evaluate(openUnindexed, folder);
    await page.reload();
    grid = page.getByRole('grid', { name: 'Samples' });
    await grid.getByRole('gridcell').first().waitFor();
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await engine?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  const header = (name: RegExp): Locator => grid.getByRole('button', { name }).first();
  const focused = (): Locator => grid.locator('[data-focused]');
  const focusedName = async (): Promise<string> => (await focused().getAttribute('aria-label')) ?? '';

  it('puts samples under headers with names and counts', async () => {
    await page.getByRole('button', { name: 'Group', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Class', exact: true }).click();
    await header(/^cat 400$/).waitFor();
    expect(Number(await grid.getAttribute('aria-rowcount'))).toBeGreaterThan(4);
    expect(await axeProblems(page, { part: '[data-group]' })).toEqual([]);
  });

  it('keeps the header of the group in sight', async () => {
    await grid.evaluate((element) => {
      element.scrollTop = 2000;
    });
    await expect.poll(async () => (await header(/^cat 400/).boundingBox())?.y).toBeCloseTo((await top()) + 4, 0);
  });

  it('folds a group by its header, and shows what comes after it', async () => {
    await header(/^cat 400/).click();
    await grid.getByRole('button', { name: /^dog 300/, expanded: true }).waitFor();
    expect(await header(/^cat 400/).getAttribute('aria-expanded')).toBe('false');
    expect(await grid.getByRole('gridcell', { name: /^cat-/ }).count()).toBe(0);
  });

  it('goes from group to group and along their samples by keys', async () => {
    await grid.focus();
    await page.keyboard.press('Home');
    await expect.poll(focusedName).toMatch(/^dog-000/);
    await page.keyboard.press('d');
    await expect.poll(focusedName).toMatch(/^sea lion-000/);
    expect((await header(/^sea lion 5/).boundingBox())?.y).toBeCloseTo((await top()) + 4, 0);
    await page.keyboard.press('u');
    await grid.getByRole('button', { name: /^sea lion/, expanded: false }).waitFor();
    expect(await focused().count()).toBe(0);
    await page.keyboard.press('ArrowDown');
    await expect.poll(focusedName).toMatch(/^none-000/);
    await page.keyboard.press('ArrowUp');
    await expect.poll(focusedName).toMatch(/^dog-2/);
    await page.keyboard.press('Shift+A');
    await page.getByText('300 selected').first().waitFor();
  });

  it('has a menu of its headers, which says where no best can be kept', async () => {
    await header(/^dog 300/).click({ button: 'right' });
    const menu = page.getByRole('menu');
    await menu.getByRole('menuitem', { name: /^Keep the best.*Group the samples by duplicates first/ }).waitFor();
    await menu.getByRole('menuitem', { name: /^All of the group/ }).click();
    await page.getByText('300 selected').first().waitFor({ state: 'detached' });
    await page.keyboard.press('Shift+A');
    await page.getByText('300 selected').first().waitFor();
  });

  it('compares three selected samples, and goes back', async () => {
    await grid.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+C');
    const dialog = page.getByRole('dialog', { name: 'Compare the selected' });
    await dialog.getByText('3 samples compared').waitFor();
    await expect.poll(() => dialog.getByRole('figure').count()).toBe(3);
    // Their files are gone: each pane says so instead of staying empty.
    await expect.poll(() => dialog.getByText('The picture could not be loaded').count()).toBe(3);
    const shown = dialog.locator('figure[aria-current]');
    await page.keyboard.press('3');
    await expect.poll(() => shown.textContent()).toContain('-002.png');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('d');
    await dialog.getByText('One of the two pictures cannot be loaded').waitFor();
    await page.keyboard.press('k');
    await expect.poll(() => shown.textContent()).toContain('Tagskeep');
    expect(await axeProblems(page, { part: '[role=dialog][data-keys]' })).toEqual([]);
    await page.keyboard.press('k');
    await expect.poll(() => shown.textContent()).toContain('Tags–');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('fills rows with whole pictures, and keys go to the nearest', async () => {
    await page.keyboard.press('y');
    await expect.poll(() => grid.locator('[role=row]:has([data-sample])').first().evaluate(widths)).toContain(1);
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    const start = await focusedName();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await focusedName()).not.toBe(start);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await focusedName()).toBe(start);
    await page.keyboard.press('End');
    await expect.poll(focusedName).toMatch(/^none-199/);
    const [last, view] = await Promise.all([focused().boundingBox(), grid.boundingBox()]);
    expect((view?.y ?? 0) + (view?.height ?? 0) - ((last?.y ?? 0) + (last?.height ?? 0))).toBeCloseTo(12, 0);
  });

  it('remembers both', async () => {
    await page.reload();
    await header(/^cat 400/).waitFor();
    expect(await page.getByRole('button', { name: 'Justified' }).getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('button', { name: 'No groups' }).click();
    await expect.poll(() => grid.getByRole('button').count()).toBe(0);
  });

  const top = async (): Promise<number> => (await grid.boundingBox())?.y ?? 0;
});

/** Runs in the page: how far a row's tiles reach across the room for them, and their proportions. */
function widths(row: Element): readonly number[] {
  const tiles = [...row.querySelectorAll('[data-sample]')].map((tile) => tile.getBoundingClientRect());
  const room = row.closest('[role=grid]')?.clientWidth ?? 0;
  const used = (tiles.at(-1)?.right ?? 0) - (tiles[0]?.left ?? 0);
  return [used / (room - 24), ...tiles.map(({ width, height }) => width / height)];
}

/** Rows without files: `cat-000.png` and so on, of several shapes. */
function makeSamples(file: string): void {
  const db = openWritable(file, INDEX_MIGRATIONS);
  const addClass = db.prepare('INSERT INTO class (name) VALUES (?)');
  const insert = db.prepare(
    `INSERT INTO sample (path, size_bytes, mtime_ms, status, format, width, height, mean_color, class_id)
     VALUES (?, 100, 0, 'ok', 'png', ?, ?, 8421504, ?)`,
  );
  db.transaction(() => {
    for (const [name, count] of CLASSES) {
      const id = name === null ? null : addClass.run(name).lastInsertRowid;
      for (let k = 0; k < count; k++) {
        const [width, height] = SHAPES[k % SHAPES.length] ?? [1, 1];
        insert.run(`${name ?? 'none'}-${String(k).padStart(3, '0')}.png`, width, height, id);
      }
    }
  })();
  db.close();
}

/** Runs in the page: opens a folder as it was indexed. */
async function openUnindexed(folder: string): Promise<void> {
  const answer = await fetch('api/datasets', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ folder, index: false }),
  });
  const { id } = (await answer.json()) as { id: string };
  localStorage.setItem('winnow.thumbnailSize', '120');
  localStorage.setItem('winnow.isSidebarOpen', 'false');
  history.replaceState(null, '', `?dataset=${id}`);
}
