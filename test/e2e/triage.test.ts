import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Browser, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { winnow } from '../contract/run-winnow.ts';
import { axeProblems } from '../fixtures/accessibility.ts';
import { launchBrowser } from '../fixtures/browser.ts';
import { type ServedEngine, serveEngine } from '../fixtures/served-engine.ts';

const CLASSES = ['cat', 'cow', 'dog', 'hen'] as const;
const SAMPLES = 200;
/** The last ones are copies of the first of their class. */
const COPIES = 4;
const name = (sample: number): string => `${CLASSES[sample % CLASSES.length]}/${String(sample).padStart(3, '0')}.png`;

/** What decisions change, and not their history. */
const DECIDED = [
  'SELECT path, class.name AS label FROM sample LEFT JOIN class ON class.id = class_id ORDER BY path',
  'SELECT path, tag.name AS tag FROM sample_tag JOIN sample ON sample.id = sample_id JOIN tag ON tag.id = tag_id ORDER BY path, tag',
  'SELECT path, text FROM note JOIN sample ON sample.id = sample_id ORDER BY path',
  'SELECT path, kind FROM kept_issue JOIN sample ON sample.id = sample_id ORDER BY path, kind',
  'SELECT path, is_single FROM not_duplicate JOIN sample ON sample.id = sample_id ORDER BY path',
  'SELECT sample_id, class_id FROM given_label ORDER BY sample_id',
  'SELECT name FROM class ORDER BY name',
];

