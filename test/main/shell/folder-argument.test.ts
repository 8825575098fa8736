import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderArgument, folderOf } from '../../../src/main/shell/folder-argument.ts';

describe.skipIf(process.platform === 'win32')('folderArgument', () => {
  it.each([
    [['/opt/winnow'], 0, null],
    [['/opt/winnow', 'pets'], 0, '/home/ada/pets'],
    [['/opt/winnow', '/data/my pets'], 0, '/data/my pets'],
    [['/opt/winnow', '--enable-features=X', '../pets', '--no-zygote'], 0, '/home/pets'],
    [['/electron', '/repository/dist/shell'], 1, null],
    [['/electron', '--inspect', '/repository/dist/shell', '/data/pets'], 1, '/data/pets'],
  ] as const)('of %j (%i of them Electron’s) is %s', (argv, appArguments, expected) => {
    expect(folderArgument(argv, '/home/ada', appArguments)).toBe(expected);
  });
});

describe('folderOf', () => {
  it('is a folder itself, a file’s folder, and what does not exist as it is', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'winnow-drop-'));
    writeFileSync(join(folder, 'cat.jpg'), '');
    expect(await folderOf(folder)).toBe(folder);
    expect(await folderOf(join(folder, 'cat.jpg'))).toBe(folder);
    expect(await folderOf(join(folder, 'none'))).toBe(join(folder, 'none'));
    rmSync(folder, { recursive: true });
  });
});
