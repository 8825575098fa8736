import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  isSampleDatasetMade,
  makeSampleDataset,
  type PlantedFile,
} from '../../../src/main/sample-dataset/make-sample-dataset.ts';
import { listPictures } from '../../../src/main/sample-dataset/pictures.ts';
import type { Planted, PlantedProblem } from '../../../src/main/sample-dataset/planted.ts';
import { renderPicture } from '../../../src/main/sample-dataset/render-picture.ts';
import { SAMPLE_CLASSES } from '../../../src/main/sample-dataset/sample-class.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';

const quiet = { signal: new AbortController().signal, report: () => {} };
let parent: string;
let folder: string;
let listed: PlantedFile;
const reports: { readonly done?: number; readonly total?: number | null }[] = [];

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'winnow-sample-'));
  folder = join(parent, 'deep', 'sample');
  const cpu = process.cpuUsage();
  const started = performance.now();
  await makeSampleDataset(folder, { ...quiet, report: (progress) => void reports.push(progress) });
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  console.log(`sample dataset: ${seconds.toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of processor time`);
  listed = JSON.parse(readFileSync(join(folder, 'planted.json'), 'utf8')) as PlantedFile;
}, 240_000);
afterAll(() => rmSync(parent, { recursive: true }));

const bytesOf = (path: string): Buffer => readFileSync(join(folder, path));
const planted = (problem: PlantedProblem): readonly Planted[] => listed.planted.filter((one) => one.problem === problem);
const images = (): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^(?:planted\.json|README\.txt)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));

async function pixels(path: string, width = 64, height = 64): Promise<Buffer> {
  return sharp(bytesOf(path)).removeAlpha().toColourspace('srgb').resize(width, height, { fit: 'fill' }).raw().toBuffer();
}

describe('the sample dataset', () => {
  it('has about 300 pictures in 6 classes and 3 splits, and says how far it is', () => {
    const counts: Record<string, number> = {};
    for (const path of images()) {
      const [split, label] = path.split('/');
      counts[`${split}/${label}`] = (counts[`${split}/${label}`] ?? 0) + 1;
    }
    expect(Object.keys(counts).sort()).toEqual(
      ['test', 'train', 'val'].flatMap((split) => SAMPLE_CLASSES.map((label) => `${split}/${label}`)),
    );
    for (const [place, count] of Object.entries(counts))
      expect(count).toBeGreaterThanOrEqual(place.startsWith('train/') ? 33 : 7);
    expect(listed.images).toBe(images().length);
    expect(listed.images).toBeGreaterThan(280);
    expect(reports.at(-1)).toEqual({ done: listed.images });
  });

  it('varies in size, shape and format', async () => {
    const sizes = new Set<string>();
    const formats = new Set<string>();
    for (const { path } of listPictures(listed.seed).slice(0, 47)) {
      const { width, height, format } = await sharp(bytesOf(path)).metadata();
      sizes.add(`${width}x${height}`);
      formats.add(format);
    }
    expect(sizes.size).toBeGreaterThan(6);
    expect([...formats].sort()).toEqual(['jpeg', 'png', 'webp']);
  });

  it('decodes strictly but for what is planted, and holds no copies but those', async () => {
    const broken = new Set([...planted('corrupt'), ...planted('unsupported')].map((one) => one.path));
    const seen = new Map<string, string>();
    const copies: string[] = [];
    for (const path of images()) {
      const bytes = bytesOf(path);
      const decodes = await decodesStrictly(bytes);
      expect([path, decodes]).toEqual([path, !broken.has(path)]);
      const hash = createHash('sha256').update(bytes).digest('hex');
      if (bytes.length > 0 && seen.has(hash)) copies.push(path, seen.get(hash) ?? '');
      seen.set(hash, path);
    }
    const same = [...planted('exact-duplicate'), ...planted('leak')].filter((one) => one.note.includes('same bytes'));
    expect(copies.sort()).toEqual(same.flatMap(({ path, of }) => [path, of ?? '']).sort());
  }, 120_000);

  it('draws the same bytes every time', async () => {
    for (const picture of listPictures(listed.seed).filter((_, at) => at % 40 === 0)) {
      expect(Buffer.compare(await renderPicture(picture), bytesOf(picture.path))).toBe(0);
    }
  });

  it('tells people the same as programs', () => {
    const text = bytesOf('README.txt').toString();
    for (const { path, problem } of listed.planted) expect(text).toContain(`${problem.padEnd(16)} ${path}`);
  });
});

