import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FoundFile, IndexedSample, KnownShard, ScanBatch } from '../../../src/workers/scan/calls.ts';
import { compareScan } from '../../../src/workers/scan/compare-scan.ts';
import { comparePaths } from '../../../src/workers/scan/path-order.ts';
import { createRowCursor } from '../../../src/workers/scan/row-cursor.ts';
import type { WalkEntry } from '../../../src/workers/scan/walk-folder.ts';
import type { ShardListing, UnreadableShard } from '../../../src/workers/tar/list-shard.ts';

const file = (path: string, sizeBytes = 1): WalkEntry => ({ kind: 'file', path, sizeBytes, mtimeMs: 7 });
const row = (id: number, path: string, status: IndexedSample['status'] = 'ok', sizeBytes = 1): IndexedSample => ({
  id,
  path,
  sizeBytes,
  mtimeMs: 7,
  status,
});

const cursorOver = <R extends { readonly path: string }>(rows: readonly R[]) =>
  createRowCursor<R>((after, limit) => rows.filter(({ path }) => comparePaths(path, after) > 0).slice(0, limit));

function compare(
  walk: readonly WalkEntry[],
  samples: readonly IndexedSample[],
  {
    ignored = [],
    images = [],
    shards = [],
    listings = {},
    stretch = Infinity,
  }: {
    ignored?: readonly FoundFile[];
    images?: readonly string[];
    shards?: readonly KnownShard[];
    /** Of tars that may be listed. */
    listings?: Readonly<Record<string, ShardListing | UnreadableShard>>;
    stretch?: number;
  } = {},
): ScanBatch {
  const opened: string[] = [];
  const known = new Map(shards.map((shard) => [shard.path, shard]));
  const rows = { samples: cursorOver(samples), ignored: cursorOver(ignored), shards: known, close: () => {} };
  const tests = {
    hasImageName: (path: string) => path.endsWith('.jpg'),
    hasImageContent(path: string) {
      opened.push(path);
      return images.includes(path);
    },
  };
  const scan = compareScan(walk, rows, tests, ({ path }) => listings[path] ?? { failure: `${path} was not to be listed` });
  const batches: ScanBatch[] = [];
  do batches.push(scan.next((differences) => differences >= stretch));
  while (batches.at(-1)?.totals === null);
  expect(new Set(opened).size).toBe(opened.length);
  const all = <K extends keyof ScanBatch>(key: K) => batches.flatMap((batch) => batch[key] as readonly never[]);
  return {
    added: all('added'),
    changed: all('changed'),
    returned: all('returned'),
    retried: all('retried'),
    blocked: all('blocked'),
    gone: all('gone'),
    ignored: all('ignored'),
    labelFiles: all('labelFiles'),
    forgotten: all('forgotten'),
    shards: all('shards'),
    goneShards: all('goneShards'),
    seen: batches.at(-1)?.seen ?? 0,
    totals: batches.at(-1)?.totals ?? null,
  };
}

