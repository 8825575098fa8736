import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { winnow } from '../test/contract/run-winnow.ts';
import { writeBccd } from '../test/fixtures/bccd-results.ts';
import { launchBrowser } from '../test/fixtures/browser.ts';
import { serveEngine } from '../test/fixtures/served-engine.ts';
import { hasTestData } from '../test/fixtures/test-data.ts';
import { repository } from './run-steps.ts';

/**
 * Takes the screenshots in docs/screenshots: the sample dataset in a real browser, dark and light; boxes of BCCD, where the test
 * data is. With a folder as its argument, every screen in two sizes goes there instead, to be looked at.
 */
const everything = process.argv[2];
const OUT = everything ?? join(repository, 'docs/screenshots');
const SHOWN = [
  'start',
  'grid',
  'details',
  'large',
  'decide',
  'issue',
  'groups',
  'map',
  'map-near',
  'arranged',
  'confusion',
  'review',
  'skew',
  'import-preview',
  'boxes',
  'boxes-confusion',
  'splits',
  'export-summary',
  'report',
];
const SCHEMES = ['dark', 'light'] as const;
const SIZES = [
  { width: 1440, height: 900, suffix: '' },
  ...(everything === undefined ? [] : [{ width: 1024, height: 700, suffix: '-small' }]),
];

type Shoot = (what: string) => Promise<void>;

async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(700);
}

async function openSample(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /sample dataset/i })
    .first()
    .click();
  await page.locator('img[data-loaded]').first().waitFor({ timeout: 60_000 });
  await page
    .getByRole('status')
    .filter({ hasText: /Index.*ok/ })
    .waitFor({ timeout: 60_000 });
}

async function shootIssues(page: Page, shoot: Shoot): Promise<void> {
  const kind = (title: string) => page.getByRole('tabpanel').getByRole('button', { name: new RegExp(`^${title},`) });
  await page.getByRole('tab', { name: /^Issues/ }).click();
  await kind('Blurry').click();
  await shoot('issue');
  await page.getByRole('grid', { name: 'Samples' }).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.keyboard.press('e');
  await shoot('evidence');
  await page.keyboard.press('e');
  await page.keyboard.press('Escape');
  await kind('Near duplicates').click();
  await shoot('groups');
  await page.keyboard.press('c');
  await shoot('compare');
  await page.keyboard.press('Escape');
  await kind('Leaks across splits').click();
  await shoot('leaks');
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  await page.frameLocator('iframe').getByRole('heading').first().waitFor();
  await shoot('report');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Filters' }).click();
}

async function clearSearch(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Search' }).fill('');
  await page.keyboard.press('Enter');
  await page.getByRole('grid', { name: 'Samples' }).focus();
}

/** A model looks at the pictures: the map from afar and near, everything arranged, more like one. */
async function shootShape(page: Page, shoot: Shoot): Promise<void> {
  // Out of the groups that were looked at last, and of the order before.
  await page.keyboard.press('Escape');
  await page.getByRole('grid', { name: 'Samples' }).waitFor();
  await clearSearch(page);
  await page.keyboard.press('m');
  await shoot('map-before');
  await page.getByRole('button', { name: /^Find what is alike/ }).click();
  await shoot('models');
  await page.getByRole('button', { name: 'Start' }).click();
  const map = page.getByRole('application', { name: /^Map of/ });
  await map.waitFor({ timeout: 120_000 });
  await page
    .getByRole('status')
    .filter({ hasText: /points/ })
    .first()
    .waitFor({ timeout: 60_000 });
  const dismiss = page.getByRole('button', { name: /^Dismiss/ });
  while ((await dismiss.count()) > 0) await dismiss.first().click();
  await page.keyboard.press('0');
  await page.waitForTimeout(1500);
  await shoot('map');
  const box = await map.boundingBox();
  if (box !== null) await page.mouse.move(box.x + box.width * 0.36, box.y + box.height * 0.74);
  for (let step = 0; step < 3; step++) await page.mouse.wheel(0, -250);
  await page.waitForTimeout(1500);
  await shoot('map-near');
  await page.keyboard.press('m');
  await page.getByRole('grid', { name: 'Samples' }).waitFor();
  await page.keyboard.press('Home');
  await page.keyboard.press('s');
  await shoot('similar');
  await page.keyboard.press('a');
  await page.waitForTimeout(3000);
  await shoot('arranged');
  await page.keyboard.press('a');
  await clearSearch(page);
}

/** Labels predicted from one another: the matrix, and what is probably mislabelled. */
async function shootLabels(page: Page, shoot: Shoot): Promise<void> {
  await page.getByRole('grid', { name: 'Samples' }).focus();
  await page.keyboard.press('c');
  await shoot('confusion-before');
  await page.getByRole('button', { name: /^Predict from embeddings/ }).click();
  await page.getByText('From the labels').click();
  await shoot('predictions');
  await page.getByRole('button', { name: 'Predict the labels' }).click();
  await page.getByRole('application', { name: /^Matrix of/ }).waitFor({ timeout: 120_000 });
  const dismiss = page.getByRole('button', { name: /^Dismiss/ });
  while ((await dismiss.count()) > 0) await dismiss.first().click();
  await shoot('confusion');
  await page.keyboard.press('v');
  await page.waitForTimeout(1500);
  await shoot('review');
  await page.keyboard.press('v');
  await page.keyboard.press('c');
}