describe('what is planted', () => {
  it('is there of every kind', () => {
    const counts = Object.groupBy(listed.planted, (one) => one.problem);
    const numbers = Object.fromEntries(Object.entries(counts).map(([problem, all]) => [problem, all?.length]));
    expect(numbers).toEqual({
      corrupt: 5,
      unsupported: 1,
      'wrong-extension': 3,
      leak: 3,
      'exact-duplicate': 4,
      'near-duplicate': 6,
      label: 6,
      dark: 3,
      blurry: 4,
      'odd-size': 3,
      grayscale: 3,
    });
  });

  it('wrong extensions hold another format', async () => {
    for (const { path, note } of planted('wrong-extension')) {
      const { format } = await sharp(bytesOf(path)).metadata();
      expect(note).toBe(`${format?.toUpperCase()} by content`);
      expect(extname(path)).not.toBe(format === 'jpeg' ? '.jpg' : `.${format}`);
    }
  });

  it('exact duplicates have the same bytes, near ones others but nearly the same picture', async () => {
    for (const { path, of } of planted('exact-duplicate')) expect(bytesOf(path).equals(bytesOf(of ?? ''))).toBe(true);
    for (const { path, of, note } of planted('near-duplicate')) {
      expect(bytesOf(path).equals(bytesOf(of ?? ''))).toBe(false);
      if (note === 'mirrored' || note === 'turned') continue;
      const [a, b] = await Promise.all([pixels(path), pixels(of ?? '')]);
      expect(meanDifference(a, b)).toBeLessThan(25);
    }
  });

  it('leaks have their twin in another split', () => {
    for (const { path, of } of planted('leak')) expect(path.split('/')[0]).not.toBe(of?.split('/')[0]);
  });

  it('wrong labels show the class they are said to', () => {
    const scenes = new Map(listPictures(listed.seed).map((picture) => [picture.path, picture.scene]));
    for (const { path, note } of planted('label')) {
      const shown = note.replace('shows a ', '');
      const right = [...scenes].find(([other]) => other.startsWith(`train/${shown}/${shown}-001`));
      expect(scenes.get(path)).toBe(right?.[1]);
      expect(path.split('/')[1]).not.toBe(shown);
    }
  });

  it('dark, grey and tiny ones are below the cuts that find them', async () => {
    for (const { path } of planted('dark')) {
      const { channels } = await sharp(bytesOf(path)).stats();
      for (const { max } of channels) expect(max).toBeLessThan(0.32 * 255);
    }
    for (const { path } of planted('grayscale')) {
      const raw = await pixels(path);
      for (let at = 0; at < raw.length; at += 3) expect([raw[at + 1], raw[at + 2]]).toEqual([raw[at], raw[at]]);
    }
    for (const { path } of planted('odd-size')) expect((await sharp(bytesOf(path)).metadata()).width).toBe(28);
  });

  it('blurry ones have less detail than any other of their class', async () => {
    for (const { path } of planted('blurry')) {
      const [split, label] = path.split('/');
      const others = images().filter(
        (other) => other.startsWith(`${split}/${label}/${label}-00`) && !listed.planted.some((one) => one.path === other),
      );
      const sharpest = await Promise.all(others.map(detail));
      expect(await detail(path)).toBeLessThan(Math.min(...sharpest));
    }
  });
});

describe('making it', () => {
  it('refuses where something is, and leaves nothing behind when cancelled', async () => {
    await expect(makeSampleDataset(folder, quiet)).rejects.toMatchObject({ code: 'output_exists' });
    const home = tempFolder();
    const controller = new AbortController();
    const report = ({ done }: { readonly done?: number }) => done === 3 && controller.abort();
    const made = makeSampleDataset(join(home, 'sample'), { signal: controller.signal, report });
    await expect(made).rejects.toMatchObject({ name: 'AbortError' });
    expect(readdirSync(home)).toEqual([]);
  });

  it('is told from a folder of that name', () => {
    const home = tempFolder();
    mkdirSync(join(home, 'sample'));
    expect(isSampleDatasetMade(join(home, 'sample'))).toBe(false);
    expect(isSampleDatasetMade(folder)).toBe(true);
  });
});

async function decodesStrictly(bytes: Buffer): Promise<boolean> {
  try {
    await sharp(bytes, { failOn: 'warning' }).stats();
    return true;
  } catch {
    return false;
  }
}

function meanDifference(a: Buffer, b: Buffer): number {
  return a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 0)), 0) / a.length;
}

/** Mean difference between neighbouring pixels of the picture's middle at full size. */
async function detail(path: string): Promise<number> {
  const { data, info } = await sharp(bytesOf(path)).grayscale().raw().toBuffer({ resolveWithObject: true });
  let sum = 0;
  for (let at = info.width; at < data.length; at++) sum += Math.abs((data[at] ?? 0) - (data[at - 1] ?? 0));
  return sum / data.length;
}
