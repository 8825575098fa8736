import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WinnowError } from '../../../src/shared/errors.ts';
import { comparePaths } from '../../../src/workers/scan/path-order.ts';
import { type WalkEntry, walkFolder } from '../../../src/workers/scan/walk-folder.ts';
import { asOtherUser, canBeOtherUser, moduleUrl } from '../../fixtures/as-other-user.ts';
import { tempFolder, writeFiles } from '../../fixtures/temp-folder.ts';

const isPosix = process.platform !== 'win32';

const filesOf = (entries: Iterable<WalkEntry>): string[] =>
  [...entries].flatMap((entry) => (entry.kind === 'file' ? [entry.path] : []));

const specialsOf = (entries: Iterable<WalkEntry>): number =>
  [...entries].reduce((sum, entry) => sum + (entry.kind === 'specials' ? entry.count : 0), 0);

describe('a walk', () => {
  it('meets paths in the order of their bytes, folders among files', () => {
    const folder = tempFolder();
    const names = [
      'a.jpg',
      'a/1.jpg',
      'a/b/2.jpg',
      'a!.jpg',
      'a0.jpg',
      'ab/x.jpg',
      'B.jpg',
      'é.jpg',
      '\u{1f408}.jpg',
      '\uffee.jpg',
    ];
    writeFiles(folder, Object.fromEntries(names.map((name) => [name, ''])));
    const found = filesOf(walkFolder(folder));
    expect(found).toEqual([...names].sort(comparePaths));
    expect(found).toEqual([...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
  });

  it('meets a tar where a folder of its name would be', () => {
    const folder = tempFolder();
    writeFiles(folder, { 'a.tar': 'x', 'a.tar.jpg': '', 'a.tarx': '', 'b.TAR/1.jpg': '', '.c.tar': '', tar: '', '.tar': '' });
    symlinkSync(join(folder, 'a.tar'), join(folder, 'link.tar'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'lost.tar'));
    const found = [...walkFolder(folder)].flatMap((entry) => (entry.kind === 'specials' ? [] : [`${entry.kind} ${entry.path}`]));
    expect(found).toEqual(['file a.tar.jpg', 'shard a.tar/', 'file a.tarx', 'file b.TAR/1.jpg', 'shard link.tar/', 'file tar']);
  });

  it('says size and time', () => {
    const folder = tempFolder();
    writeFiles(folder, { 'a.jpg': '12345' });
    const [entry] = walkFolder(folder);
    expect(entry).toMatchObject({ kind: 'file', path: 'a.jpg', sizeBytes: 5 });
  });

  it('passes hidden and system files and folders by', () => {
    const folder = tempFolder();
    const skipped = [
      '.hidden.jpg',
      '.git/a.jpg',
      'Thumbs.db',
      'sub/desktop.ini',
      '__MACOSX/a.jpg',
      '@eaDir/a.jpg',
      '$RECYCLE.BIN/a.jpg',
    ];
    writeFiles(folder, Object.fromEntries([...skipped, 'sub/kept.jpg'].map((name) => [name, ''])));
    expect(filesOf(walkFolder(folder))).toEqual(['sub/kept.jpg']);
  });

  it('keeps names with spaces, quotes, newlines and 255 bytes', () => {
    const folder = tempFolder();
    const names = ['with space.jpg', '"quoted" \'both\'.jpg', 'new\nline.jpg', `${'x'.repeat(251)}.jpg`, 'back\\slash.jpg'];
    writeFiles(folder, Object.fromEntries(names.map((name) => [name, ''])));
    expect(filesOf(walkFolder(folder)).sort()).toEqual([...names].sort());
  });

  it.runIf(process.platform === 'linux')('tells names apart that are no UTF-8', () => {
    const folder = tempFolder();
    for (const byte of [0xe9, 0xe8]) {
      writeFileSync(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([byte]), Buffer.from('.jpg')]), 'x');
    }
    const below = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff])]);
    mkdirSync(below);
    writeFileSync(Buffer.concat([below, Buffer.from('/in.jpg')]), 'x');
    expect(filesOf(walkFolder(folder))).toEqual(['caf\uefe8.jpg', 'caf\uefe9.jpg', '\uefff/in.jpg']);
  });
});

