import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { winnow } from '../test/contract/run-winnow.ts';
import { writeBccd } from '../test/fixtures/bccd-results.ts';
import { launchBrowser } from '../test/fixtures/browser.ts';
import { serveEngine } from '../test/fixtures/served-engine.ts';
import { hasTestData } from '../test/fixtures/test-data.ts';
import { repository } from './run-steps.ts';
import { shootBoxes, shootExport, shootImport } from './screenshots/boxes.ts';
import { shootDeciding } from './screenshots/deciding.ts';
import { shootIssues } from './screenshots/issues.ts';
import { shootLooking } from './screenshots/looking.ts';
import { shootLabels, shootShape, shootSkew } from './screenshots/models.ts';
import type { Shoot } from './screenshots/shoot.ts';
import { shootStart } from './screenshots/start.ts';

/**
 * Takes the screenshots in docs/screenshots: the sample dataset in a real browser, dark and light; boxes of BCCD, where the test
 * data is. With a folder as its argument, every screen goes there instead, to be looked at.
 */
const everything = process.argv[2];
const OUT = everything ?? join(repository, 'docs/screenshots');
const SHOWN = [
  ...['start', 'grid', 'details', 'large', 'justified', 'grouped', 'tile-fields', 'contact-sheet', 'picked'],
  ...['decide', 'note', 'triage', 'history', 'palette', 'context-menu', 'issue', 'groups', 'report'],
  ...['map', 'map-near', 'arranged', 'confusion', 'review', 'skew'],
  ...['import-preview', 'boxes', 'boxes-confusion', 'splits'],
];
/** Of those also in a small window. */
const SHOWN_SMALL = [
  'start',
  'grid',
  'details',
  'large',
  'grouped',
  'picked',
  'triage',
  'palette',
  'issue',
  'map',
  'review',
  'splits',
];
type ShootPart = (page: Page, shoot: Shoot) => Promise<void>;

const PATIENCE_MS = 120_000;
/** Menus are drawn and have the keys, pictures are painted. */
const SETTLED_MS = 500;
const SCHEMES = ['dark', 'light'] as const;
const SIZES = [
  { width: 1440, height: 900, suffix: '', shown: SHOWN },
  { width: 1024, height: 700, suffix: '-small', shown: SHOWN_SMALL },
];

/** What is looked at of the sample dataset, in this order; `hasWebGl`: with a renderer that the rest is faster without. */
const OF_SAMPLE_DATASET: readonly { readonly shootParts: readonly ShootPart[]; readonly hasWebGl: boolean }[] = [
  { shootParts: [shootStart, shootLooking, shootDeciding, shootIssues], hasWebGl: false },
  { shootParts: [shootShape], hasWebGl: true },
  { shootParts: [shootLabels, shootSkew, shootDialogs], hasWebGl: false },
];

async function shootDialogs(page: Page, shoot: Shoot): Promise<void> {
  await page.keyboard.press('ControlOrMeta+e');
  await shoot('export');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await shoot('keys');
  await page.keyboard.press('Escape');
}

const shooter =
  (page: Page, shown: readonly string[], name: (what: string) => string): Shoot =>
  async (what) => {
    await page.waitForTimeout(SETTLED_MS);
    if (everything === undefined && !shown.includes(what)) return;
    await sharp(await page.screenshot())
      .png({ palette: true, effort: 8 })
      .toFile(join(OUT, name(what)));
  };

mkdirSync(OUT, { recursive: true });
const [plain, withWebGl] = [await launchBrowser(), await launchBrowser({ hasWebGl: true })];
for (const colorScheme of SCHEMES) {
  for (const { width, height, suffix, shown } of SIZES) {
    const home = mkdtempSync(join(tmpdir(), 'winnow-shots-'));
    /** @returns the address of the dataset that is open at the end */
    const shootPage = async (browser: Browser, urls: readonly string[], parts: readonly ShootPart[]): Promise<string> => {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      for (const url of urls) await page.goto(url);
      for (const part of parts)
        await part(
          page,
          shooter(page, shown, (what) => `${what}-${colorScheme}${suffix}.png`),
        );
      const { origin, searchParams } = new URL(page.url());
      await context.close();
      return `${origin}/?dataset=${searchParams.get('dataset')}`;
    };
    const engine = await serveEngine(home);
    // The first address signs in, the second opens what was open last.
    const urls = [engine.url];
    for (const { shootParts, hasWebGl } of OF_SAMPLE_DATASET) {
      urls[1] = await shootPage(hasWebGl ? withWebGl : plain, urls, shootParts);
    }
    await engine.stop();
    if (hasTestData) {
      const { folder, results, instances } = writeBccd(home, 60);
      await winnow(home, 'index', folder);
      await winnow(home, 'predictions', folder, results, '--annotations', instances, '--name', 'detector');
      const other = await serveEngine(home, folder);
      await shootPage(plain, [other.url], [shootImport, shootBoxes, shootExport]);
      await other.stop();
    }
    rmSync(home, { recursive: true });
  }
}
await plain.close();
await withWebGl.close();
