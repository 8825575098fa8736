import { describe, expect, it } from 'vitest';
import { baseName, joinPath, parentFolder, splitTypedPath, withSlash } from '../../../src/renderer/ui/folder-path.ts';

describe('splitTypedPath', () => {
  it.each([
    ['/home/me/da', '/home/me', 'da'],
    ['/home/me/', '/home/me', ''],
    ['/ho', '/', 'ho'],
    ['/', '/', ''],
    ['C:\\Users\\me', 'C:\\Users', 'me'],
    ['C:\\Us', 'C:\\', 'Us'],
    ['photos', '', 'photos'],
  ])('%s: lists %s for %s', (typed, folder, prefix) => {
    expect(splitTypedPath(typed)).toEqual({ folder, prefix });
  });
});

describe('parentFolder', () => {
  it.each([
    ['/home/me/cats', '/home/me'],
    ['/home/me/cats/', '/home/me'],
    ['/cats', '/'],
    ['/', '/'],
    ['C:\\cats', 'C:\\'],
  ])('%s -> %s', (path, parent) => {
    expect(parentFolder(path)).toBe(parent);
  });
});

describe('joining and naming', () => {
  it('keeps the slash of the path’s own system', () => {
    expect(joinPath('/home/me', 'new')).toBe('/home/me/new');
    expect(joinPath('/', 'new')).toBe('/new');
    expect(joinPath('C:\\Users', 'new')).toBe('C:\\Users\\new');
    expect(withSlash('/home/')).toBe('/home/');
  });

  it('names the last part', () => {
    expect(baseName('/home/me/cats/')).toBe('cats');
    expect(baseName('C:\\Users\\me')).toBe('me');
    expect(baseName('/')).toBe('/');
  });
});
