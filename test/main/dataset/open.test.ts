import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/main/dataset/dataset.ts';
import { indexDirectory } from '../../../src/main/dataset/home.ts';
import { type OpenOptions, openDataset } from '../../../src/main/dataset/open.ts';
import { writerOf } from '../../../src/main/dataset/writer-of.ts';
import { INDEX_MIGRATIONS, openWritable } from '../../../src/main/db/connection.ts';
import { asOtherUser, canBeOtherUser, moduleUrl } from '../../fixtures/as-other-user.ts';
import { tempFolder, writeFiles } from '../../fixtures/temp-folder.ts';

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

const refusal = (code: string, words: RegExp) => expect.objectContaining({ code, message: expect.stringMatching(words) });
const addSample = (dataset: Dataset, path: string): void =>
  void writerOf(dataset).prepare("INSERT INTO sample (path, size_bytes, mtime_ms, status) VALUES (?, 1, 1, 'ok')").run(path);

describe('opening a folder', () => {
  it('makes an index outside of it, and finds it again by any way to the folder', async () => {
    const home = tempFolder();
    const folder = join(tempFolder(), 'my photos');
    mkdirSync(folder);
    const first = await open(home, { folder });
    expect(first.id).toMatch(/^my-photos-[0-9a-f]{16}$/);
    addSample(first, 'a.jpg');
    await first.changed(null);
    expect(first.info()).toMatchObject({
      name: 'my photos',
      folder,
      samples: 1,
      revision: 1,
      readOnlyBecause: null,
      notices: [],
    });
    await closeAll();
    symlinkSync(folder, `${folder}-link`);
    const again = await open(home, { folder: `${folder}-link/../my photos/` });
    expect(again.info()).toMatchObject({ id: first.id, folder, samples: 1 });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says what is wrong with what is no folder', async () => {
    const home = tempFolder();
    const folder = tempFolder();
    writeFiles(folder, { 'a.jpg': '' });
    await expect(open(home, { folder: join(folder, 'a.jpg') })).rejects.toEqual(refusal('not_a_folder', /is a file/));
    await expect(open(home, { folder: join(folder, 'a.jpg/b') })).rejects.toEqual(
      refusal('not_a_folder', /a file, not a folder/),
    );
    await expect(open(home, { folder: join(folder, 'none') })).rejects.toEqual(refusal('folder_missing', /There is no folder/));
  });

  it('can look at the index of a folder that is gone', async () => {
    const home = tempFolder();
    const folder = tempFolder();
    addSample(await open(home, { folder }), 'a.jpg');
    await closeAll();
    rmSync(folder, { recursive: true });
    const dataset = await open(home, { folder });
    expect(dataset.info()).toMatchObject({ isFolderPresent: false, samples: 1 });
  });

  it('tells listeners and queries of a change at once', async () => {
    const dataset = await open(tempFolder(), { folder: tempFolder() });
    const told: unknown[] = [];
    dataset.onChange((change) => told.push(change));
    addSample(dataset, 'a.jpg');
    await dataset.changed(Uint32Array.of(1));
    const { ids } = await dataset.query.call('query', { query: { filter: null, sort: { field: 'path', descending: false } } });
    expect([...ids]).toEqual([1]);
    expect(told).toEqual([{ revision: 1, ids: [1] }]);
  });
});

describe('two writers', () => {
  it('are refused, but one may look while the other writes', async () => {
    const home = tempFolder();
    const folder = tempFolder();
    const writer = await open(home, { folder });
    await expect(open(home, { folder })).rejects.toMatchObject({ code: 'dataset_busy', details: { folder, pid: process.pid } });
    const reader = await open(home, { folder, readOnly: true });
    expect(reader.info().readOnlyBecause).toMatch(/another Winnow/);
    expect(() => writerOf(reader)).toThrow(refusal('read_only', /can only be looked at/));
    addSample(writer, 'a.jpg');
    await reader.changed(null);
    expect(reader.info().samples).toBe(1);
  });

  it('in a row are welcome', async () => {
    const home = tempFolder();
    const folder = tempFolder();
    for (let n = 0; n < 2; n++) {
      expect((await open(home, { folder })).write).not.toBeNull();
      await closeAll();
    }
  });
});

