import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { winnow } from '../contract/run-winnow.ts';
import { axeProblems } from '../fixtures/accessibility.ts';
import { MISPLACED, makeAnnotatedPictures, TRUSTED, TRUSTED_PATHS, writeAnnotators } from '../fixtures/annotated-pictures.ts';
import { launchBrowser } from '../fixtures/browser.ts';
import { type ServedEngine, serveEngine } from '../fixtures/served-engine.ts';

/** Four people called the pictures, one of them is wrong of every cat; what they agree on is taken, and proved to help. */
describe('annotators and automatic cleaning in the page', () => {
  const work = mkdtempSync(join(tmpdir(), 'winnow-annotators-page-'));
  const home = join(work, 'home');
  const folder = join(work, 'pictures');
  let engine: ServedEngine;
  let browser: Browser;
  let page: Page;

  const dialog = (name: string | RegExp): Locator => page.getByRole('dialog', { name });
  const problems = async (): Promise<readonly string[]> => {
    // No tooltip of what the pointer rests on.
    await page.mouse.move(0, 0);
    return axeProblems(page);
  };

  beforeAll(async () => {
    await makeAnnotatedPictures(folder);
    writeAnnotators(join(work, 'people.csv'));
    await winnow(home, 'index', folder);
    await winnow(home, 'embed', folder);
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

  it('imports the labels of several people, and says how good each of them is', async () => {
    await page.getByRole('tab', { name: /Issues/ }).click();
    await page.getByRole('button', { name: 'Import annotators…' }).click();
    await page.getByRole('textbox', { name: 'File' }).fill(join(work, 'people.csv'));
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.getByText('These are the labels of several people: 4 annotators, 240 pictures.').waitFor();
    await page.getByText(/1 row of pictures that are not in this dataset/).waitFor();
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByRole('button', { name: /^Annotators disagree, .*60/ }).waitFor();
    await page.getByRole('button', { name: 'Predictions…' }).click();
    const quality = page.getByRole('region', { name: 'How good each annotator is' });
    expect(await quality.getByRole('row').last().textContent()).toBe('eve24075%75%');
    expect(await problems()).toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('reviews what they disagree on, with their consensus as the suggestion', async () => {
    const view = page.getByRole('region', { name: 'Review of what annotators disagree on' });
    await page.getByRole('button', { name: 'Review…' }).last().click();
    await view.getByText('0 of 60 decided').waitFor();
    const evidence = view.getByRole('complementary', { name: 'Evidence' });
    await evidence.getByRole('table', { name: /Labels by annotator/ }).waitFor();
    expect(await evidence.textContent()).toMatch(/Suggestedcat100%/);
    await page.keyboard.press('Enter');
    await view.getByText('1 of 60 decided').waitFor();
    await page.keyboard.press('ControlOrMeta+z');
    await view.getByText('0 of 60 decided').waitFor();
    expect(await problems()).toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('proves on trusted pictures which repair helps, and decides a step as one', async () => {
    await page.keyboard.press('p');
    const clean = dialog('Auto-clean, with proof');
    await clean.getByText(/No picture is tagged “trusted” yet/).waitFor();
    expect(await clean.getByRole('button', { name: 'Try the repairs' }).isDisabled()).toBe(true);
    const trusted = clean.getByRole('textbox', { name: 'Pictures that you trust' });
    await trusted.fill('label:');
    await clean.getByText(/label/).first().waitFor();
    await trusted.fill(TRUSTED_PATHS);
    await clean.getByText(new RegExp(`^${TRUSTED} pictures`)).waitFor();
    await clean.getByRole('button', { name: 'Try the repairs' }).click();
    const kept = clean.getByRole('row', { name: /Annotators disagree: relabel/ }).filter({ hasText: 'Kept' });
    await kept.waitFor({ timeout: 60_000 });
    await clean.getByText(/raises? the accuracy from/).waitFor();
    expect(await trusted.inputValue()).toBe(TRUSTED_PATHS);
    expect(await problems()).toEqual([]);
    await kept.getByRole('button', { name: `Relabel ${MISPLACED}: Annotators disagree: relabel` }).click();
    await page.getByText(`Relabelled ${MISPLACED} samples “cat”`).waitFor();
    await kept.getByRole('button', { name: 'Decided: Annotators disagree: relabel' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('ControlOrMeta+z');
    await page.getByText(`Undid: relabelled ${MISPLACED} samples “cat”`).waitFor();
  });
});
