import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { startCompute } from '../../../src/main/jobs/start-compute.ts';
import type { ChannelFigures, Report } from '../../../src/shared/report.ts';
import { tempFolder, writeFiles } from '../../fixtures/temp-folder.ts';
import { hasTestData, testData } from '../../fixtures/test-data.ts';
import { golden } from './golden.ts';
import { reportOf } from './report-of.ts';

const compute = startCompute({ cores: 2 });
afterAll(() => compute.close());

/** A plain picture with one corner of another colour. */
const picture = (red: number, width = 40, height = 30): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: { r: red, g: 90, b: 200 } } })
    .composite([{ input: { create: { width: 8, height: 8, channels: 3, background: 'white' } }, left: 2, top: 3 }])
    .png()
    .toBuffer();
const issueOf = (report: Report, kind: string) => report.issues.find((issue) => issue.kind === kind);
const near = (figures: ChannelFigures | undefined, wanted: { mean: number[]; std: number[] }, within: number): void => {
  for (const name of ['mean', 'std'] as const) {
    for (const [channel, value] of wanted[name].entries()) {
      expect(Math.abs((figures?.[name][channel] ?? Number.NaN) - value), `${name} ${channel}`).toBeLessThan(within);
    }
  }
};

describe.skipIf(!hasTestData)('real photos', { timeout: 120_000 }, () => {
  it('agree with Pillow and numpy where nothing is resized', async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'train'));
    for (const name of golden.small.files)
      cpSync(testData(`classify/tiny-imagenet/val/images/${name}`), join(folder, 'train', name));
    const { report } = await reportOf(folder, compute);
    expect(report.channels[0]).toMatchObject({ split: null, pictures: 100 });
    // Two JPEG decoders differ in the last bit of a few values.
    near(report.channels[0], golden.small, 0.0005);
  });

  it('agree with Pillow and numpy in counts, sizes and channels', async () => {
    const { report } = await reportOf(testData('classify/clothing-dataset-small'), compute);
    const { photos } = golden;
    expect(report).toMatchObject({ samples: photos.pictures, bytes: photos.bytes });
    const table = report.classes.rows.flatMap((row) =>
      row.counts.map(
        (count, at) => [`${row.class} ${report.classes.splits[at]}`.replace(/ val$/, ' validation'), count] as const,
      ),
    );
    expect(Object.fromEntries(table)).toEqual(photos.classes);
    const { median, mostCommon, distinct, portrait, landscape } = photos.sizes;
    expect(report.pictures).toMatchObject({
      pictures: photos.pictures,
      median: { width: median[0], height: median[1] },
      distinct,
      portrait,
      landscape,
    });
    expect(report.pictures?.common[0]).toEqual({ width: mostCommon[0], height: mostCommon[1], pictures: mostCommon[2] });
    near(report.channels[0], { mean: photos.reduced.mean, std: photos.reduced.std }, 0.004);
    near(report.channels[0], { mean: photos.whole.mean, std: photos.whole.std }, 0.006);
    expect(report.channels.map(({ split, pictures }) => [split, pictures])).toEqual([
      [null, 713],
      ['val', 341],
      ['test', 372],
    ]);
  });
});

