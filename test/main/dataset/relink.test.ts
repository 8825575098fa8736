import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/main/dataset/dataset.ts';
import { datasetIdOf } from '../../../src/main/dataset/home.ts';
import { type OpenOptions, openDataset } from '../../../src/main/dataset/open.ts';
import { forgetRecent, listRecent } from '../../../src/main/dataset/recent.ts';
import { writerOf } from '../../../src/main/dataset/writer-of.ts';
import { runIndexJob } from '../../../src/main/jobs/index-job.ts';
import { startCompute } from '../../../src/main/jobs/start-compute.ts';
import { tempFolder, writeFiles } from '../../fixtures/temp-folder.ts';
import { tinyBmp } from '../../fixtures/tiny-bmp.ts';

const compute = startCompute({ cores: 1 });
afterAll(() => compute.close());

const opened: Dataset[] = [];
async function open(home: string, request: OpenOptions['request']): Promise<Dataset> {
  const dataset = await openDataset({ home, request, endpoint: null });
  opened.push(dataset);
  return dataset;
}
async function closeAll(): Promise<void> {
  for (const dataset of opened.splice(0)) await dataset.close();
}
afterEach(closeAll);

/** A folder of twenty pictures with an index in which one is tagged. */
async function taggedDataset(): Promise<{ home: string; parent: string; folder: string }> {
  const home = tempFolder();
  const parent = tempFolder();
  const folder = join(parent, 'before');
  writeFiles(folder, Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`sub/${n}.bmp`, tinyBmp(n)])));
  const dataset = await open(home, { folder });
  await runIndexJob({ dataset, compute, version: 'test' }, { signal: new AbortController().signal, report: () => {} });
  writerOf(dataset).exec("INSERT INTO tag (name) VALUES ('mine'); INSERT INTO sample_tag VALUES (3, 1)");
  await closeAll();
  return { home, parent, folder };
}

describe('a folder that was moved', () => {
  it('is recognised by its files, and its index taken over when the user agrees', async () => {
    const { home, parent, folder } = await taggedDataset();
    const moved = join(parent, 'after');
    renameSync(folder, moved);
    const oldId = datasetIdOf(folder);
    await expect(open(home, { folder: moved })).rejects.toMatchObject({
      code: 'relink_needed',
      details: { datasetId: oldId, oldFolder: folder, name: 'before', matched: 16, checked: 16 },
    });
    const dataset = await open(home, { folder: moved, relink: oldId });
    expect(dataset.info()).toMatchObject({ id: datasetIdOf(moved), name: 'after', samples: 20, tags: ['mine'] });
    expect(readdirSync(join(home, 'datasets'))).toEqual([datasetIdOf(moved)]);
    const summary = await runIndexJob(
      { dataset, compute, version: 'test' },
      { signal: new AbortController().signal, report: () => {} },
    );
    expect(summary).toMatchObject({ unchanged: 20, added: 0, missing: 0 });
    await closeAll();
    expect(await listRecent(home)).toMatchObject([{ id: datasetIdOf(moved), folder: moved, samples: 20, isFolderPresent: true }]);
  });

  it('gets an index of its own when the user declines', async () => {
    const { home, parent, folder } = await taggedDataset();
    const moved = join(parent, 'after');
    renameSync(folder, moved);
    expect((await open(home, { folder: moved, relink: false })).info()).toMatchObject({ samples: 0, tags: [] });
    await closeAll();
    // The question is not asked again.
    expect((await open(home, { folder: moved })).info().samples).toBe(0);
  });

  it('is recognised although a few files changed since, and another folder took its old place', async () => {
    const { home, parent, folder } = await taggedDataset();
    const moved = join(parent, 'after');
    renameSync(folder, moved);
    writeFiles(folder, { 'sub/other.bmp': tinyBmp(999) });
    for (const n of [3, 7]) writeFiles(moved, { [`sub/${n}.bmp`]: tinyBmp(100 + n) });
    await expect(open(home, { folder: moved })).rejects.toMatchObject({ code: 'relink_needed' });
  });
});

describe('a folder is taken for another', () => {
  it('not while that one is where it was: it is a copy', async () => {
    const { home, parent, folder } = await taggedDataset();
    const copy = join(parent, 'copy');
    mkdirSync(copy);
    writeFiles(copy, Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`sub/${n}.bmp`, tinyBmp(n)])));
    expect((await open(home, { folder: copy })).info().samples).toBe(0);
    expect(folder).not.toBe(copy);
  });

  it('not for names and sizes alone', async () => {
    const { home, parent, folder } = await taggedDataset();
    rmSync(folder, { recursive: true });
    const other = join(parent, 'other');
    writeFiles(other, Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`sub/${n}.bmp`, tinyBmp(n + 50)])));
    expect((await open(home, { folder: other })).info().samples).toBe(0);
  });

  it('not while its index is open elsewhere', async () => {
    const { home, parent, folder } = await taggedDataset();
    const moved = join(parent, 'after');
    renameSync(folder, moved);
    await open(home, { folder });
    await expect(open(home, { folder: moved, relink: datasetIdOf(folder) })).rejects.toMatchObject({ code: 'dataset_busy' });
  });
});

describe('recent datasets', () => {
  it('are listed last opened first, until they are forgotten', async () => {
    const home = tempFolder();
    const folders = [tempFolder(), tempFolder()];
    for (const folder of folders) {
      await open(home, { folder });
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await closeAll();
    expect((await listRecent(home)).map(({ folder }) => folder)).toEqual(folders.toReversed());
    forgetRecent(home, datasetIdOf(folders[1]!));
    expect((await listRecent(home)).map(({ folder }) => folder)).toEqual([folders[0]]);
    await open(home, { folder: folders[1]! });
    expect(await listRecent(home)).toHaveLength(2);
    expect(() => forgetRecent(home, datasetIdOf('/no/such'))).toThrow(expect.objectContaining({ code: 'not_found' }));
  });

  it('say which folders cannot be reached', async () => {
    const home = tempFolder();
    const folder = tempFolder();
    await open(home, { folder });
    await closeAll();
    rmSync(folder, { recursive: true });
    expect(await listRecent(home)).toMatchObject([{ isFolderPresent: false }]);
  });
});
