import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PredictionState } from '../../src/shared/prediction.ts';
import { axeProblems } from '../fixtures/accessibility.ts';
import { launchBrowser } from '../fixtures/browser.ts';
import { type ServedEngine, serveEngine } from '../fixtures/served-engine.ts';

const CLASSES = ['cat', 'dog', 'sea lion'] as const;
const OF_A_KIND = 8;

/** What the runs take each picture for: the newer one sees two cats as dogs, the older one two more. */
function predicted(run: 'old' | 'new', kind: string, k: number): string {
  if (kind === 'cat' && k < (run === 'new' ? 2 : 4)) return 'dog';
  return kind === 'dog' && k === 7 ? 'sea lion' : kind;
}

function predictionsOf(run: 'old' | 'new'): string {
  const rows = CLASSES.flatMap((kind) =>
    Array.from({ length: OF_A_KIND }, (_, k) => {
      const probabilities = CLASSES.map((name) => (name === predicted(run, kind, k) ? 0.6 + k / 100 : (0.4 - k / 100) / 2));
      return `${kind}/${k}.png,${probabilities.join(',')}`;
    }),
  );
  return `path,${CLASSES.join(',')}\n${rows.join('\n')}\n`;
}

/** The confusion matrix, worked by pointer and keys, in a real browser against a served engine. */
describe('the confusion matrix', () => {
  const work = realpathSync(mkdtempSync(join(tmpdir(), 'winnow-confusion-')));
  const folder = join(work, 'pictures');
  let engine: ServedEngine;
  let browser: Browser;
  let page: Page;
  let matrix: Locator;
  let samples: Locator;

  const ask = async <T>(path: string, body: object | null): Promise<T> =>
    page.evaluate(
      async ([route, json]) => {
        const [recent] = await (await fetch('api/recent')).json();
        const init = json === null ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: json };
        return (await fetch(`api/datasets/${recent.id}${route}`, init)).json();
      },
      [path, body === null ? null : JSON.stringify(body)] as const,
    ) as Promise<T>;
  const bring = async (run: 'old' | 'new'): Promise<void> => {
    const file = join(work, `${run}.csv`);
    writeFileSync(file, predictionsOf(run));
    await ask('/predictions', { file, name: run });
    await expect
      .poll(async () => (await ask<PredictionState>('/predictions', null)).runs.map(({ name }) => name), { timeout: 20_000 })
      .toContain(run);
  };
  const search = (): Promise<string> => page.locator('#winnow-search').inputValue();
  const said = async (): Promise<string> => (await page.locator('#winnow-confusion-live').textContent()) ?? '';
  const shown = async (): Promise<readonly string[]> => {
    const names = await samples
      .getByRole('gridcell')
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('aria-label')));
    return names.map((name) => String(name).replace(/, issues: .*?(?=, tagged|$)/, '')).sort();
  };
  /** Moves the pointer over the matrix until it is told to be at a cell. */
  const pointAt = async (cell: string): Promise<void> => {
    const box = await matrix.boundingBox();
    if (box === null) throw new Error('The matrix is not on the page.');
    for (let y = 30; y < box.height; y += 20) {
      for (let x = 30; x < box.width; x += 20) {
        await page.mouse.move(box.x + x, box.y + y);
        if ((await page.locator('b', { hasText: cell }).count()) > 0) return;
      }
    }
    throw new Error(`No place of the matrix is the cell ${cell}.`);
  };
  const violations = (): Promise<readonly string[]> => axeProblems(page, { part: 'section[aria-label="Confusion matrix"]' });

  beforeAll(async () => {
    for (const [place, kind] of CLASSES.entries()) {
      mkdirSync(join(folder, kind), { recursive: true });
      for (let k = 0; k < OF_A_KIND; k++) {
        const background = { r: 80 * place + 9 * k, g: 200 - 20 * k, b: 60 + 60 * place };
        await sharp({ create: { width: 24, height: 24, channels: 3, background } })
          .png()
          .toFile(join(folder, kind, `${k}.png`));
      }
    }
    engine = await serveEngine(join(work, 'home'), folder);
    browser = await launchBrowser();
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(engine.url);
    await page.getByRole('toolbar', { name: 'View' }).getByText('24 samples').waitFor({ timeout: 60_000 });
    matrix = page.getByRole('application', { name: /Matrix of 3 classes/ });
    samples = page.getByRole('region', { name: 'Samples of the query' });
  });

  afterAll(async () => {
    await browser.close();
    await engine.stop();
    rmSync(work, { recursive: true });
  });

  it('says what it is and where predictions come from while there are none', async () => {
    await page.keyboard.press('c');
    await page.getByRole('heading', { name: 'No predictions yet' }).waitFor();
    for (const [way, opened] of [
      ['Import predictions…', 'From a file'],
      ['Run a classifier…', 'Run a classifier'],
      ['Predict from embeddings…', 'From the labels'],
    ] as const) {
      await page.getByRole('button', { name: way }).click();
      await page.getByRole('dialog').getByRole('radio', { name: opened, checked: true }).waitFor({ state: 'attached' });
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
  });

  it('shows of a cell that is clicked exactly its samples, and is not narrowed by it', async () => {
    await bring('new');
    await matrix.waitFor();
    await page.getByRole('toolbar', { name: 'Confusion matrix' }).getByRole('button', { name: 'Predictions…' }).click();
    await page.getByRole('dialog').getByRole('radio', { name: 'new', checked: true }).waitFor();
    // Escape is the dialog's, also before or after it has the focus, and leaves the matrix open.
    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await matrix.isVisible()).toBe(true);
    await pointAt('cat → dog');
    await page.getByText('2 samples · 25% of this label · 22.2% of this prediction').waitFor();
    await page.mouse.down();
    await page.mouse.up();
    await expect.poll(search).toBe('label:cat prediction:dog');
    await expect.poll(shown).toEqual(['0.png, cat', '1.png, cat']);
    await page.getByText('Of 24 samples of the dataset').waitFor();
    await samples.getByRole('button', { name: 'Show in the grid' }).click();
    await page.getByRole('toolbar', { name: 'View' }).getByText('2 of 24 samples').waitFor();
    await page.keyboard.press('c');
    await expect.poll(said).toContain('Shown: label “cat”, predicted “dog”, 2 samples');
  });

  it('is walked by keys, and its samples are decided as in the grid', async () => {
    await matrix.focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(said).toContain('label “dog”, predicted “dog”, 7 samples, right');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect.poll(search).toBe('label:dog prediction:"sea lion"');
    await expect.poll(shown).toEqual(['7.png, dog']);
    await samples.getByRole('gridcell').first().click();
    await expect.poll(() => samples.getByRole('gridcell').first().getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('r');
    await expect.poll(shown).toEqual(['7.png, dog, tagged remove']);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Back to the confusion matrix' }).click();
    await matrix.focus();
    await page.keyboard.press('Shift+Enter');
    await expect.poll(search).toBe('label:dog');
    await page.keyboard.press('Escape');
    await expect.poll(search).toBe('');
  });

  it('counts what the query finds, and follows it', async () => {
    await page.locator('#winnow-search').fill('-tag:remove');
    await page.keyboard.press('Enter');
    await page.getByText('Of 23 samples of the query').waitFor();
    await page.getByRole('button', { name: 'As a table of numbers' }).click();
    const row = page.getByRole('row', { name: /^dog/ });
    await expect.poll(async () => row.getByRole('cell').allTextContents()).toEqual(['0', '7', '0', '7']);
    await page.getByRole('button', { name: 'As a picture' }).click();
    await page.getByRole('button', { name: 'Clear all' }).click();
    await page.getByText('Of 24 samples of the dataset').waitFor();
  });

  it('has a menu of its classes, by pointer and by key', async () => {
    await page.getByRole('tab', { name: 'Classes' }).click();
    const dog = page.getByRole('button', { name: 'dog', exact: true });
    const only = page.getByRole('menuitem', { name: 'Only “dog”' });
    await page
      .getByRole('table', { name: 'Figures of each class' })
      .getByRole('row', { name: /^dog/ })
      .click({ button: 'right' });
    await only.waitFor();
    await page.keyboard.press('Escape');
    await only.waitFor({ state: 'detached' });
    await dog.focus();
    await page.keyboard.press('Shift+F10');
    await only.click();
    await expect.poll(search).toBe('label:dog');
    await page.getByRole('button', { name: 'Clear all' }).click();
    await page.getByRole('tab', { name: 'Summary' }).click();
  });

  it('compares two runs: what became better and worse, with the samples of each', async () => {
    await bring('old');
    await page.getByRole('combobox', { name: 'Compare with' }).click();
    await page.getByRole('option', { name: 'old' }).click();
    await page.getByRole('button', { name: /^Became right 2$/ }).click();
    await expect.poll(search).toBe('is:correct (run:old is:wrong)');
    await expect.poll(shown).toEqual(['2.png, cat', '3.png, cat']);
    await page.getByText('that may well be chance').waitFor();
    await page.getByRole('combobox', { name: 'Compare with' }).click();
    await page.getByRole('option', { name: 'Nothing' }).click();
    await expect.poll(search).toBe('');
  });

  // Each look takes seconds: what stands in one scheme stands in the other.
  it.each([
    { colorScheme: 'dark', tabs: ['Classes', 'Confidence'] },
    { colorScheme: 'light', tabs: ['Summary'] },
  ] as const)('has no accessibility problem in the $colorScheme scheme', async ({ colorScheme, tabs }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.mouse.move(700, 2);
    for (const tab of tabs) {
      await page.getByRole('tab', { name: tab }).click();
      if (tab === 'Confidence') await page.getByRole('heading', { name: 'Precision and recall' }).waitFor();
      expect(await violations(), tab).toEqual([]);
    }
  });
});
