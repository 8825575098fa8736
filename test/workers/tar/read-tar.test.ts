import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTar, type TarDamage, type TarMember } from '../../../src/workers/tar/read-tar.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import { memberBytes, tarOf, type WrittenMember, withChecksum } from '../../fixtures/write-tar.ts';

interface ReadMember {
  readonly type: TarMember['type'];
  readonly name: string;
  readonly data: string;
}

function read(tar: Buffer): { readonly members: readonly ReadMember[]; readonly damage: TarDamage } {
  const members: ReadMember[] = [];
  const steps = readTar(tar.length, (position, length) => tar.subarray(position, position + length));
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return { members, damage: step.value };
    const { type, name, offset, sizeBytes } = step.value;
    const data = tar.subarray(offset, offset + sizeBytes).toString('latin1');
    members.push({ type, name: Buffer.from(name).toString('latin1'), data });
  }
}

const file = (name: string, data: string): ReadMember => ({ type: 'file', name, data });

describe('the members of a tar', () => {
  const long = `${'deep/'.repeat(30)}a.jpg`;

  it.each<[string, WrittenMember, string]>([
    ['ustar', { name: 'a/b.jpg' }, 'a/b.jpg'],
    ['before ustar', { name: 'a/b.jpg', form: 'v7', type: '\0' }, 'a/b.jpg'],
    ['a name in two parts', { name: long }, long],
    ['a long name (GNU)', { name: long, form: 'gnu' }, long],
    ['a long name (PAX)', { name: long, form: 'pax' }, long],
    ['a name of exactly 100 bytes, without a NUL', { name: 'x'.repeat(100) }, 'x'.repeat(100)],
    ['a size in base 256', { name: 'big', isBase256: true }, 'big'],
    ['a size in PAX records', { name: 'pax', sizeBytes: 0, records: { size: '5' } }, 'pax'],
    ['contiguous', { name: 'c', type: '7' }, 'c'],
  ])('are read: %s', (_, member, name) => {
    const tar = tarOf([
      { ...member, data: 'bytes' },
      { name: 'next', data: 'of the next' },
    ]);
    expect(read(tar)).toEqual({ members: [file(name, 'bytes'), file('next', 'of the next')], damage: null });
  });

  it('are told apart: folders and devices are passed by, links have no data whatever they claim, holes are named', () => {
    const tar = tarOf([
      { name: 'folder/', type: '5', sizeBytes: 4096 },
      { name: 'old/', type: '\0', form: 'v7' },
      { name: 'null', type: '3' },
      { name: 'hard', type: '1', sizeBytes: 700 },
      { name: 'soft', type: '2' },
      { name: 'holes', data: 'x', records: { 'GNU.sparse.major': '1' } },
      { name: 'unknown', type: 'Z', data: 'skipped' },
      { name: '', type: 'g', data: '12 path=no\n' },
      { name: 'last', data: 'y' },
    ]);
    const { members, damage } = read(tar);
    expect(members.map(({ type, name }) => `${type} ${name}`)).toEqual(['link hard', 'link soft', 'sparse holes', 'file last']);
    expect(damage).toBeNull();
  });

  it('go on after the further blocks of a sparse map', () => {
    const header = memberBytes({ name: 'holes', type: 'S', form: 'gnu', sizeBytes: 3 });
    header[482] = 1;
    const map = Buffer.alloc(1024);
    map[504] = 1;
    const tar = Buffer.concat([withChecksum(header), map, Buffer.alloc(512, 'x'), tarOf([{ name: 'after', data: 'z' }])]);
    expect(read(tar).members.map(({ type, name }) => `${type} ${name}`)).toEqual(['sparse holes', 'file after']);
  });
});

