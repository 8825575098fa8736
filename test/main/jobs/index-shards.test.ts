import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/main/dataset/dataset.ts';
import { filePlace } from '../../../src/main/dataset/file-place.ts';
import { findMovedIndex } from '../../../src/main/dataset/relink.ts';
import { writerOf } from '../../../src/main/dataset/writer-of.ts';
import { hashFile } from '../../../src/main/exporters/file-hash.ts';
import type { Compute } from '../../../src/main/jobs/compute.ts';
import { startCompute } from '../../../src/main/jobs/start-compute.ts';
import type { IndexSummary } from '../../../src/shared/dataset.ts';
import { contentOf, type IndexRun, indexFolder } from '../../fixtures/index-folder.ts';
import { tempFolder, writeFiles } from '../../fixtures/temp-folder.ts';
import { tinyBmp } from '../../fixtures/tiny-bmp.ts';
import { tarOf } from '../../fixtures/write-tar.ts';

const compute = startCompute({ cores: 1 });
afterAll(() => compute.close());

let home: string;
let folder: string;
beforeEach(() => {
  home = tempFolder();
  folder = tempFolder();
});

const index = (more: Partial<IndexRun> = {}): Promise<IndexSummary> => indexFolder({ home, folder, compute, ...more });
const shardOf = (seeds: readonly number[]): Buffer =>
  tarOf(
    seeds.flatMap((seed) => [
      { name: `${seed}.bmp`, data: tinyBmp(seed) },
      { name: `${seed}.npy`, data: '1' },
    ]),
  );
const pathsOf = (dataset: Dataset): unknown[] =>
  dataset.read.prepare("SELECT path FROM sample WHERE status <> 'missing' ORDER BY path").pluck().all();
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
let ticks = 0;
/** Writes a tar whose time differs from all before it. */
function writeTar(path: string, bytes: Buffer): void {
  writeFiles(folder, { [path]: bytes });
  utimesSync(join(folder, path), 1000, 1000 + ++ticks);
}

