import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Job } from '../../src/shared/job.ts';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { launchBrowser } from '../fixtures/browser.ts';
import { type ServedEngine, serveEngine } from '../fixtures/served-engine.ts';

/** Enough that in a small window each picture stands for four. */
const OF_A_KIND = 150;

/** Pictures of two kinds, red ones with stripes and blue ones with dots. */
async function makeFolder(folder: string): Promise<void> {
  for (const kind of ['red', 'blue']) mkdirSync(join(folder, kind), { recursive: true });
  for (let k = 0; k < OF_A_KIND; k++) {
    const shade = 90 + ((k * 37) % 160);
    const stripes = `<rect y="${k % 30}" width="40" height="${4 + (k % 9)}" fill="#fff"/>`;
    const dots = `<circle cx="${5 + (k % 30)}" cy="${8 + ((k * 7) % 24)}" r="${3 + (k % 6)}" fill="#000"/>`;
    const picture = (color: string, shape: string): Promise<unknown> =>
      sharp(Buffer.from(`<svg width="40" height="40"><rect width="40" height="40" fill="${color}"/>${shape}</svg>`))
        .png()
        .toFile(join(folder, color.startsWith('rgb(0') ? 'blue' : 'red', `${k}.png`));
    await picture(`rgb(${shade},0,0)`, stripes);
    await picture(`rgb(0,0,${shade})`, dots);
  }
}