describe('a tar that is not whole', () => {
  const whole = tarOf([
    { name: 'a', data: 'x'.repeat(600) },
    { name: 'b', data: 'y'.repeat(600) },
  ]);

  it.each([
    [0, [], 'is empty (0 bytes)'],
    [100, [], 'is cut off within a header, at byte 0'],
    [1000, [], 'is cut off within "a"'],
    [1536, ['a'], 'ends without the mark of its end; it may be cut off'],
    [1536 + 100, ['a'], 'is cut off within a header, at byte 1536'],
    [1536 + 512 + 599, ['a'], 'is cut off within "b"'],
    [1536 + 512 + 600, ['a', 'b'], 'ends without the mark of its end; it may be cut off'],
    [3072 + 512, ['a', 'b'], null],
  ])('gives what is whole of the first %i bytes', (length, names, damage) => {
    const found = read(whole.subarray(0, length));
    expect(found.members.map(({ name }) => name)).toEqual(names);
    expect(found.damage).toBe(damage);
  });

  it('says what is no tar, and what is one inside something else', () => {
    expect(read(Buffer.alloc(2000, 'text')).damage).toBe('is no tar: it starts with 7465787474657874');
    expect(read(Buffer.concat([Buffer.from('1f8b08', 'hex'), Buffer.alloc(2000)])).damage).toMatch(/^is compressed with gzip/);
    expect(read(Buffer.concat([Buffer.from('28b52ffd', 'hex'), Buffer.alloc(2000)])).damage).toMatch(/^is compressed with zstd/);
  });

  it('says where a header is damaged, and that more came after the end', () => {
    const damaged = Buffer.from(whole);
    damaged[1536 + 3] = 0xff;
    expect(read(damaged)).toMatchObject({ members: [{ name: 'a' }], damage: 'is damaged: there is no header at byte 1536' });
    const two = Buffer.concat([whole, whole]);
    expect(read(two).members).toHaveLength(2);
    expect(read(two).damage).toMatch(/^has more members after the mark of its end, at byte 4096/);
  });

  it('of hostile sizes and names costs no memory and no loop', () => {
    expect(read(tarOf([{ name: 'a', isBase256: true, sizeBytes: Number.MAX_SAFE_INTEGER }])).damage).toBe(
      'is cut off within "a"',
    );
    const huge = Buffer.concat([memberBytes({ name: 'n', type: 'L', sizeBytes: 2 ** 21 }), Buffer.alloc(2 ** 21)]);
    expect(read(huge).damage).toMatch(/^is damaged: a name of 2097152 bytes/);
    const negative = memberBytes({ name: 'a' });
    negative.fill(0xff, 124, 136);
    expect(read(Buffer.concat([withChecksum(negative), Buffer.alloc(1024)])).damage).toMatch(/no header|no tar/);
  });

  it('never breaks the reader, whatever its bytes', () => {
    const bytes = fc.uint8Array({ maxLength: 40 });
    const anywhere = fc.array(fc.tuple(fc.nat(whole.length - 1), bytes), { maxLength: 4 });
    fc.assert(
      fc.property(anywhere, fc.nat(whole.length), fc.boolean(), (changes, length, isMended) => {
        const tar = Buffer.from(whole);
        for (const [at, change] of changes) tar.set(change.subarray(0, tar.length - at), at);
        if (isMended) withChecksum(tar.subarray(0, 512));
        const { members } = read(tar.subarray(0, length));
        expect(members.length).toBeLessThanOrEqual(2);
      }),
    );
  });
});

const isGnuTar = spawnSync('tar', ['--version']).stdout?.toString().includes('GNU tar') === true;
if (!isGnuTar) console.warn('No GNU tar on the PATH: its own archives are not compared.');

describe.skipIf(!isGnuTar)('an archive that GNU tar made', () => {
  const name = fc
    .array(fc.stringMatching(/^[a-z0-9 é_.-]{1,60}$/), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.map((part) => `n${part}`).join('/'));
  const files = fc.uniqueArray(fc.tuple(name, fc.string({ maxLength: 2000 })), { selector: ([path]) => path, maxLength: 8 });

  it.each(['gnu', 'ustar', 'posix', 'v7'])('is read as it is, format %s', (format) => {
    fc.assert(
      fc.property(files, (all) => {
        const folder = tempFolder();
        const written = new Map<string, string>();
        for (const [path, data] of all) {
          // A path below one that is a file already cannot be.
          if ([...written.keys()].some((other) => other.startsWith(`${path}/`) || path.startsWith(`${other}/`))) continue;
          if (format === 'v7' && Buffer.byteLength(path) > 99) continue;
          if (format === 'ustar' && path.length > 99) continue;
          mkdirSync(dirname(join(folder, 'in', path)), { recursive: true });
          writeFileSync(join(folder, 'in', path), data);
          written.set(path, data);
        }
        mkdirSync(join(folder, 'in'), { recursive: true });
        execFileSync('tar', [`--format=${format}`, '-cf', join(folder, 'out.tar'), '-C', join(folder, 'in'), '.']);
        const { members, damage } = read(readFileSync(join(folder, 'out.tar')));
        const found = members.map((one) => [
          Buffer.from(one.name, 'latin1').toString('utf8').slice(2),
          Buffer.from(one.data, 'latin1').toString('utf8'),
        ]);
        expect(damage).toBeNull();
        expect(new Map(found as [string, string][])).toEqual(written);
      }),
      { numRuns: 15 },
    );
  });
});