describe('a database', () => {
  async function indexOf(home: string, folder: string): Promise<string> {
    const dataset = await open(home, { folder });
    for (let n = 0; n < 2000; n++) addSample(dataset, `some/long/path/to/make/the/file/larger/${n}.jpg`);
    await closeAll();
    return join(indexDirectory(home, folder), 'winnow.db');
  }

  it('of a newer version is refused by name', async () => {
    const home = tempFolder();
    const folder = tempFolder();
    const file = await indexOf(home, folder);
    openWritable(file, [...INDEX_MIGRATIONS, { name: 'future', sql: 'CREATE TABLE future (a INTEGER) STRICT' }]).close();
    await expect(open(home, { folder })).rejects.toEqual(refusal('database_newer', /winnow\.db has version \d+/));
    // Refusing it lets go of it.
    await expect(open(home, { folder })).rejects.toEqual(refusal('database_newer', /newer Winnow/));
    await expect(open(home, { folder, readOnly: true })).rejects.toEqual(refusal('database_newer', /newer Winnow/));
  });

  it.each([
    ['overwritten', (file: string) => writeFileSync(file, 'this was a database once '.repeat(500))],
    ['cut off in the middle', (file: string) => truncateSync(file, 40_000)],
    ['cut off in its header', (file: string) => truncateSync(file, 50)],
    ['damaged inside', (file: string) => writeFileSync(file, Buffer.alloc(30_000, 0xa5), { flag: 'r+' })],
  ])('%s is kept aside and rebuilt, and that is said', async (_, damage) => {
    const home = tempFolder();
    const folder = tempFolder();
    const file = await indexOf(home, folder);
    damage(file);
    const dataset = await open(home, { folder });
    expect(dataset.info()).toMatchObject({
      samples: 0,
      notices: [expect.stringMatching(/damaged.*kept as winnow\.db\.damaged-/)],
    });
    expect(readdirSync(dataset.directory).filter((name) => name.startsWith('winnow.db.damaged-'))).toHaveLength(1);
    await closeAll();
    expect((await open(home, { folder })).info().notices).toEqual([]);
  });

  it('of thumbnails that is damaged has them made again', async () => {
    const home = tempFolder();
    const folder = tempFolder();
    const dataset = await open(home, { folder });
    addSample(dataset, 'a.jpg');
    writerOf(dataset).exec('UPDATE sample SET has_thumb = 1');
    await closeAll();
    writeFileSync(join(indexDirectory(home, folder), 'thumbs.db'), 'no database at all'.repeat(100));
    const again = await open(home, { folder });
    expect(again.info().notices).toEqual([expect.stringMatching(/thumbnails were damaged/)]);
    expect(again.read.prepare('SELECT status, has_thumb FROM sample').all()).toEqual([{ status: 'pending', has_thumb: 0 }]);
  });

  it('of thumbnails that was deleted has them made again', async () => {
    const home = tempFolder();
    const folder = tempFolder();
    const dataset = await open(home, { folder });
    addSample(dataset, 'a.jpg');
    writerOf(dataset).exec("UPDATE sample SET status = 'ok', has_thumb = 1");
    await closeAll();
    rmSync(join(indexDirectory(home, folder), 'thumbs.db'));
    const again = await open(home, { folder });
    expect(again.read.prepare('SELECT status, has_thumb FROM sample').all()).toEqual([{ status: 'pending', has_thumb: 0 }]);
  });
});

describe.runIf(canBeOtherUser)('somebody without permission', () => {
  const openAsOther = (home: string, folder: string) =>
    asOtherUser(`
      const { openDataset } = await import(${JSON.stringify(moduleUrl('src/main/dataset/open.ts'))});
      const request = { folder: ${JSON.stringify(folder)} };
      try {
        const dataset = await openDataset({ home: ${JSON.stringify(home)}, request, endpoint: null });
        const { samples, readOnlyBecause } = dataset.info();
        await dataset.close();
        console.log(JSON.stringify({ samples, readOnlyBecause }));
      } catch (error) {
        console.log(JSON.stringify({ code: error.code, message: error.message }));
      }`);

  it('hears so of a folder that may not be entered', () => {
    const [home, folder] = [tempFolder(), tempFolder()];
    execFileSync('chmod', ['755', home]);
    expect(openAsOther(home, join(folder, 'inside'))).toMatchObject({ code: 'no_permission' });
  });

  it('hears so of a WINNOW_HOME that may not be written to', () => {
    const [home, folder] = [tempFolder(), tempFolder()];
    execFileSync('chmod', ['755', home, folder]);
    expect(openAsOther(home, folder)).toEqual(refusal('no_permission', /may not write to .*WINNOW_HOME/));
  });

  it('can look at an index that may not be written to', async () => {
    const [home, folder] = [tempFolder(), tempFolder()];
    addSample(await open(home, { folder }), 'a.jpg');
    await closeAll();
    execFileSync('chmod', ['-R', 'a+rX,go-w', home, folder]);
    expect(openAsOther(home, folder)).toEqual({ samples: 1, readOnlyBecause: expect.stringMatching(/cannot be written to/) });
  });
});