describe('the report', { timeout: 60_000 }, () => {
  it('of an empty folder says so', async () => {
    const { report, page } = await reportOf(tempFolder(), compute);
    expect(report).toMatchObject({
      samples: 0,
      bytes: 0,
      needAttention: 0,
      pictures: null,
      files: null,
      channels: [],
      faces: [],
    });
    expect(page).toContain('There are no images in this folder.');
  });

  it('of images without classes and splits', async () => {
    const folder = tempFolder();
    writeFiles(folder, { 'a.png': await picture(10), 'b.png': await picture(200, 50, 20) });
    const { report, page } = await reportOf(folder, compute);
    expect(report.classes).toEqual({ splits: [null], rows: [], unlabeled: 2 });
    expect(report).toMatchObject({ samples: 2, splits: [], duplicates: { leaks: null } });
    expect(report.faces.map(({ path }) => path)).toEqual(['a.png', 'b.png']);
    expect(page).toContain('The images have no classes');
    expect(page).not.toContain('NaN');
  });

  it('counts images without a class for each class they have a box of', async () => {
    const folder = tempFolder();
    const object = (name: string): string =>
      `<object><name>${name}</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>9</xmax><ymax>9</ymax></bndbox></object>`;
    const voc = (file: string, ...names: readonly string[]): string =>
      `<annotation><filename>${file}</filename><size><width>16</width><height>16</height><depth>3</depth></size>${names.map(object).join('')}</annotation>`;
    writeFiles(folder, {
      'JPEGImages/a.png': await picture(10),
      'JPEGImages/b.png': await picture(90),
      'JPEGImages/c.png': await picture(200, 30, 60),
      'Annotations/a.xml': voc('a.png', 'cat', 'cat', 'dog'),
      'Annotations/b.xml': voc('b.png', 'cat'),
      'Annotations/c.xml': voc('c.png'),
    });
    const { report, page } = await reportOf(folder, compute);
    expect(report.classes).toEqual({
      splits: [null],
      rows: [
        { class: 'cat', samples: 2, counts: [2] },
        { class: 'dog', samples: 1, counts: [1] },
      ],
      unlabeled: 1,
      boxed: 2,
    });
    expect(page).toContain('2 classes; 1 image of 3 without a class; an image counts once for each class it has a box of.');
  });

  it('of nothing but damaged files', async () => {
    const folder = tempFolder();
    writeFiles(folder, { 'a/cut.png': (await picture(10)).subarray(0, 60), 'a/empty.jpg': '', 'b/text.png': 'no picture' });
    const { report, page } = await reportOf(folder, compute);
    expect(report).toMatchObject({ samples: 3, channels: [], needAttention: 3, files: { files: 3, empty: 1 } });
    expect(report.statuses.find(({ name }) => name === 'ok')).toBeUndefined();
    expect(page).toContain('3 files cannot be used (100%)');
    expect(page).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('counts what no sample is missing from', async () => {
    const folder = tempFolder();
    const same = await picture(10);
    writeFiles(folder, {
      'train/cat/1.png': same,
      'train/cat/2.png': await picture(60),
      'train/dog/3.png': await picture(110, 60, 30),
      'val/cat/4.png': same,
      'val/dog/5.png': await picture(200, 30, 60),
      'val/dog/6.png': '',
    });
    const { report, page } = await reportOf(folder, compute);
    expect(report.statuses.map(({ name, samples }) => [name, samples])).toEqual([
      ['ok', 5],
      ['corrupt', 1],
    ]);
    expect(report.classes).toEqual({
      splits: ['train', 'val'],
      rows: [
        { class: 'cat', samples: 3, counts: [2, 1] },
        { class: 'dog', samples: 3, counts: [1, 2] },
      ],
      unlabeled: 0,
    });
    expect(report.pictures).toMatchObject({ pictures: 5, portrait: 1, square: 0, landscape: 4, distinct: 3 });
    expect(report.pictures?.cells.reduce((sum, { pictures }) => sum + pictures, 0)).toBe(5);
    expect(report.pictures?.aspect.counts.reduce((sum, count) => sum + count, 0)).toBe(5);
    expect(report.files?.histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(5);
    expect(report.duplicates.kinds[0]).toEqual({
      kind: 'exact',
      groups: 1,
      samples: 2,
      redundant: 1,
      redundantBytes: same.length,
    });
    expect(report.duplicates.all).toEqual({ groups: 1, samples: 2, redundant: 1, redundantBytes: same.length });
    expect(report.duplicates.leaks).toEqual({
      splits: ['train', 'val'],
      groups: [
        [0, 1],
        [1, 0],
      ],
    });
    expect(issueOf(report, 'leak')).toMatchObject({ samples: 2, groups: 1 });
    expect(issueOf(report, 'leak')?.examples.map(({ path }) => path)).toEqual(['train/cat/1.png', 'val/cat/4.png']);
    expect(issueOf(report, 'corrupt')?.examples).toMatchObject([{ path: 'val/dog/6.png', hasThumb: false }]);
    expect(report.runs.map(({ kind, state }) => `${kind} ${state}`)).toContain('index done');
    expect(page).toContain('1 picture lies in more than one split (train with val)');
  });
});
