import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSampleDataset, type PlantedFile } from '../../../src/main/sample-dataset/make-sample-dataset.ts';
import { listPictures, type Picture } from '../../../src/main/sample-dataset/pictures.ts';
import type { Planted, PlantedProblem } from '../../../src/main/sample-dataset/planted.ts';
import { renderPicture } from '../../../src/main/sample-dataset/render-picture.ts';
import { SAMPLE_CLASSES } from '../../../src/main/sample-dataset/sample-class.ts';
import { isSampleDatasetMade } from '../../../src/main/sample-dataset/sample-dataset-folder.ts';
import { classIssues } from '../../../src/shared/class-issues.ts';
import { DEFAULT_CUTS } from '../../../src/shared/issue.ts';
import { STORED_SCORES } from '../../../src/shared/score.ts';
import { DEFAULT_LIMITS, type DecodeOutput } from '../../../src/workers/decode/calls.ts';
import { decodeFile } from '../../../src/workers/decode/decode-file.ts';
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

const decoded = (path: string): Promise<DecodeOutput> =>
  decodeFile({ path: Buffer.from(join(folder, path)), limits: DEFAULT_LIMITS });

async function pixels(path: string, width = 64, height = 64): Promise<Buffer> {
  return sharp(bytesOf(path)).removeAlpha().toColourspace('srgb').resize(width, height, { fit: 'fill' }).raw().toBuffer();
}

describe('the sample dataset', () => {
  it('has about 270 pictures of 6 classes in 3 splits, and says how far it is', () => {
    const counts = countImages();
    const { 'train/seas': misnamed, ...usual } = counts;
    expect(misnamed).toBe(3);
    expect(Object.keys(usual).sort()).toEqual(
      ['test', 'train', 'val'].flatMap((split) => SAMPLE_CLASSES.map((label) => `${split}/${label}`)),
    );
    for (const [place, count] of Object.entries(usual)) {
      if (place.endsWith('/planet')) expect(count).toBe(place.startsWith('train/') ? 6 : 1);
      else expect(count).toBeGreaterThanOrEqual(place.startsWith('train/') ? 33 : 7);
    }
    expect(listed.images).toBe(images().length);
    expect(listed.images).toBeGreaterThan(260);
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
    const same = [...planted('exact-duplicate'), ...planted('leak'), ...planted('label-conflict')].filter((one) =>
      one.note.includes('same bytes'),
    );
    expect(copies.sort()).toEqual(same.flatMap(({ path, of }) => [path, of ?? '']).sort());
  }, 120_000);

  it('draws the same bytes every time', async () => {
    for (const picture of listPictures(listed.seed).filter((_, at) => at % 40 === 0)) {
      expect(Buffer.compare(await renderPicture(picture), bytesOf(picture.path))).toBe(0);
    }
  });

  it('tells people the same as programs', () => {
    const text = bytesOf('README.txt').toString();
    for (const { path, problem } of listed.planted) expect(text).toContain(`${problem.padEnd(18)} ${path}`);
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
      'label-conflict': 2,
      'pixel-duplicate': 2,
      label: 6,
      dark: 3,
      light: 2,
      blurry: 4,
      'low-information': 2,
      'single-color': 1,
      letterbox: 2,
      'odd-size': 3,
      'odd-aspect-ratio': 2,
      'strong-compression': 2,
      grayscale: 3,
      'orientation-flag': 2,
      animated: 1,
      'private-metadata': 2,
      'class-imbalance': 2,
      'class-name': 1,
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

  it('is below the cuts that find it', async () => {
    for (const name of STORED_SCORES) {
      for (const { path } of planted(name)) expect((await decoded(path)).quality?.[name], path).toBeLessThan(DEFAULT_CUTS[name]);
    }
  });

  it('grey, tiny and long ones are so', async () => {
    for (const { path } of planted('grayscale')) {
      const raw = await pixels(path);
      for (let at = 0; at < raw.length; at += 3) expect([raw[at + 1], raw[at + 2]]).toEqual([raw[at], raw[at]]);
    }
    for (const { path } of planted('odd-aspect-ratio')) {
      const { width, height } = await sharp(bytesOf(path)).metadata();
      expect(height / width).toBeLessThan(DEFAULT_CUTS['odd-aspect-ratio']);
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

describe('what is planted in how pictures are stored', () => {
  it('pixel duplicates have other bytes and the same pixels', async () => {
    for (const { path, of } of planted('pixel-duplicate')) {
      const [one, other] = [bytesOf(path), bytesOf(of ?? '')];
      expect(one.equals(other)).toBe(false);
      expect((await sharp(one).raw().toBuffer()).equals(await sharp(other).raw().toBuffer())).toBe(true);
    }
  });

  it('label conflicts have their twin in another class', () => {
    for (const { path, of } of planted('label-conflict')) {
      expect(bytesOf(path).equals(bytesOf(of ?? ''))).toBe(true);
      expect(path.split('/')[1]).not.toBe(of?.split('/')[1]);
    }
  });

  it('flagged ones are upright once the flag is heeded', async () => {
    const drawn = new Map(listPictures(listed.seed).map((picture) => [picture.path, picture]));
    for (const { path } of planted('orientation-flag')) {
      const { canvas, finish, ...picture } = drawn.get(path) ?? (drawn.values().next().value as Picture);
      expect(await decoded(path)).toMatchObject({ ...canvas, orientation: 6 });
      const plain = await renderPicture({ ...picture, canvas, finish: null });
      const [upright, expected] = [await sharp(bytesOf(path)).autoOrient().raw().toBuffer(), await sharp(plain).raw().toBuffer()];
      expect(finish?.effect).toBe('flagged');
      expect(meanDifference(upright, expected)).toBeLessThan(3);
    }
  });

  it('the animation has three frames, and what is private a position and a serial number', async () => {
    for (const { path } of planted('animated')) expect((await decoded(path)).frames).toBe(3);
    for (const { path } of planted('private-metadata')) {
      expect((await decoded(path)).privateMetadata).toEqual([
        { kind: 'position', tag: 'GPSLatitude', value: '46.547° N, 7.980° E' },
        { kind: 'person', tag: 'Artist', value: 'Ada Example' },
        { kind: 'serial-number', tag: 'BodySerialNumber', value: 'WN-000417-B' },
      ]);
    }
  });

  it('classes have the issues that are planted, and no others', () => {
    const bySplit: Record<string, Record<string, number>> = {};
    for (const [place, count] of Object.entries(countImages())) {
      const [split = '', label = ''] = place.split('/');
      bySplit[label] = { ...bySplit[label], [split]: count };
    }
    const found = classIssues(Object.entries(bySplit).map(([label, counts]) => ({ class: label, bySplit: counts })));
    const expected = [...planted('class-imbalance'), ...planted('class-name')].map(({ problem, path }) => [problem, path]);
    expect(found.map((one) => [one.kind, `train/${one.class}`]).sort()).toEqual(expected.sort());
    expect(found.find(({ kind }) => kind === 'class-name')?.suggestion).toBe('sea');
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

/** By `split/class`. */
function countImages(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const path of images()) {
    const [split, label] = path.split('/');
    counts[`${split}/${label}`] = (counts[`${split}/${label}`] ?? 0) + 1;
  }
  return counts;
}

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