describe.runIf(isPosix)('links', () => {
  it('to files count once per path, with the size of what they lead to', () => {
    const folder = tempFolder();
    writeFiles(folder, { 'a.jpg': '12345' });
    symlinkSync('a.jpg', join(folder, 'b.jpg'));
    const found = [...walkFolder(folder)];
    expect(found).toMatchObject([
      { path: 'a.jpg', sizeBytes: 5 },
      { path: 'b.jpg', sizeBytes: 5 },
    ]);
  });

  it('to folders outside are followed', () => {
    const folder = tempFolder();
    const elsewhere = tempFolder();
    writeFiles(elsewhere, { 'deep/a.jpg': '' });
    symlinkSync(elsewhere, join(folder, 'link'));
    expect(filesOf(walkFolder(folder))).toEqual(['link/deep/a.jpg']);
  });

  it('that lead back up end', () => {
    const folder = tempFolder();
    writeFiles(folder, { 'sub/a.jpg': '' });
    symlinkSync('..', join(folder, 'sub', 'up'));
    symlinkSync('.', join(folder, 'sub', 'self'));
    expect(filesOf(walkFolder(folder))).toEqual(['sub/a.jpg']);
  });

  it('do not hide the folder they lead to, wherever they sort', () => {
    const folder = tempFolder();
    writeFiles(folder, { 'm/x.jpg': '' });
    symlinkSync('m', join(folder, 'a'));
    symlinkSync('m', join(folder, 'z'));
    expect(filesOf(walkFolder(folder))).toEqual(['a/x.jpg', 'm/x.jpg']);
  });

  it('among folders that all lead to each other are walked once each', () => {
    const folder = tempFolder();
    for (let n = 0; n < 12; n++) {
      writeFiles(folder, { [`d${n}/x.jpg`]: '' });
      for (let m = 0; m < 12; m++) symlinkSync(`../d${m}`, join(folder, `d${n}`, `to${m}`));
    }
    expect(filesOf(walkFolder(folder)).length).toBeLessThanOrEqual(24);
  });

  it('to nothing, or to themselves, are blocked images or nothing', () => {
    const folder = tempFolder();
    symlinkSync('nowhere', join(folder, 'gone.jpg'));
    symlinkSync('loop.jpg', join(folder, 'loop.jpg'));
    symlinkSync('nowhere', join(folder, 'no-image'));
    expect([...walkFolder(folder)]).toEqual([
      { kind: 'blocked', path: 'gone.jpg', reason: 'a link to a file that is not there' },
      { kind: 'blocked', path: 'loop.jpg', reason: 'a link that leads back to itself' },
      { kind: 'specials', count: 1 },
    ]);
  });
});

describe.runIf(isPosix)('what is no file', () => {
  it('FIFOs, also with an image name, are counted and never opened', () => {
    const folder = tempFolder();
    execFileSync('mkfifo', [join(folder, 'pipe.jpg'), join(folder, 'pipe')]);
    symlinkSync('pipe.jpg', join(folder, 'link.jpg'));
    expect(filesOf(walkFolder(folder))).toEqual([]);
    expect(specialsOf(walkFolder(folder))).toBe(3);
  });

  it('devices are counted and never opened', () => {
    const folder = tempFolder();
    symlinkSync('/dev/zero', join(folder, 'zero.png'));
    expect(filesOf(walkFolder(folder))).toEqual([]);
    expect(specialsOf(walkFolder(folder))).toBe(1);
  });
});

describe('folders that cannot be read', () => {
  it('name the root when it is gone', () => {
    const folder = tempFolder();
    rmSync(folder, { recursive: true });
    expect(() => walkFolder(folder).next()).toThrow(expect.objectContaining({ code: 'folder_missing' }));
    expect(() => walkFolder(folder).next()).toThrow(WinnowError);
  });

  it.runIf(canBeOtherUser)('are said, and the others walked', () => {
    const folder = tempFolder();
    writeFiles(folder, { 'a/1.jpg': '', 'locked/2.jpg': '', 'z/3.jpg': '' });
    const walk = moduleUrl('src/workers/scan/walk-folder.ts');
    execFileSync('chmod', ['755', folder]);
    execFileSync('chmod', ['000', join(folder, 'locked')]);
    const found = asOtherUser(`
      const { walkFolder } = await import(${JSON.stringify(walk)});
      console.log(JSON.stringify([...walkFolder(${JSON.stringify(folder)})].map(({ kind, path, reason }) => [kind, path, reason])));`);
    expect(found).toEqual([
      ['file', 'a/1.jpg', null],
      ['unreadable-folder', 'locked/', 'EACCES'],
      ['file', 'z/3.jpg', null],
    ]);
  });
});
