import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SkewReport } from '../../src/shared/skew.ts';
import { winnow } from './run-winnow.ts';

let root: string;
let home: string;
let folder: string;

/** Stripes of a width of its own, red or blue. */
async function picture(seed: number, isRed: boolean): Promise<Buffer> {
  const pixels = new Uint8Array(96 * 96 * 3);
  for (let at = 0; at < 96 * 96; at++) {
    const value = Math.sin(((at % 96) / 96) * (4 + seed * 1.7) + seed) * 60 + 130;
    pixels[at * 3 + (isRed ? 0 : 2)] = value + 60;
    pixels[at * 3 + 1] = Math.cos((Math.floor(at / 96) / 96) * (3 + seed)) * 20 + 60;
  }
  return sharp(pixels, { raw: { width: 96, height: 96, channels: 3 } })
    .png()
    .toBuffer();
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'winnow-skew-'));
  [home, folder] = [join(root, 'home'), join(root, 'pictures')];
  for (let seed = 0; seed < 24; seed++) {
    const split = seed < 16 ? 'train' : 'val';
    const label = seed % 2 === 0 ? 'cat' : 'dog';
    await mkdir(join(folder, split, label), { recursive: true });
    await writeFile(join(folder, split, label, `${seed}.png`), await picture(seed, split === 'train'));
  }
  expect(await winnow(home, 'index', folder)).toMatchObject({ status: 0, stderr: '' });
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function skew(...args: readonly string[]): Promise<SkewReport> {
  const ran = await winnow(home, 'skew', folder, '--json', ...args);
  expect(ran.status).toBe(0);
  return JSON.parse(ran.stdout) as SkewReport;
}

test('splits that differ by nothing but colour are told apart by embedding, not by labels', async () => {
  expect((await skew()).embedding).toBeNull();
  expect((await winnow(home, 'embed', folder, '--no-map')).status).toBe(0);
  const report = await skew();
  expect(report.splits).toEqual([
    { name: 'train', samples: 16 },
    { name: 'val', samples: 8 },
  ]);
  expect(report.labels?.cramersV).toBeCloseTo(0, 9);
  expect(report.embedding).toMatchObject({ samples: 24, chance: 0.5 });
  expect(report.embedding?.balancedAccuracy).toBeGreaterThan(0.8);
  for (const { split, paths } of report.embedding?.telling ?? []) {
    expect(paths).toHaveLength(8);
    for (const path of paths) expect(path.split('/')[0]).toBe(split);
  }
});

test('the report is for a person, too, and says where there is nothing to compare', async () => {
  const { stdout } = await winnow(home, 'skew', folder);
  expect(stdout).toMatch(/^Splits: train 16, val 8\n\nLabels: Cramér's V 0\.000 of 1/);
  expect(stdout).toMatch(/balanced accuracy (1\.000|0\.\d+); by chance it would be 0\.500/);
  const one = await winnow(home, 'skew', folder, '--where', 'split:val');
  expect(one).toMatchObject({
    status: 0,
    stdout: 'There are no two splits to compare: val 8. Expected samples of two splits or more.\n',
  });
  expect((await winnow(home, 'skew', folder, '--where', 'splt:val')).status).toBe(1);
});