describe('a scan compared with its index', () => {
  it('tells new, changed, gone, returned and unreadable files', () => {
    const found = compare(
      [file('a.jpg'), file('b.jpg', 2), file('d.jpg'), file('e.jpg'), file('new.jpg')],
      [
        row(1, 'a.jpg'),
        row(2, 'b.jpg'),
        row(3, 'c.jpg'),
        row(4, 'd.jpg', 'missing'),
        row(5, 'e.jpg', 'unreadable'),
        row(6, 'z.jpg', 'missing'),
      ],
    );
    expect(found).toMatchObject({
      added: [{ path: 'new.jpg' }],
      changed: [{ id: 2, sizeBytes: 2 }],
      gone: [3],
      returned: [4],
      retried: [5],
      seen: 5,
    });
  });

  it('opens files without an image name once, and remembers those that are no images', () => {
    const walk = [file('README'), file('notes.txt'), file('photo')];
    const first = compare(walk, [], { images: ['photo'] });
    expect(first).toMatchObject({ added: [{ path: 'photo' }], ignored: [{ path: 'README' }, { path: 'notes.txt' }] });
    const second = compare(walk, [row(1, 'photo')], { ignored: first.ignored });
    expect(second).toMatchObject({ added: [], ignored: [], forgotten: [], totals: { ignored: 2 } });
  });

  it('looks again at a remembered file that changed, and forgets one that went', () => {
    const remembered = [
      { path: 'a', sizeBytes: 1, mtimeMs: 7 },
      { path: 'b', sizeBytes: 1, mtimeMs: 7 },
    ];
    const found = compare([file('a', 2)], [], { ignored: remembered, images: ['a'] });
    expect(found).toMatchObject({ added: [{ path: 'a' }], forgotten: ['a', 'b'], totals: { ignored: 0 } });
  });

  it('leaves the rows below an unreadable folder as they are', () => {
    const found = compare(
      [{ kind: 'unreadable-folder', path: 'locked/', reason: 'EACCES' }, file('z.jpg')],
      [row(1, 'a.jpg'), row(2, 'locked/b.jpg'), row(3, 'locked/deep/c.jpg'), row(4, 'locker.jpg'), row(5, 'z.jpg')],
    );
    expect(found).toMatchObject({ gone: [1, 4], totals: { unreadableFolders: ['locked'] } });
  });

  describe('of tars', () => {
    const tar = (sizeBytes: number): WalkEntry => ({ kind: 'shard', path: 'a.tar/', sizeBytes, mtimeMs: 7 });
    const known = { path: 'a.tar', sizeBytes: 9, mtimeMs: 7, others: 4 };
    const member = (name: string, offset: number, sizeBytes = 1): FoundFile => ({
      ...{ path: `a.tar/${name}`, sizeBytes, mtimeMs: 7 },
      within: { shard: 'a.tar', offset },
    });
    const rows = [row(1, 'a.jpg'), row(2, 'a.tar/1.jpg'), row(3, 'a.tar/2.jpg', 'missing'), row(4, 'a.tar/3', 'unreadable')];

    it('that are unchanged, takes their members from the index without a look inside', () => {
      const found = compare([file('a.jpg'), tar(9), file('b.jpg')], [...rows, row(5, 'b.jpg')], { shards: [known] });
      expect(found).toMatchObject({ added: [], changed: [], returned: [], gone: [], shards: [], goneShards: [], retried: [4] });
      expect(found.labelFiles).toEqual([{ path: 'a.tar', sizeBytes: 9, mtimeMs: 7 }]);
      expect(found).toMatchObject({ seen: 4, totals: { ignored: 4, unreadableFolders: [] } });
      expect(found.totals?.folders).toContainEqual({ path: 'a.tar', images: 2 });
    });

    it('that are new or changed, compares their members like files', () => {
      const listing = {
        pictures: [member('1.jpg', 512, 2), member('3', 2048), member('4', 4096)],
        others: 2,
        problems: ['is odd'],
      };
      const found = compare([file('a.jpg'), tar(10)], rows, { shards: [known], listings: { 'a.tar': listing } });
      expect(found.added).toEqual([member('4', 4096)]);
      expect(found.changed).toEqual([{ ...member('1.jpg', 512, 2), id: 2 }]);
      expect(found).toMatchObject({ gone: [], retried: [4], totals: { ignored: 2 } });
      expect(found.shards).toEqual([{ path: 'a.tar', sizeBytes: 10, mtimeMs: 7, pictures: 3, others: 2, problems: ['is odd'] }]);
    });

    it('that cannot be read, leaves their rows as they are', () => {
      const found = compare([tar(10)], rows, { shards: [known], listings: { 'a.tar': { failure: 'EACCES' } } });
      expect(found).toMatchObject({ gone: [1], shards: [], goneShards: [], totals: { unreadableFolders: ['a.tar'] } });
    });

    it('that are gone, says so', () => {
      expect(compare([file('a.jpg')], rows, { shards: [known] })).toMatchObject({ gone: [2, 4], goneShards: ['a.tar'] });
    });
  });

  it('counts the images of each folder', () => {
    const { totals } = compare([file('a/1.jpg'), file('a/2.jpg'), file('a/b/3.jpg'), file('top.jpg')], []);
    expect(totals?.folders).toEqual([
      { path: 'a', images: 2 },
      { path: 'a/b', images: 1 },
      { path: '', images: 1 },
    ]);
  });

  it('finds the same differences for any folder, index and length of the stretches', () => {
    const names = fc
      .uniqueArray(fc.stringMatching(/^[a-c/]{1,5}$/), { maxLength: 40 })
      .map((all) => all.map((name) => `${name}.jpg`));
    fc.assert(
      fc.property(names, names, fc.integer({ min: 1, max: 5 }), (onDisk, indexed, stretch) => {
        const walk = [...onDisk].sort(comparePaths).map((path) => file(path));
        const rows = [...indexed].sort(comparePaths).map((path, n) => row(n + 1, path));
        const found = compare(walk, rows, { stretch });
        expect(found.added.map(({ path }) => path).sort()).toEqual(onDisk.filter((path) => !indexed.includes(path)).sort());
        const gone = rows.filter(({ path }) => !onDisk.includes(path)).map(({ id }) => id);
        expect(found.gone).toEqual(gone);
        expect(found.changed).toEqual([]);
        expect(found.seen).toBe(onDisk.length);
      }),
    );
  });
});
