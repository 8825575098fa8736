import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { INDEX_MIGRATIONS, openWritable } from '../../../src/main/db/connection.ts';
import { buildKeyIndex, SEVERAL } from '../../../src/main/predictions/match-key-index.ts';
import { createSampleMatcher, normalPath, readSampleLookup } from '../../../src/main/predictions/match-samples.ts';
import { MATCH_RULES } from '../../../src/shared/prediction-file.ts';
import { lookupOf, signal, written } from './prediction-fixtures.ts';

const ALL = new Set(MATCH_RULES);
const SAMPLES = [
  'train/cat/a.png',
  'train/dog/a.png',
  'train/cat/b.JPG',
  'val/cat/c.png',
  'val/Tür/ü.png',
  'deep/x/y/z/d.png',
  'top.png',
];

async function found(path: string, rules: ReadonlySet<(typeof MATCH_RULES)[number]> = ALL) {
  const match = await createSampleMatcher(lookupOf(SAMPLES), signal).match(path, rules);
  return match.place === null ? (match.isAmbiguous ? 'several' : 'none') : `${match.rule} ${SAMPLES[match.place]}`;
}

describe('a path finds its sample', () => {
  test.each([
    ['train/cat/a.png', 'exact train/cat/a.png'],
    ['./train//cat/./a.png', 'normalized train/cat/a.png'],
    ['train\\cat\\A.PNG', 'normalized train/cat/a.png'],
    ['val/tu\u0308r/u\u0308.png', 'normalized val/Tür/ü.png'],
    ['/data/pets/train/dog/a.png', 'absolute train/dog/a.png'],
    ['file:///data/pets/train/dog/a.png', 'absolute train/dog/a.png'],
    ['C:\\work\\images\\train\\dog\\a.png', 'suffix train/dog/a.png'],
    ['cat/c.png', 'suffix val/cat/c.png'],
    ['y/z/d.png', 'suffix deep/x/y/z/d.png'],
    ['b.jpg', 'name train/cat/b.JPG'],
    ['/elsewhere/top.png', 'name top.png'],
    ['other/folder/c.png', 'name val/cat/c.png'],
    ['train/cat/b', 'stem train/cat/b.JPG'],
    ['train/cat/a.webp', 'stem train/cat/a.png'],
    ['d', 'stem deep/x/y/z/d.png'],
    ['a.png', 'several'],
    ['a', 'several'],
    ['e.png', 'none'],
    ['', 'none'],
  ])('%s: %s', async (path, expected) => {
    expect(await found(path)).toBe(expected);
  });

  test('only by the rules that are asked for', async () => {
    expect(await found('c.png', new Set(['exact', 'normalized', 'absolute', 'suffix']))).toBe('none');
    expect(await found('train/cat/A.png', new Set(['exact']))).toBe('none');
    expect(await found('cat/c.png', new Set(['exact', 'name']))).toBe('name val/cat/c.png');
  });

  test('paths that differ in case alone are told apart where they are written as they are', async () => {
    const matcher = createSampleMatcher(lookupOf(['a.png', 'A.png']), signal);
    expect(await matcher.match('A.png', ALL)).toEqual({ place: 1, rule: 'exact' });
    expect(await matcher.match('./a.PNG', ALL)).toEqual({ place: null, isAmbiguous: true });
  });
});

test('an index of keys is a map that knows repeated ones', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ maxLength: 3 })), fc.array(fc.string({ maxLength: 3 })), async (keys, asked) => {
      const index = await buildKeyIndex(
        keys.length,
        (place) => keys[place] ?? null,
        () => undefined,
      );
      for (const key of [...keys, ...asked]) {
        const isRepeated = keys.indexOf(key) !== keys.lastIndexOf(key);
        expect(index.find(key)).toBe(isRepeated ? SEVERAL : keys.indexOf(key));
      }
    }),
  );
});

test('ids, paths and classes are read from the index, page by page', async () => {
  const db = openWritable(written('winnow.db', ''), INDEX_MIGRATIONS);
  const add = db.prepare("INSERT INTO sample (id, path, size_bytes, mtime_ms, status) VALUES (?, ?, 1, 1, 'ok')");
  db.transaction(() => {
    for (let id = 9000; id > 0; id--) add.run(id * 2, `p${id}.png`);
    db.exec("INSERT INTO class (name) VALUES ('dog'), ('cat')");
  })();
  const lookup = await readSampleLookup(db, '/data', signal);
  db.close();
  expect(lookup.classes).toEqual(['cat', 'dog']);
  expect(lookup.ids).toEqual(Uint32Array.from({ length: 9000 }, (_, i) => (i + 1) * 2));
  expect(lookup.paths).toEqual(Array.from({ length: 9000 }, (_, i) => `p${i + 1}.png`));
});

it('makes paths normal the same whether or not they are plain', () => {
  const part = fc.constantFrom('a', 'B', '.', '..', 'x.JPG', ' ', 'É', '\\', '', 'file:', '~', '\t');
  const slowly = (path: string): string =>
    path
      .trim()
      .replace(/^file:\/\//i, '')
      .replaceAll('\\', '/')
      .replaceAll(/\/{2,}/g, '/')
      .replaceAll(/(^|\/)(?:\.\/)+/g, '$1')
      .normalize('NFC')
      .toLowerCase();
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), fc.constantFrom('/', ''), (parts, separator) => {
      expect(normalPath(parts.join(separator))).toBe(slowly(parts.join(separator)));
    }),
    { numRuns: 500 },
  );
});