/** The grid arranged by similarity, worked by pointer and keys, in a real browser against a served engine. */
describe('the grid arranged by similarity', () => {
  const work = realpathSync(mkdtempSync(join(tmpdir(), 'winnow-arranged-')));
  const folder = join(work, 'pictures');
  let engine: ServedEngine;
  let browser: Browser;
  let page: Page;
  let grid: Locator;

  const bySimilarity = (): Locator => page.getByRole('button', { name: 'By similarity' });
  const rows = (): Locator => page.getByRole('button', { name: 'Rows' });
  const counts = (): Promise<string | null> => page.getByRole('toolbar', { name: 'View' }).getByRole('status').textContent();
  const said = async (): Promise<string> => (await page.locator('#winnow-arranged-live').textContent()) ?? '';
  /** A point of the grid, in shares of its width and height. */
  const at = async (x: number, y: number): Promise<[number, number]> => {
    const box = await grid.boundingBox();
    if (box === null) throw new Error('The arranged grid is not on the page.');
    return [box.x + x * box.width, box.y + y * box.height];
  };
  const ask = async <T>(path: string, body: object | null): Promise<T> =>
    page.evaluate(
      async ([route, json]) => {
        const [recent] = await (await fetch('api/recent')).json();
        const init = json === null ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: json };
        return (await fetch(`api/datasets/${recent.id}${route}`, init)).json();
      },
      [path, body === null ? null : JSON.stringify(body)] as const,
    ) as Promise<T>;

  beforeAll(async () => {
    await makeFolder(folder);
    engine = await serveEngine(join(work, 'home'), folder);
    browser = await launchBrowser();
    const context = await browser.newContext({ viewport: { width: 1024, height: 700 }, reducedMotion: 'reduce' });
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(engine.url);
    await page.getByRole('toolbar', { name: 'View' }).getByText('300 samples').waitFor({ timeout: 60_000 });
    grid = page.getByRole('application', { name: /arranged by similarity/ });
  });

  afterAll(async () => {
    await browser.close();
    await engine.stop();
    rmSync(work, { recursive: true });
  });

  it('says what it is and what it needs where nothing was embedded', async () => {
    await bySimilarity().click();
    await page.getByRole('heading', { name: 'All pictures, the similar ones side by side' }).waitFor();
    await page.getByRole('button', { name: 'Embed the pictures…' }).click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('shows all samples on one screen once they are embedded, each picture for four', async () => {
    await ask<Job>('/embed', { map: false });
    await page.getByRole('application', { name: '300 samples arranged by similarity' }).waitFor({ timeout: 90_000 });
    expect(await said()).toBe('Each picture stands for up to 4');
    await page.mouse.click(...(await at(0.3, 0.4)));
    expect(await counts()).toContain('4 selected');
    await expect.poll(said).toMatch(/\.png, (red|blue), stands for 4 samples\. 4 of 300 samples selected\./);
  });

  it('tags all that a picture stands for, and takes it back', async () => {
    await page.keyboard.press('r');
    await page.getByText('Tagged 4 samples “remove”').waitFor();
    expect(await said()).toContain('tagged remove');
    await page.keyboard.press('Control+z');
    await expect.poll(said).not.toContain('tagged remove');
  });

  it('is walked by keys in two dimensions, zoomed, and opens a picture large and comes back', async () => {
    const before = await said();
    await page.keyboard.press('ArrowRight');
    await expect.poll(said).not.toBe(before);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(said).toBe(before);
    await page.keyboard.press('Shift+ArrowDown');
    expect(await counts()).toContain('8 selected');
    for (let k = 0; k < 3; k++) await page.keyboard.press('+');
    await expect.poll(said).toContain('Single pictures');
    await page.keyboard.press('ArrowDown');
    expect(await counts()).toContain('1 selected');
    await expect.poll(said).toContain('.png');
    const shown = (await said()).split(',')[0] ?? '';
    await page.keyboard.press('Enter');
    await page
      .getByText(new RegExp(`(red|blue)/${shown}`))
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    await grid.waitFor();
    expect(await said()).toContain('Single pictures');
    expect(await said()).toContain(shown);
  });

  it('is zoomed by the wheel around the pointer, moved by dragging, and selected from by a rubber band', async () => {
    await page.keyboard.press('0');
    await expect.poll(said).toContain('stands for up to 4');
    await page.mouse.move(...(await at(0.7, 0.6)));
    for (let k = 0; k < 4; k++) await page.mouse.wheel(0, -200);
    await expect.poll(said).toContain('Single pictures');
    await page.mouse.click(...(await at(0.5, 0.5)));
    await expect.poll(said).toContain('.png');
    const [first] = (await said()).split(',');
    await page.mouse.move(...(await at(0.5, 0.5)));
    await page.mouse.down();
    await page.mouse.move(...(await at(0.3, 0.5)), { steps: 5 });
    await page.mouse.up();
    // Dragging selects nothing; what was in the middle lies to the left now.
    await page.mouse.click(...(await at(0.3, 0.5)));
    await expect.poll(async () => (await said()).split(',')[0]).toBe(first);
    await page.keyboard.down('Shift');
    await page.mouse.move(...(await at(0.2, 0.2)));
    await page.mouse.down();
    await page.mouse.move(...(await at(0.6, 0.7)), { steps: 5 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    expect(Number(/([\d,]+) selected/.exec((await counts()) ?? '')?.[1])).toBeGreaterThan(3);
    await page.keyboard.press('Escape');
    expect(await counts()).not.toContain('selected');
  });

  it('follows the query, and goes back to what was arranged before at once', async () => {
    await page.getByRole('combobox', { name: /search/i }).fill('label:red');
    await page.keyboard.press('Enter');
    await page.getByRole('application', { name: '150 samples arranged by similarity' }).waitFor();
    await page.getByRole('combobox', { name: /search/i }).fill('');
    await page.keyboard.press('Enter');
    await page.getByRole('application', { name: '300 samples arranged by similarity' }).waitFor();
    const jobs = await page.evaluate(async () => (await fetch('api/jobs')).json() as Promise<readonly Job[]>);
    const arranged = jobs.filter(({ kind, state }) => kind === 'arrange' && state === 'done');
    expect(arranged.map(({ message }) => message)).toEqual(['150 samples arranged', '300 samples arranged']);
  });

  it('puts what is alike side by side', async () => {
    const query = { filter: null, sort: { field: 'id', descending: false } };
    const job = await ask<Job>('/arrange', { query, aspect: 1 });
    await expect.poll(async () => (await page.evaluate(async () => (await fetch('api/jobs')).json()))[0].state).toBe('done');
    const { columns, cells } = await page.evaluate(async (id) => {
      const [recent] = await (await fetch('api/recent')).json();
      const bytes = await (await fetch(`api/datasets/${recent.id}/arranged/${id}`)).arrayBuffer();
      const length = new DataView(bytes).getUint32(0, true);
      const head = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, length)));
      const from = (4 + length + 7) & ~7;
      return { columns: head.header.columns as number, cells: [...new Uint32Array(bytes, from, head.columns[0].length)] };
    }, job.id);
    const { rows: samples } = await ask<{ rows: readonly { id: number; label: string }[] }>('/rows', {
      query,
      limit: 1000,
      offset: 0,
      fields: ['id', 'label'],
    });
    const labels = new Map(samples.map(({ id, label }) => [id, label]));
    const pairs = cells.flatMap((id, cell) =>
      [(cell + 1) % columns === 0 ? 0 : (cells[cell + 1] ?? 0), cells[cell + columns] ?? 0]
        .filter((other) => id !== 0 && other !== 0)
        .map((other) => labels.get(id) === labels.get(other)),
    );
    expect(pairs.filter(Boolean).length / pairs.length).toBeGreaterThan(0.9);
  });

  it('has nothing that is known to shut anyone out, in the dark and in the light', async () => {
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it('is left for rows by key', async () => {
    await grid.press('a');
    await page.getByRole('grid', { name: 'Samples' }).waitFor();
    expect(await rows().getAttribute('aria-pressed')).toBe('true');
  });
});