describe('triage by the keyboard alone', () => {
  const work = mkdtempSync(join(tmpdir(), 'winnow-triage-'));
  const home = join(work, 'home');
  const folder = join(work, 'pictures');
  let engine: ServedEngine;
  let browser: Browser;
  let page: Page;
  let before: unknown;

  const dump = (): unknown => {
    const [dataset] = readdirSync(join(home, 'datasets'));
    const db = new Database(join(home, 'datasets', dataset ?? '', 'winnow.db'), { readonly: true });
    try {
      return DECIDED.map((sql) => db.prepare(sql).all());
    } finally {
      db.close();
    }
  };
  const tagged = (tag: string): readonly string[] =>
    ((dump() as { path: string; tag: string }[][])[1] ?? []).filter((row) => row.tag === tag).map(({ path }) => path);
  const bar = (): Locator => page.getByRole('region', { name: 'Triage' });
  const progress = (): Promise<string | null> => bar().getByRole('progressbar').getAttribute('aria-valuenow');
  const undoDepth = (): Promise<number> =>
    page.evaluate(async () => {
      const [{ id }] = await (await fetch('api/recent')).json();
      return (await (await fetch(`api/datasets/${id}`)).json()).undoDepth;
    });
  const focused = (): Promise<string | null> => page.getByRole('grid', { name: 'Samples' }).getAttribute('aria-activedescendant');
  /** Presses a key and waits until another sample has the focus. */
  const decide = async (key: string): Promise<void> => {
    const was = await focused();
    await page.keyboard.press(key);
    await expect.poll(focused, { interval: 3 }).not.toBe(was);
  };
  const command = async (typed: string): Promise<void> => {
    await page.keyboard.press('ControlOrMeta+k');
    const palette = page.getByRole('dialog');
    await palette.getByRole('combobox').fill(typed);
    await palette.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
  };

  const search = async (text: string): Promise<void> => {
    await page.getByRole('combobox', { name: 'Search' }).fill(text);
    await page.keyboard.press('Enter');
    await page.getByRole('grid', { name: 'Samples' }).focus();
  };

  beforeAll(async () => {
    for (const label of CLASSES) mkdirSync(join(folder, label), { recursive: true });
    for (let sample = 0; sample < SAMPLES; sample++) {
      const drawn = sample < SAMPLES - COPIES ? sample : sample % COPIES;
      const shape = `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="72"><rect width="96" height="72" fill="hsl(${(drawn * 31) % 360} 40% 45%)"/><circle cx="${(drawn * 13) % 96}" cy="${(drawn * 29) % 72}" r="${8 + (drawn % 23)}" fill="hsl(${(drawn * 47) % 360} 60% 60%)"/><text x="6" y="66" font-size="16">${drawn}</text></svg>`;
      await sharp(Buffer.from(shape))
        .png()
        .toFile(join(folder, name(sample)));
    }
    await winnow(home, 'index', folder);
    before = dump();
    engine = await serveEngine(home, folder);
    browser = await launchBrowser();
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    page = await context.newPage();
    await page.goto(engine.url);
    await page.getByRole('grid', { name: 'Samples' }).getByRole('gridcell').first().waitFor();
  });

  afterAll(async () => {
    await browser.close();
    await engine.stop();
    rmSync(work, { recursive: true });
  });

  it('leads from one sample to the next and counts them', async () => {
    await page.keyboard.press('q');
    await expect.poll(progress).toBe('0');
    await expect.poll(focused).not.toBeNull();
    for (let made = 0; made < 190; made++) await decide(made % 4 === 0 ? 'x' : made % 4 === 3 ? 'u' : ' ');
    await expect.poll(progress).toBe('190');
    expect(await bar().textContent()).toContain('190 of 200 decided');
    await expect.poll(() => tagged('remove').length).toBe(48);
    expect(tagged('unsure')).toHaveLength(47);
    expect(await axeProblems(page)).toEqual([]);
  });

  it('relabels, writes a note and takes back what was said before, still going on', async () => {
    await page.keyboard.press('l');
    await page.getByRole('combobox', { name: 'Class' }).fill('fox');
    await decide('Enter');
    await expect.poll(progress).toBe('191');
    await page.keyboard.press('Shift+N');
    await page.getByRole('textbox', { name: 'Note' }).fill('ask the vet');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Edit the note: ask the vet' }).waitFor();
    await page.keyboard.press('Home');
    await decide(' ');
    // Kept in place of removed.
    await expect.poll(() => tagged('remove').length).toBe(47);
    // In one step, which one undo takes back.
    const depth = await undoDepth();
    await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(() => tagged('remove').length).toBe(48);
    expect(await undoDepth()).toBe(depth - 1);
    await page.keyboard.press('Shift+ControlOrMeta+z');
    await expect.poll(() => tagged('remove').length).toBe(47);
    await page.keyboard.press('Escape');
    await expect.poll(() => bar().count()).toBe(0);
  });

  it('counts anew for another query, and shows what is left of it', async () => {
    const most = (): Promise<string | null> => bar().getByRole('progressbar').getAttribute('aria-valuemax');
    await page.keyboard.press('q');
    await expect.poll(progress).toBe('191');
    await search('label:hen');
    await expect.poll(async () => [await progress(), await most()]).toEqual(['40', '49']);
    await bar().getByRole('button', { name: 'Show the rest' }).click();
    await expect.poll(async () => [await progress(), await most()]).toEqual(['0', '9']);
    await page.keyboard.press(' ');
    // It left the query, and is counted.
    await expect.poll(async () => [await progress(), await most()]).toEqual(['1', '9']);
    await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(progress).toBe('0');
    await search('');
    await expect.poll(async () => [await progress(), await most()]).toEqual(['191', '200']);
    await page.keyboard.press('Escape');
    await expect.poll(() => bar().count()).toBe(0);
  });

  it('takes back with an undo what was decided just before it, however long that takes to be stored', async () => {
    const was = dump();
    await page.keyboard.press('End');
    await page.route(
      /\/tag$/,
      async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 500));
        await route.continue();
      },
      { times: 1 },
    );
    await page.keyboard.press('x');
    await page.keyboard.press('ControlOrMeta+z');
    await page.getByText('Undid: tagged 1 sample “remove”').waitFor();
    expect(dump()).toEqual(was);
  });

  it('compares and decides groups', async () => {
    await command('exact duplicates');
    const groups = page.getByRole('region', { name: 'Duplicate groups' });
    await expect.poll(() => groups.getByRole('status').first().textContent()).toContain('groups open');
    await page.keyboard.press('Home');
    await page.keyboard.press('c');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    const open = await groups.getByRole('status').first().textContent();
    await page.keyboard.press('k');
    await expect.poll(() => groups.getByRole('status').first().textContent()).not.toBe(open);
    await page.keyboard.press('Escape');
    await page.getByRole('grid', { name: 'Samples' }).getByRole('gridcell').first().waitFor();
  });

  it('is all there after the page was loaded anew, and says who decided what', async () => {
    const decided = dump();
    await page.reload();
    await page.getByRole('grid', { name: 'Samples' }).getByRole('gridcell').first().waitFor();
    expect(dump()).toEqual(decided);
    await page.keyboard.press('h');
    const history = page.getByRole('dialog', { name: 'History' });
    await history.getByText('Noted on 1 sample: “ask the vet”').waitFor();
    expect(await history.getByRole('listitem').first().textContent()).toContain('you are here');
  });

  it('goes back to a point of the history, and to the start, exactly', async () => {
    const depth = await undoDepth();
    const history = page.getByRole('dialog', { name: 'History' });
    const relabelled = history.getByRole('button', { name: 'Go to: Relabelled 1 sample “fox”' });
    await relabelled.focus();
    await page.keyboard.press('Enter');
    await expect.poll(undoDepth).toBe(191);
    expect(depth).toBeGreaterThan(191);
    await page.keyboard.press('Escape');
    for (const left of [190, 189]) {
      await page.keyboard.press('ControlOrMeta+z');
      await expect.poll(undoDepth).toBe(left);
    }
    await page.keyboard.press('h');
    const older = history.getByRole('button', { name: 'Show older' });
    const start = history.getByRole('button', { name: 'Go back to the start' });
    await older.or(start).first().waitFor();
    const rows = history.getByRole('listitem');
    for (let shown = await rows.count(); await older.isVisible(); shown = await rows.count()) {
      await older.press('Enter');
      await expect.poll(() => rows.count()).toBeGreaterThan(shown);
    }
    await start.press('Enter');
    await expect.poll(undoDepth).toBe(0);
    expect(dump()).toEqual(before);
  });
});
