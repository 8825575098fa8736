import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { launchBrowser } from '../fixtures/browser.ts';
import { type ServedEngine, serveEngine } from '../fixtures/served-engine.ts';
import { tellPages } from '../fixtures/tell-pages.ts';
import { hasTestData, testData } from '../fixtures/test-data.ts';

/** Axe finds nothing wrong on any screen, contrast included, in both colour schemes. */
describe.skipIf(!hasTestData)('the page', () => {
  const work = mkdtempSync(join(tmpdir(), 'winnow-axe-'));
  let engine: ServedEngine;
  let browser: Browser;
  let page: Page;

  const problems = (): Promise<readonly string[]> => accessibilityProblems(page);

  const kinds = (): Locator => page.getByRole('navigation', { name: 'Issues' });

  beforeAll(async () => {
    engine = await serveEngine(join(work, 'home'));
    browser = await launchBrowser();
    const context = await browser.newContext({ viewport: { width: 1024, height: 700 }, reducedMotion: 'reduce' });
    page = await context.newPage();
    await page.goto(engine.url);
    await page.getByRole('button', { name: 'Open a folder' }).waitFor();
  });

  afterAll(async () => {
    await browser.close();
    await engine.stop();
    rmSync(work, { recursive: true });
  });

  it('start screen', async () => {
    expect(await problems()).toEqual([]);
  });

  it('folder dialog', async () => {
    await page.getByRole('button', { name: 'Open a folder' }).click();
    await page.getByLabel('Path of the folder').fill(testData('bad-inputs/pngsuite'));
    await page.getByRole('button', { name: /^Open “/ }).waitFor();
    expect(await problems()).toEqual([]);
  });

  describe('with a dataset open', () => {
    const open = async (): Promise<void> => {
      await page.getByLabel('Path of the folder').press('Enter');
      await page
        .getByRole('list', { name: 'Status' })
        .getByRole('button', { name: /^corrupt/ })
        .waitFor();
      await page
        .getByRole('status')
        .filter({ hasText: /Index.*ok/ })
        .waitFor();
    };

    beforeAll(async () => {
      try {
        await open();
      } catch (error) {
        if (error instanceof Error) await tellPages(error);
        throw error;
      }
    });

    it('grid with good and broken samples', async () => {
      expect(await problems()).toEqual([]);
    });

    it('kinds of issues', async () => {
      await page.getByRole('tab', { name: /^Issues/ }).click();
      await kinds()
        .getByRole('button', { name: /^Low information/ })
        .waitFor();
      expect(await problems()).toEqual([]);
    });

    it('a kind with its cut, past it too', async () => {
      await kinds()
        .getByRole('button', { name: /^Low information/ })
        .click();
      await page.getByRole('slider', { name: 'Cut for Low information' }).waitFor();
      expect(await problems()).toEqual([]);
      await page.getByRole('button', { name: 'Beyond the cut' }).click();
      await page.mouse.move(0, 0);
      await page.getByText('Goes on past the cut').waitFor({ state: 'detached' });
      expect(await problems()).toEqual([]);
      await page.getByRole('button', { name: 'Beyond the cut' }).click();
    });

    it('the issues and scores of a sample', async () => {
      await page.getByRole('gridcell').first().click();
      await page.mouse.move(0, 0);
      await page.keyboard.press('i');
      await page.getByRole('list', { name: 'Issues of this sample' }).waitFor();
      await page.getByRole('complementary', { name: 'Details' }).getByText('Quality').click();
      expect(await problems()).toEqual([]);
    });

    it.each(['Blurry', 'Dark', 'Odd size'])('evidence of %s in the large view', async (kind) => {
      await kinds()
        .getByRole('button', { name: new RegExp(`^${kind}`) })
        .click();
      await page.getByRole('gridcell').first().dblclick();
      await page.mouse.move(0, 0);
      await page.getByLabel('Sample, large').waitFor();
      await page.keyboard.press('e');
      await page.getByLabel('Sample, large').getByRole('status').getByText(kind).waitFor();
      expect(await problems()).toEqual([]);
      await page.keyboard.press('e');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.getByRole('slider', { name: /^Cut for/ }).waitFor({ state: 'detached' });
    });

    it('filters with histograms of scores', async () => {
      await page.keyboard.press('i');
      await page.getByRole('tab', { name: 'Filters' }).click();
      await page.getByRole('button', { name: 'Low information', exact: true }).click();
      await page.getByRole('slider', { name: 'Low information, least' }).waitFor();
      expect(await problems()).toEqual([]);
    });

    it('tagged and selected samples, with details', async () => {
      await page.getByRole('grid', { name: 'Samples' }).focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.press('r');
      await page
        .getByRole('gridcell', { name: /tagged remove/ })
        .first()
        .waitFor();
      if (!(await page.getByRole('complementary', { name: 'Details' }).isVisible())) await page.keyboard.press('i');
      expect(await problems()).toEqual([]);
    });

    it('large view', async () => {
      await page.keyboard.press('Enter');
      await page.getByLabel('Sample, large').waitFor();
      expect(await problems()).toEqual([]);
      await page.keyboard.press('Escape');
    });

    it.each([
      ['keys', '?'],
      ['export', 'ControlOrMeta+e'],
      ['tag', 't'],
      ['label', 'l'],
      ['commands', 'ControlOrMeta+k'],
      ['history', 'h'],
      ['colours and keys of tags', 'Shift+T'],
      ['labels from annotation files', 'Shift+I'],
      ['saved views', 'Shift+V'],
      ['name of a view', 'ControlOrMeta+s'],
    ])('%s dialog', async (_, key) => {
      await page.keyboard.press(key);
      await page.getByRole('dialog').waitFor();
      await page.waitForTimeout(300);
      expect(await problems()).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    });

    it.each([
      ['whole pictures in rows', 'y', 'y'],
      ['a contact sheet', '-'.repeat(12), '+'.repeat(12)],
      ['triage', 'q', 'q'],
    ])('%s', async (_, there, back) => {
      for (const key of there) await page.keyboard.press(key);
      expect(await problems()).toEqual([]);
      for (const key of back) await page.keyboard.press(key);
    });

    it.each([
      ['map, not yet laid out', 'm'],
      ['confusion matrix, not yet predicted', 'c'],
      ['splits, where there are none', 'j'],
      ['boxes, where there are none', 'Shift+O'],
    ])('%s', async (_, key) => {
      await page.keyboard.press(key);
      await page.getByRole('grid', { name: 'Samples' }).waitFor({ state: 'detached' });
      expect(await problems()).toEqual([]);
      await page.keyboard.press(key);
      await page.getByRole('grid', { name: 'Samples' }).waitFor();
    });

    it('groups of the grid', async () => {
      await page.getByRole('button', { name: 'Group', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Format', exact: true }).click();
      await page.mouse.move(0, 0);
      await page
        .getByRole('grid', { name: 'Samples' })
        .getByRole('button', { name: /^bmp \d/ })
        .waitFor();
      expect(await problems()).toEqual([]);
      await page.getByRole('button', { name: 'No groups' }).click();
      await page.getByRole('grid', { name: 'Samples' }).focus();
    });

    it('samples side by side', async () => {
      await page.keyboard.press('Home');
      for (let sample = 1; sample < 4; sample++) await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.press('Shift+C');
      await page.getByText('4 samples compared').waitFor();
      expect(await problems()).toEqual([]);
      await page.keyboard.press('Escape');
    });

    it('search with an error and its help', async () => {
      await page.getByRole('combobox', { name: 'Search' }).fill('widht<3');
      await page.getByRole('search').getByRole('alert').waitFor();
      expect(await problems()).toEqual([]);
    });
  });
});
