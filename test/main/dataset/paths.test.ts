import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { absoluteBytes, absolutePath, pathFromBytes, pathToBytes } from '../../../src/main/dataset/paths.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-paths-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('paths', () => {
  it('joins a folder and a path, the root included', () => {
    expect(absoluteBytes('/photos', 'a/b.jpg').toString()).toBe('/photos/a/b.jpg');
    expect(absoluteBytes('/', 'a.jpg').toString()).toBe('/a.jpg');
  });

  it.skipIf(process.platform !== 'linux')('reaches a file whose name is no UTF-8', () => {
    const name = Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x2e, 0x6a, 0x70, 0x67]);
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), name]), 'latin-1 name');
    const [listed] = readdirSync(folder, { encoding: 'buffer' });
    const path = pathFromBytes(listed!);
    expect(pathToBytes(path)).toEqual(name);
    expect(readFileSync(absoluteBytes(folder, path), 'utf8')).toBe('latin-1 name');
    expect(readFileSync(absolutePath(folder, path), 'utf8')).toBe('latin-1 name');
  });
});