/** How the splits differ: the largest difference, by labels, and by what a model sees. */
async function shootSkew(page: Page, shoot: Shoot): Promise<void> {
  await page.keyboard.press('j');
  const difference = (title: string) => page.getByRole('table', { name: /^Differences/ }).getByRole('button', { name: title });
  await difference('What the pictures show').click();
  await shoot('skew-embedding');
  await difference('Labels').click();
  await shoot('skew-labels');
  await difference('Blurry').click();
  await shoot('skew');
  await page.keyboard.press('j');
}

const shooter =
  (page: Page, name: (what: string) => string): Shoot =>
  async (what) => {
    if (everything === undefined && !SHOWN.includes(what)) return;
    await settle(page);
    await sharp(await page.screenshot())
      .png({ palette: true, effort: 8 })
      .toFile(join(OUT, name(what)));
  };

/** What annotation files would say, before it is used otherwise. */
async function shootImport(page: Page, shoot: Shoot): Promise<void> {
  const bar = page.getByRole('region', { name: 'Read from annotation files' });
  await bar.waitFor();
  await shoot('import-bar');
  await bar.getByRole('button', { name: 'Change…' }).click();
  await page.getByRole('list', { name: 'The first pictures' }).waitFor();
  await page.waitForTimeout(1000);
  await shoot('import-preview');
  await page.keyboard.press('Escape');
  await bar.getByRole('button', { name: 'Keep' }).click();
}

/** How an export is split anew, and what it came to. */
async function shootExport(page: Page, shoot: Shoot): Promise<void> {
  const dialog = page.getByRole('dialog');
  await page.keyboard.press('ControlOrMeta+e');
  await dialog.getByText('New split', { exact: true }).click();
  await dialog.getByText(/^No leaks/).waitFor();
  await shoot('splits');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await dialog.getByText(/samples exported/).waitFor();
  await shoot('export-summary');
  await page.keyboard.press('Escape');
}

/** Given boxes and those of a detector: over a picture, and counted. */
async function shootBoxes(page: Page, shoot: Shoot): Promise<void> {
  await page.getByRole('gridcell').first().click();
  await page.keyboard.press('i');
  await page.keyboard.press('Enter');
  await page.locator('g[data-kind=predicted]').first().waitFor();
  await shoot('boxes');
  await page.keyboard.press('Escape');
  await page.keyboard.press('i');
  await page.keyboard.press('c');
  await page.getByText('mAP, IoU .50 to .95').waitFor();
  await shoot('boxes-confusion');
}

async function takeAll(page: Page, shoot: Shoot): Promise<void> {
  await page.getByRole('button', { name: 'Open a folder' }).waitFor();
  await shoot('start');
  await openSample(page);
  await shoot('indexed');
  const keep = page.getByRole('button', { name: 'Keep', exact: true });
  if (await keep.isVisible()) await keep.click();
  const dismiss = page.getByRole('button', { name: /^Dismiss/ });
  while ((await dismiss.count()) > 0) await dismiss.first().click();
  await shoot('grid');
  await page.getByRole('combobox', { name: 'Search' }).fill('-split:test ');
  await shoot('search');
  await page.keyboard.press('Escape');
  await clearSearch(page);
  await page.getByRole('grid', { name: 'Samples' }).focus();
  await page.keyboard.press('Home');
  for (let step = 0; step < 10; step++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('i');
  await shoot('details');
  await page.keyboard.press('i');
  await page.keyboard.press('Enter');
  await shoot('large');
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Search' }).fill('sort:sizeBytes');
  await page.keyboard.press('Enter');
  await page.getByRole('grid', { name: 'Samples' }).focus();
  await page.keyboard.press('Home');
  for (let step = 0; step < 3; step++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('r');
  await shoot('decide');
  await page.keyboard.press('ControlOrMeta+z');
  await page
    .getByRole('button', { name: /^Dismiss/ })
    .first()
    .click();
  await shootIssues(page, shoot);
  await shootShape(page, shoot);
  await shootLabels(page, shoot);
  await shootSkew(page, shoot);
  await page.keyboard.press('ControlOrMeta+e');
  await shoot('export');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await shoot('keys');
  await page.keyboard.press('Escape');
}

mkdirSync(OUT, { recursive: true });
const browser = await launchBrowser({ hasWebGl: true });
for (const colorScheme of SCHEMES) {
  for (const { width, height, suffix } of SIZES) {
    const home = mkdtempSync(join(tmpdir(), 'winnow-shots-'));
    const engine = await serveEngine(home);
    const context = await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(engine.url);
    const shoot = shooter(page, (what) => `${what}-${colorScheme}${suffix}.png`);
    await takeAll(page, shoot);
    await engine.stop();
    if (hasTestData) {
      const { folder, results, instances } = writeBccd(home, 60);
      await winnow(home, 'index', folder);
      await winnow(home, 'predictions', folder, results, '--annotations', instances, '--name', 'detector');
      const other = await serveEngine(home, folder);
      await page.goto(other.url);
      await shootImport(page, shoot);
      await shootBoxes(page, shoot);
      await shootExport(page, shoot);
      await other.stop();
    }
    await context.close();
    rmSync(home, { recursive: true });
  }
}
await browser.close();
