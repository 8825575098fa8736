import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { detectMergedLayout, placeOf } from '../../../src/main/dataset/layout.ts';
import { mergeFolders, readMergedSources } from '../../../src/main/dataset/merged-sources.ts';
import { INDEX_MIGRATIONS, openWritable } from '../../../src/main/db/connection.ts';
import { readMeta, writeMeta } from '../../../src/main/index/meta.ts';
import { isSameLayout } from '../../../src/shared/layout.ts';
import { walkFolder } from '../../../src/workers/scan/walk-folder.ts';
import { tempFolder, writeFiles } from '../../fixtures/temp-folder.ts';
import { tinyBmp } from '../../fixtures/tiny-bmp.ts';

describe('several folders as one dataset', () => {
  let at: string;
  beforeEach(() => {
    at = tempFolder();
    const picture = tinyBmp(1);
    writeFiles(at, { 'one/pets/cat/1.bmp': picture, 'two/pets/dog/1.bmp': picture, 'three/a.bmp': picture });
  });
  const path = (name: string): string => join(at, name);
  const refused = (work: Promise<unknown>) => work.catch((error: unknown) => error);

  it('are linked, not copied; samples keep their origin as first folder; names that meet are told apart', async () => {
    const sources = await mergeFolders(path('all'), [path('one/pets'), path('two/pets')]);
    expect(sources).toEqual([
      { name: 'pets', folder: path('one/pets') },
      { name: 'pets-2', folder: path('two/pets') },
    ]);
    expect(await readMergedSources(path('all'))).toEqual(sources);
    const files = [...walkFolder(path('all'))].flatMap((entry) => ('path' in entry ? [entry.path] : []));
    expect(files).toEqual(['pets-2/dog/1.bmp', 'pets/cat/1.bmp'].sort());
    expect(readdirSync(at).sort()).toEqual(['all', 'one', 'three', 'two']);
  });

  it('take in more later; what is there already is not linked twice, by another name neither', async () => {
    await mergeFolders(path('all'), [path('one/pets'), path('two/pets')]);
    symlinkSync(path('one/pets'), path('alias'));
    const sources = await mergeFolders(path('all'), [path('alias'), path('three')]);
    expect(sources.map(({ name }) => name)).toEqual(['pets', 'pets-2', 'three']);
  });

  it('have their classes one folder deeper, each dataset read by its own folders', () => {
    const of = (...paths: readonly string[]) => detectMergedLayout(paths.map((one) => ({ path: one, images: 5 })));
    expect(of('pets/train/cat', 'pets/test/dog', 'pets-2/train/cat', 'pets-2/test/cat')).toEqual({
      splitLevel: 1,
      labelLevel: 2,
    });
    expect(of('a')).toEqual({ splitLevel: null, labelLevel: null });
    const mixed = of('bccd/JPEGImages', 'flat/cat', 'flat/dog', 'pets/train/cat', 'pets/train/dog', 'pets/test/dog');
    expect(mixed).toEqual({
      splitLevel: 1,
      labelLevel: 2,
      sources: { bccd: { splitLevel: null, labelLevel: null }, flat: { splitLevel: null, labelLevel: 1 } },
    });
    expect(placeOf('bccd/JPEGImages/1.jpg', mixed)).toEqual({ label: null, split: null });
    expect(placeOf('flat/cat/1.jpg', mixed)).toEqual({ label: 'cat', split: null });
    expect(placeOf('pets/train/cat/1.jpg', mixed)).toEqual({ label: 'cat', split: 'train' });
  });

  it('keep what was found of each in the index', () => {
    const layout = detectMergedLayout(['a/x/cat', 'a/x/dog', 'b'].map((one) => ({ path: one, images: 5 })));
    const file = join(at, 'winnow.db');
    const db = openWritable(file, INDEX_MIGRATIONS);
    writeMeta(db, { layout });
    expect(isSameLayout(readMeta(db).layout, layout)).toBe(true);
    expect(isSameLayout(readMeta(db).layout, { splitLevel: layout.splitLevel, labelLevel: layout.labelLevel })).toBe(false);
    db.close();
  });

  it.each([
    ['a folder that is not there', ['nowhere', 'three'], 'not_found', /There is no folder .*nowhere/],
    ['a file', ['three/a.bmp', 'three'], 'bad_request', /is a file/],
    ['folders in each other', ['one', 'one/pets'], 'bad_request', /would count twice/],
    ['a single one', ['three'], 'bad_request', /at least two folders; found 1/],
  ])('refuse %s, and leave nothing', async (_, names, code, message) => {
    const failure = await refused(mergeFolders(path('all'), names.map(path)));
    expect(failure).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(existsSync(path('all'))).toBe(false);
  });

  it('are never made in a source, nor over what is there', async () => {
    expect(await refused(mergeFolders(path('three/all'), [path('one'), path('three')]))).toMatchObject({ code: 'bad_request' });
    mkdirSync(path('mine'));
    expect(await refused(mergeFolders(path('mine'), [path('one'), path('two')]))).toMatchObject({ code: 'output_exists' });
    expect(readdirSync(path('mine'))).toEqual([]);
  });
});
