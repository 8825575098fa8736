import { statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listShard, type ShardListing, type UnreadableShard } from '../../../src/workers/tar/list-shard.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import { tinyBmp } from '../../fixtures/tiny-bmp.ts';
import { tarOf, type WrittenMember } from '../../fixtures/write-tar.ts';

function list(bytes: Buffer): ShardListing | UnreadableShard {
  const file = join(tempFolder(), 'a.tar');
  writeFileSync(file, bytes);
  const { size, mtimeMs } = statSync(file);
  return listShard(file, { path: 'sub/a.tar', sizeBytes: size, mtimeMs });
}

function listed(members: readonly WrittenMember[]): ShardListing {
  const found = list(tarOf(members));
  if ('failure' in found) throw new Error(found.failure);
  return found;
}

it('finds pictures by name and by content, in path order, with the bytes they have', () => {
  const tar = tarOf([
    { name: 'b/2.jpg', data: 'not looked at' },
    { name: 'b/2.cls', data: '3' },
    { name: './a/1', data: tinyBmp(1) },
    { name: 'b.jpg', data: 'x' },
    { name: 'b/2.json', data: '{}' },
  ]);
  const { pictures, others, problems } = list(tar) as ShardListing;
  expect(pictures.map(({ path }) => path)).toEqual(['sub/a.tar/a/1', 'sub/a.tar/b.jpg', 'sub/a.tar/b/2.jpg']);
  expect({ others, problems }).toEqual({ others: 2, problems: [] });
  const [{ within = { shard: '', offset: 0 }, sizeBytes } = { sizeBytes: 0 }] = pictures;
  expect(within.shard).toBe('sub/a.tar');
  expect(tar.subarray(within.offset, within.offset + sizeBytes)).toEqual(tinyBmp(1));
});

it('counts what it leaves out, with the first of each kind', () => {
  const { pictures, others, problems } = listed([
    { name: '/etc/passwd.jpg', data: 'absolute' },
    { name: '../../out.jpg', data: 'x' },
    { name: 'a/../../out.jpg', data: 'x' },
    { name: 'nul', data: 'x', records: { path: 'a\0.jpg' } },
    { name: './', data: 'x' },
    { name: 'twice.jpg', data: 'first' },
    { name: './/twice.jpg', data: 'second!' },
    { name: 'link.jpg', type: '2' },
    { name: '._twice.jpg', data: 'of macOS' },
    { name: '__MACOSX/x.jpg', data: 'of macOS' },
    { name: 'inner.tar', data: tarOf([{ name: 'in.jpg' }]) },
  ]);
  expect(pictures.map(({ path, sizeBytes }) => `${path} ${sizeBytes}`)).toEqual([
    'sub/a.tar/etc/passwd.jpg 8',
    'sub/a.tar/twice.jpg 7',
  ]);
  expect(others).toBe(1);
  expect(problems).toEqual([
    'names that lead out of the tar: 2, as in "../../out.jpg"',
    'names that no path can have: 2, as in "a\\u0000.jpg"',
    'names that a later member has too, which is the one used: 1, as in "twice.jpg"',
    'links, which are not followed: 1, as in "link.jpg"',
  ]);
});

it('keeps names that are no UTF-8 apart', () => {
  const { pictures } = listed([
    { name: Buffer.from([0xff, 0x2e, 0x6a, 0x70, 0x67]) },
    { name: Buffer.from([0xfe, 0x2e, 0x6a, 0x70, 0x67]) },
  ]);
  expect(pictures.map(({ path }) => path)).toEqual(['sub/a.tar/\uEFFE.jpg', 'sub/a.tar/\uEFFF.jpg']);
});

it('uses what is whole of a tar that is cut off', () => {
  const tar = tarOf([
    { name: '1.jpg', data: 'x' },
    { name: '2.jpg', data: 'x'.repeat(2000) },
  ]);
  expect(list(tar.subarray(0, 2000))).toMatchObject({
    pictures: [{ path: 'sub/a.tar/1.jpg' }],
    problems: ['is cut off within "2.jpg"'],
  });
});

it('refuses one that is not there, or is another by now', () => {
  const file = join(tempFolder(), 'a.tar');
  const shard = { path: 'a.tar', sizeBytes: 1024, mtimeMs: 5000 };
  expect(listShard(file, shard)).toEqual({ failure: 'ENOENT' });
  writeFileSync(file, tarOf([]));
  expect(listShard(file, shard)).toEqual({ failure: 'it is changing' });
  utimesSync(file, 5, 5);
  expect(listShard(file, shard)).toMatchObject({ pictures: [] });
});

it('lists members of any size through its window', () => {
  const sizes = Array.from({ length: 300 }, (_, n) => (n * 7919) % (n % 10 === 0 ? 600_000 : 3000));
  const members = sizes.map((size, n) => ({ name: `${String(n).padStart(3, '0')}.jpg`, data: Buffer.alloc(size, n) }));
  const { pictures, problems } = listed(members);
  expect(problems).toEqual([]);
  expect(pictures.map(({ sizeBytes }) => sizeBytes)).toEqual(sizes);
});
