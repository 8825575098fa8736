/**
 * How soon a picture of a hundred megapixels is on the screen and sharp to the pixel where it is enlarged, and how smoothly it is
 * panned and zoomed, in the real page: the served engine, a real Chromium. Next to what the same browser does with the file in an
 * `<img>`, and what libvips takes for a pyramid of encoded tiles, in the same run.
 */
import { spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { launchBrowser } from '../test/fixtures/browser.ts';
import { serveEngine } from '../test/fixtures/served-engine.ts';
import { type Frames, watchFrames } from './frame-watch.ts';

const [WIDTH, HEIGHT] = [12_500, 8000];
const VIEWPORT = { width: 1440, height: 900 };
const FORMATS = ['jpg', 'png'] as const;
/** Neighbours, which the page fetches ahead. */
const COPIES = 3;
const STEPS = 60;
const GOALS = { sharpAfterZoomMs: 1000, longestScriptMs: 50 } as const;
const RESULT = fileURLToPath(new URL('results/deep-zoom.json', import.meta.url));

const rounded = (value: number): number => Math.round(value * 10) / 10;

/** Gradients, edges and seeded noise: like a photo, nothing that compresses to next to nothing. */
function pixels(): Buffer {
  const data = Buffer.alloc(WIDTH * HEIGHT * 3);
  for (let y = 0, at = 0, seed = 1; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      const shade = ((seed >>> 24) % 12) + (((x >> 6) ^ (y >> 6)) & 3) * 20;
      data[at++] = (x / WIDTH) * 150 + shade;
      data[at++] = (y / HEIGHT) * 150 + shade;
      data[at++] = ((x + y) / (WIDTH + HEIGHT)) * 150 + shade;
    }
  }
  return data;
}

async function writePictures(folder: string): Promise<void> {
  const image = sharp(pixels(), { raw: { width: WIDTH, height: HEIGHT, channels: 3 } });
  for (const format of FORMATS) {
    mkdirSync(join(folder, format), { recursive: true });
    const first = join(folder, format, `1.${format}`);
    await (format === 'jpg' ? image.clone().jpeg({ quality: 90 }) : image.clone().png({ compressionLevel: 3 })).toFile(first);
    for (let copy = 2; copy <= COPIES; copy++) linkSync(first, join(folder, format, `${copy}.${format}`));
  }
}

/** Opens a sample of the grid large. @returns the moment, of `performance.now()` in the page */
async function open(page: Page, name: string): Promise<number> {
  await page.locator(`[role=gridcell][aria-label*="${name}"]`).click();
  await page.keyboard.press('Enter');
  return page.evaluate(() => performance.now());
}

/** Milliseconds from `since` until the whole picture is there, as sharp as the view. */
async function untilShown(page: Page, since: number): Promise<number> {
  await page.waitForFunction(() => document.querySelector('img[data-is-loaded]') !== null, null, { polling: 'raf' });
  return page.evaluate((start) => performance.now() - start, since);
}

/** Enlarges to the picture's own size around a place of the view. @returns milliseconds until all that is seen is sharp */
async function untilSharp(page: Page, x: number, y: number): Promise<number> {
  const start = await page.evaluate(() => performance.now());
  await page.mouse.dblclick(x, y);
  await page.waitForFunction(
    () => {
      const isBusy = [...document.querySelectorAll('[role=status]')].some(({ textContent }) => textContent.includes('sharper'));
      return !isBusy && document.querySelectorAll('[aria-hidden] > img[src*="/tiles/0/"]').length > 3;
    },
    null,
    { polling: 'raf', timeout: 60_000 },
  );
  return page.evaluate((since) => performance.now() - since, start);
}

/** Drags across the picture, then wheels out of it and in again. */
async function pan(page: Page): Promise<void> {
  const [x, y] = [VIEWPORT.width / 2, VIEWPORT.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 0; step < STEPS; step++) await page.mouse.move(x - 14 * step, y - 5 * step);
  await page.mouse.up();
}

async function wheel(page: Page): Promise<void> {
  await page.mouse.move(VIEWPORT.width / 2, VIEWPORT.height / 2);
  for (let step = 0; step < STEPS; step++) await page.mouse.wheel(0, step < STEPS / 2 ? 60 : -60);
}

interface Measured {
  readonly fileMb: number;
  /** From opening until the whole picture is seen. */
  readonly shownMs: number;
  /** From enlarging at once, as soon as it is opened, until the middle and the bottom are sharp. */
  readonly sharpAtOnceMs: { readonly middle: number; readonly bottom: number };
  /** From enlarging what was looked at for two seconds. */
  readonly sharpLaterMs: number;
  readonly pan: Frames;
  readonly zoom: Frames;
}

