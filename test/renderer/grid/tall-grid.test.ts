import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexDirectory } from '../../../src/main/dataset/home.ts';
import { indexFile } from '../../../src/main/dataset/index-files.ts';
import { INDEX_MIGRATIONS, openWritable } from '../../../src/main/db/connection.ts';
import { maxDom, scrollScale, topOfDom } from '../../../src/renderer/ui/scaled-scroll.ts';
import { launchBrowser } from '../../fixtures/browser.ts';
import { type ServedEngine, serveEngine } from '../../fixtures/served-engine.ts';

/** One column of tiles as high as the view: taller than twice what Chromium lays out, with no more rows than this. */
const SAMPLES = 26_000;

describe('a grid taller than an element can be', () => {
  const work = realpathSync(mkdtempSync(join(tmpdir(), 'winnow-tall-')));
  const folder = join(work, 'pictures');
  const home = join(work, 'home');
  let engine: ServedEngine;
  let browser: Browser;
  let page: Page;
  let grid: Locator;

  beforeAll(async () => {
    mkdirSync(folder);
    makeSamples(indexFile(makeDirectory(indexDirectory(home, folder))));
    engine = await serveEngine(home);
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1040, height: 800 } });
    await page.goto(engine.url);
    await page.evaluate(openUnindexed, folder);
    await page.reload();
    grid = page.getByRole('grid', { name: 'Samples' });
    await grid.getByRole('gridcell', { name: '00001.png' }).waitFor();
  });

  afterAll(async () => {
    await browser.close();
    await engine.stop();
    rmSync(work, { recursive: true });
  });

  /** Places of the rows that can be seen, 1 first, once each shows the sample that belongs there. */
  const seen = async (): Promise<readonly number[]> => {
    const rows = await grid.evaluate((element) => {
      const view = element.getBoundingClientRect();
      return [...element.querySelectorAll('[role=row]')]
        .map((row) => ({ row, box: row.getBoundingClientRect() }))
        .filter(({ box }) => box.top < view.bottom - 2 && box.bottom > view.top + 2)
        .map(({ row }) => ({ place: Number(row.ariaRowIndex), name: row.querySelector('[role=gridcell]')?.ariaLabel ?? '' }));
    });
    const isRight = rows.every(({ place, name }) => name === fileName(place));
    return isRight ? rows.map(({ place }) => place) : [];
  };
  const fileName = (place: number): string => `${String(place).padStart(5, '0')}.png`;

  it('is scaled', async () => {
    expect(await grid.getAttribute('aria-colcount')).toBe('1');
    const height = await grid.evaluate((element) => element.scrollHeight);
    const row = await grid.getByRole('row').first().boundingBox();
    expect((row?.height ?? 0) * SAMPLES).toBeGreaterThan(2 * height);
  });

  it('ends with its last row, at the lower edge', async () => {
    await grid.focus();
    await page.keyboard.press('End');
    await expect.poll(seen).toContain(SAMPLES);
    await grid.evaluate((element) => {
      element.scrollTop = element.scrollHeight;
    });
    await expect.poll(seen).toEqual([SAMPLES]);
    const [last, view] = await Promise.all([
      grid.getByRole('gridcell', { name: `${SAMPLES}.png` }).boundingBox(),
      grid.boundingBox(),
    ]);
    const gap = (view?.y ?? 0) + (view?.height ?? 0) - ((last?.y ?? 0) + (last?.height ?? 0));
    expect(gap).toBeCloseTo(12, 0);
  });

  it('starts with its first row', async () => {
    await page.keyboard.press('Home');
    await expect.poll(seen).toContain(1);
    expect(await grid.evaluate((element) => element.scrollTop)).toBe(0);
  });

  it.each([0.1, 0.25, 0.5, 0.9, 1])('shows the right samples where the scrollbar is dragged to: %d', async (part) => {
    await grid.evaluate((element, to) => {
      element.scrollTop = (element.scrollHeight - element.clientHeight) * to;
    }, part);
    await expect.poll(async () => (await seen()).length).toBeGreaterThan(0);
    const [first = 0] = await seen();
    const height = await rowHeight();
    const view = await grid.evaluate((element) => element.clientHeight);
    const scale = scrollScale(SAMPLES * height + 16, view);
    const expected = (topOfDom(scale, part * maxDom(scale)) - 12) / height;
    expect(Math.abs(first - 1 - Math.floor(expected))).toBeLessThanOrEqual(1);
  });

  it('follows the wheel by as much as it turns, far from both ends', async () => {
    await grid.evaluate((element) => {
      element.scrollTop = element.scrollHeight / 3;
    });
    await expect.poll(async () => (await seen()).length).toBeGreaterThan(0);
    await page.waitForTimeout(300);
    const before = (await seen())[0] ?? 0;
    const height = await rowHeight();
    await page.mouse.move(500, 500);
    for (let turn = 0; turn < 8; turn++) {
      await page.mouse.wheel(0, height / 2);
      await page.waitForTimeout(40);
    }
    await expect.poll(async () => (await seen())[0]).toBeGreaterThanOrEqual(before + 4);
    await page.waitForTimeout(400);
    expect((await seen())[0]).toBeLessThanOrEqual(before + 5);
  });

  it('keeps the focused sample in sight through every size of thumbnails', async () => {
    const [middle = 1] = await seen();
    const tile = grid.getByRole('gridcell', { name: fileName(middle) });
    await tile.click();
    for (let step = 0; step < 14; step++) {
      await page.keyboard.press('-');
      await expect.poll(async () => isInside(await tile.boundingBox(), await grid.boundingBox())).toBe(true);
    }
    expect(Number(await grid.getAttribute('aria-colcount'))).toBeGreaterThan(8);
  });

  const rowHeight = async (): Promise<number> => {
    const row = await grid.getByRole('row').first().boundingBox();
    return (row?.height ?? 0) + 8;
  };
});

interface Box {
  readonly y: number;
  readonly height: number;
}

function isInside(tile: Box | null, view: Box | null): boolean {
  return tile !== null && view !== null && tile.y >= view.y - 1 && tile.y < view.y + view.height;
}

function makeDirectory(directory: string): string {
  mkdirSync(directory, { recursive: true });
  return directory;
}

/** Rows without files, in path order: 00001.png is the first. */
function makeSamples(file: string): void {
  const db = openWritable(file, INDEX_MIGRATIONS);
  const insert = db.prepare(
    `INSERT INTO sample (path, size_bytes, mtime_ms, status, format, width, height, mean_color) VALUES (?, 100, 0, 'ok', 'png', 10, 10, 8421504)`,
  );
  db.transaction(() => {
    for (let k = 1; k <= SAMPLES; k++) insert.run(`${String(k).padStart(5, '0')}.png`);
  })();
  db.close();
}

/** Runs in the page: opens a folder as it was indexed, and sets it up for large tiles alone. */
async function openUnindexed(folder: string): Promise<void> {
  const answer = await fetch('api/datasets', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ folder, index: false }),
  });
  const { id } = (await answer.json()) as { id: string };
  localStorage.setItem('winnow.thumbnailSize', '512');
  localStorage.setItem('winnow.isSidebarOpen', 'false');
  history.replaceState(null, '', `?dataset=${id}`);
}