describe('a folder with tars', () => {
  it('has the pictures in them as samples, the same as if they lay in a folder of that name', async () => {
    writeTar('shards/a-000.tar', shardOf([1, 2, 3]));
    writeTar('shards/a-001.tar', shardOf([4]));
    writeFiles(folder, { 'shards/beside.bmp': tinyBmp(5) });
    const unpacked = tempFolder();
    for (const seed of [1, 2, 3]) writeFiles(unpacked, { [`shards/a-000.tar/${seed}.bmp`]: tinyBmp(seed) });
    writeFiles(unpacked, { 'shards/a-001.tar/4.bmp': tinyBmp(4), 'shards/beside.bmp': tinyBmp(5) });
    const content: unknown[] = [];
    const summary = await index({ after: (dataset) => void content.push(...contentOf(dataset)) });
    expect(summary).toMatchObject({ samples: 5, ok: 5, ignored: 4, added: 5, shards: { files: 2, pictures: 4, problems: [] } });
    await indexFolder({
      home: tempFolder(),
      folder: unpacked,
      compute,
      after: (dataset) => expect(content).toEqual(contentOf(dataset)),
    });
  });

  it('is not opened again where nothing changed, and says the same of it', async () => {
    writeTar('a.tar', shardOf([1, 2]).subarray(0, -1024));
    const first = await index();
    const second = await index();
    expect(first.shards?.problems).toEqual([{ path: 'a.tar', problem: 'ends without the mark of its end; it may be cut off' }]);
    expect(second).toMatchObject({ samples: 2, ok: 2, ignored: 2, unchanged: 2, added: 0, shards: first.shards });
  });

  it('is read anew where a tar changed: members added, dropped and put elsewhere in it', async () => {
    writeTar('a.tar', shardOf([1, 2, 3]));
    await index();
    writeTar('a.tar', shardOf([4, 3, 1]));
    const summary = await index({
      async after(dataset) {
        expect(pathsOf(dataset)).toEqual(['a.tar/1.bmp', 'a.tar/3.bmp', 'a.tar/4.bmp']);
        expect((await hashFile(filePlace(dataset.read, folder, 'a.tar/1.bmp'))).sha256).toBe(sha256(tinyBmp(1)));
      },
    });
    expect(summary).toMatchObject({ samples: 4, ok: 3, missing: 1, added: 1, changed: 2, removed: 1, shards: { pictures: 3 } });
    expect(await index()).toMatchObject({ ok: 3, missing: 1, unchanged: 3, changed: 0, shards: { files: 1, pictures: 3 } });
  });

  it('keeps what was said of the pictures of a tar that goes and returns, is renamed, or unpacked', async () => {
    writeTar('a.tar', shardOf([1, 2]));
    await index({ after: tagFirst });
    renameSync(join(folder, 'a.tar'), join(home, 'elsewhere.tar'));
    expect(await index()).toMatchObject({ ok: 0, missing: 2, ignored: 0 });
    renameSync(join(home, 'elsewhere.tar'), join(folder, 'a.tar'));
    expect(await index({ after: expectTag('a.tar/1.bmp') })).toMatchObject({ ok: 2, missing: 0 });
    renameSync(join(folder, 'a.tar'), join(folder, 'b.tar'));
    expect(await index({ after: expectTag('b.tar/1.bmp') })).toMatchObject({ ok: 2, missing: 0, moved: 2 });
    renameSync(join(folder, 'b.tar'), join(folder, 'a.tar'));
    expect(await index({ after: expectTag('a.tar/1.bmp') })).toMatchObject({ ok: 2, missing: 0, moved: 2 });
    rmSync(join(folder, 'a.tar'));
    writeFiles(folder, { '1.bmp': tinyBmp(1), '2.bmp': tinyBmp(2) });
    await index({
      after(dataset) {
        expectTag('1.bmp')(dataset);
        expect(filePlace(dataset.read, folder, '1.bmp').within).toBeUndefined();
      },
    });
  });

  it('never shows bytes of another picture: a tar that changes while it is read is said to have changed', async () => {
    writeTar('a.tar', shardOf([1, 2, 3]));
    let isChanged = false;
    const changing: Compute = {
      ...compute,
      decode(input, signal) {
        if (!isChanged) writeTar('a.tar', shardOf([7, 8, 9]));
        isChanged = true;
        return compute.decode(input, signal);
      },
    };
    const reason = 'the tar that it is in has changed since it was indexed';
    const after = (dataset: Dataset): void =>
      expect(dataset.read.prepare('SELECT DISTINCT status, reason FROM sample').all()).toEqual([
        { status: 'unreadable', reason },
      ]);
    expect(await index({ compute: changing, after })).toMatchObject({ unreadable: 3 });
    expect(await index()).toMatchObject({ ok: 3, unreadable: 0, shards: { pictures: 3 } });
  });

  it('goes on where a job was stopped between two members of a tar', async () => {
    writeTar('a.tar', shardOf(Array.from({ length: 500 }, (_, seed) => seed)));
    const stop = new AbortController();
    const onReport = ({ done }: { readonly done?: number }): void => {
      if ((done ?? 0) > 300) stop.abort();
    };
    await expect(index({ signal: stop.signal, onReport })).rejects.toThrow();
    expect(await index()).toMatchObject({ samples: 500, ok: 500, added: 500, shards: { files: 1, pictures: 500 } });
  });

  it('says what cannot be used, and takes nothing of it for gone', async () => {
    writeTar('a.tar', shardOf([1, 2]));
    await index();
    writeTar('a.tar', Buffer.alloc(600, 'no tar at all'));
    writeTar('b.tar.gz', Buffer.from('1f8b', 'hex'));
    expect(await index()).toMatchObject({
      ...{ missing: 2, ignored: 1 },
      shards: { files: 1, pictures: 0, problems: [{ path: 'a.tar', problem: 'is no tar: it starts with 6e6f207461722061' }] },
      refused: [{ format: 'compressed tar', files: 1, example: 'b.tar.gz' }],
    });
  });

  it('is recognised where it was moved to, with new times', async () => {
    writeTar('a.tar', shardOf([1, 2]));
    await index();
    const moved = join(tempFolder(), 'moved');
    cpSync(folder, moved, { recursive: true });
    expect(statSync(join(moved, 'a.tar')).mtimeMs).not.toBe(statSync(join(folder, 'a.tar')).mtimeMs);
    rmSync(join(folder, 'a.tar'));
    mkdirSync(join(folder, 'other'));
    expect(await findMovedIndex(home, moved)).toMatchObject({ matched: 2, checked: 2 });
    writeFileSync(join(moved, 'a.tar'), shardOf([3, 4]));
    expect(await findMovedIndex(home, moved)).toBeNull();
  });
});

function tagFirst(dataset: Dataset): void {
  writerOf(dataset).exec(`INSERT INTO tag (name) VALUES ('keep');
    INSERT INTO sample_tag SELECT sample.id, tag.id FROM sample, tag WHERE path LIKE '%1.bmp'`);
}

const expectTag =
  (path: string) =>
  (dataset: Dataset): void =>
    expect(dataset.read.prepare('SELECT path FROM sample_tag JOIN sample ON sample.id = sample_id').pluck().all()).toEqual([
      path,
    ]);