async function measure(page: Page, folder: string, format: string): Promise<Measured> {
  const [x, y] = [VIEWPORT.width / 2, VIEWPORT.height / 2];
  const back = () => page.keyboard.press('Escape');
  const shownMs = await untilShown(page, await open(page, `1.${format}`));
  await back();
  await page.waitForTimeout(3000);
  await open(page, `2.${format}`);
  const middle = await untilSharp(page, x, y);
  await back();
  await page.waitForTimeout(3000);
  await open(page, `3.${format}`);
  const bottom = await untilSharp(page, x, VIEWPORT.height * 0.75);
  await back();
  await page.waitForTimeout(3000);
  await open(page, `1.${format}`);
  await page.waitForTimeout(2000);
  const sharpLaterMs = await untilSharp(page, x, y);
  const panned = await watchFrames(page, () => pan(page));
  const zoomed = await watchFrames(page, () => wheel(page));
  await back();
  return {
    fileMb: rounded(statSync(join(folder, format, `1.${format}`)).size / 1e6),
    shownMs: Math.round(shownMs),
    sharpAtOnceMs: { middle: Math.round(middle), bottom: Math.round(bottom) },
    sharpLaterMs: Math.round(sharpLaterMs),
    pan: panned,
    zoom: zoomed,
  };
}

/** The file in an `<img>`, moved and scaled by style. */
async function measurePlain(browser: Browser, file: string) {
  const page = await browser.newPage({ viewport: VIEWPORT });
  const html = join(file, '..', '..', 'plain.html');
  writeFileSync(html, '<body style="margin:0;overflow:hidden"><img style="transform-origin:0 0;transform:scale(0.1)">');
  await page.goto(pathToFileURL(html).href);
  const shownMs = await page.evaluate(async (url) => {
    const image = document.querySelector('img');
    const start = performance.now();
    if (image === null) return Number.NaN;
    image.src = url;
    await image.decode();
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now() - start;
  }, pathToFileURL(file).href);
  const moved = await watchFrames(page, () =>
    page.evaluate(async (steps) => {
      const image = document.querySelector('img');
      for (let step = 0; image !== null && step < steps; step++) {
        image.style.transform = `translate(${-14 * step}px, ${-5 * step}px) scale(${0.1 + 0.9 * (step / steps)})`;
        await new Promise(requestAnimationFrame);
      }
    }, STEPS),
  );
  await page.close();
  return { shownMs: Math.round(shownMs), zoom: moved };
}

/** libvips' own pyramid of encoded tiles, until all of it is there. */
async function measureTiles(file: string, out: string): Promise<number> {
  const start = performance.now();
  await sharp(file, { limitInputPixels: false }).tile({ size: 512 }).toFile(join(out, 'pyramid.dz'));
  return Math.round(performance.now() - start);
}

const work = realpathSync(mkdtempSync(join(tmpdir(), 'winnow-bench-')));
try {
  const [folder, home] = [join(work, 'data'), join(work, 'home')];
  await writePictures(folder);
  const cli = fileURLToPath(new URL('../src/main/cli.ts', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [cli, 'index', folder, '--home', home], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`winnow index ended with ${status}: ${stderr}`);
  const engine = await serveEngine(home, folder);
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.goto(engine.url);
  await page.locator('[role=gridcell][aria-label*="3.png"]').waitFor();
  await page.waitForTimeout(2000);
  const measured = Object.fromEntries(await inTurn(FORMATS, (format) => measure(page, folder, format)));
  await engine.stop();
  const left = readdirSync(join(home, 'deep-zoom'));
  if (left.length > 0) throw new Error(`Files are left behind: ${left.join(', ')}`);
  const plain = Object.fromEntries(await inTurn(FORMATS, (format) => measurePlain(browser, join(folder, format, `1.${format}`))));
  await browser.close();
  const tiles = Object.fromEntries(
    await inTurn(FORMATS, (format) => measureTiles(join(folder, format, `1.${format}`), mkdtempSync(join(work, 'dz-')))),
  );
  const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, load: loadavg().map(rounded) };
  const result = {
    at: new Date().toISOString(),
    node: process.version,
    machine,
    picture: { width: WIDTH, height: HEIGHT },
    goals: GOALS,
    winnow: measured,
    baseline: { plainImage: plain, encodedPyramidMs: tiles },
  };
  writeFileSync(RESULT, `${JSON.stringify(result, null, 2)}\n`);
  console.log(JSON.stringify(result, null, 2));
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function inTurn<T>(formats: readonly string[], run: (format: string) => Promise<T>): Promise<(readonly [string, T])[]> {
  const all: (readonly [string, T])[] = [];
  for (const format of formats) all.push([format, await run(format)]);
  return all;
}
