import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathFromBytes, pathToBytes } from '../../../src/main/dataset/paths.ts';
import { foldersLayout } from '../../../src/main/exporters/folders.ts';
import { safeFolderName } from '../../../src/main/exporters/safe-names.ts';
import { createTakenNames } from '../../../src/main/exporters/taken-names.ts';
import type { ExportRow } from '../../../src/main/index/export-rows.ts';

const row = (path: string, label: string | null = null, split: string | null = null): ExportRow => ({
  id: 1,
  path,
  status: 'ok',
  reason: null,
  format: 'jpeg',
  sizeBytes: 1,
  width: 1,
  height: 1,
  orientation: null,
  contentHash: null,
  label,
  split,
  tags: [],
  annotation: null,
});
const layout = (classes: readonly string[], splits: readonly string[] = []) =>
  foldersLayout({ classes, splits: Object.fromEntries(splits.map((name) => [name, 1])), hasUnlabeled: true, hasUnsplit: true });

describe('class folders', () => {
  it('come below split folders only where samples are in splits', () => {
    expect(layout(['cat'], ['train']).place(row('x/1.jpg', 'cat', 'train'))).toBe('train/cat/1.jpg');
    expect(layout(['cat'], ['train']).place(row('x/1.jpg'))).toBe('unsplit/unlabeled/1.jpg');
    expect(layout(['cat']).place(row('x/1.jpg', 'cat'))).toBe('cat/1.jpg');
    expect(layout([]).place(row('1.jpg'))).toBe('unlabeled/1.jpg');
  });

  it('number files that meet, in path order, whatever their case', () => {
    const { place } = layout(['cat']);
    const names = ['a/1.jpg', 'b/1.JPG', 'c/1-2.jpg', 'd/1.jpg', 'e/1.jpg', 'f/noext', 'g/noext', 'h/.x', 'i/.x'];
    expect(names.map((name) => place(row(name, 'cat')))).toEqual([
      'cat/1.jpg',
      'cat/1-2.JPG',
      'cat/1-2-2.jpg',
      'cat/1-3.jpg',
      'cat/1-4.jpg',
      'cat/noext',
      'cat/noext-2',
      'cat/.x',
      'cat/.x-2',
    ]);
  });

  it('stay apart where class names differ only in case, or are what Winnow itself uses', () => {
    const { place } = layout(['Cat', 'cat', 'winnow-lineage.json', 'unlabeled']);
    const folders = ['Cat', 'cat', 'winnow-lineage.json', 'unlabeled', null].map(
      (label) => place(row('1.jpg', label)).split('/')[0],
    );
    expect(folders).toEqual(['Cat', 'cat-2', 'winnow-lineage-2.json', 'unlabeled', 'unlabeled-2']);
  });
});

describe('safeFolderName', () => {
  it.each([
    ['sea lion', 'sea lion'],
    ['a/b\\c', 'a%2Fb%5Cc'],
    ['..', '%2E%2E'],
    ['.hidden', '%2Ehidden'],
    ['dots...', 'dots..%2E'],
    ['100%', '100%25'],
    ['line\nbreak', 'line%0Abreak'],
    ['con', '%63on'],
    ['NUL.txt', '%4EUL.txt'],
    ['console', 'console'],
    ['', '%'],
    ['ü: 猫', 'ü%3A 猫'],
  ])('%j becomes %j', (name, safe) => {
    expect(safeFolderName(name)).toBe(safe);
  });

  it('keeps bytes that are no UTF-8', () => {
    const name = pathFromBytes(Buffer.from([0x61, 0xff]));
    expect([...pathToBytes(safeFolderName(name))]).toEqual([0x61, 0xff]);
  });

  it('gives different, safe names of at most 255 bytes to different names', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'binary', maxLength: 120 }), { minLength: 2, maxLength: 10 }), (names) => {
        const safe = names.map(safeFolderName);
        expect(new Set(safe).size).toBe(names.length);
        for (const name of safe) {
          expect(pathToBytes(name).length).toBeLessThanOrEqual(255);
          expect(name).not.toMatch(/[/\\:*?"<>|]|^\.|[. ]$/);
        }
      }),
    );
  });
});

describe('names given out', () => {
  const name = fc.string({
    unit: fc.constantFrom('a', 'A', 'ä', 'a\u0308', '-', '2', '.', 'ß', '😀', '\uef80'),
    minLength: 1,
    maxLength: 6,
  });

  it('never meet on a file system that ignores case and folds accents, and are the same every time', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('x', 'X', 'y'), name), { maxLength: 40 }), (asked) => {
        const give = () => {
          const take = createTakenNames();
          return asked.map(([folder, wanted]) => `${folder}/${take(folder, wanted)}`);
        };
        const given = give();
        const folded = given.map((path) => path.normalize('NFC').toLowerCase());
        expect(new Set(folded).size).toBe(given.length);
        expect(give()).toEqual(given);
      }),
    );
  });

  it('fit where the name is as long as can be', () => {
    const take = createTakenNames();
    const long = `${'é'.repeat(125)}.jpg`;
    expect(take('x', long)).toBe(long);
    const second = take('x', long);
    expect(second).toBe(`${'é'.repeat(124)}-2.jpg`);
    expect(pathToBytes(second).length).toBeLessThanOrEqual(255);
  });

  it('are found at once where thousands of files have the same', () => {
    const take = createTakenNames();
    const started = performance.now();
    for (let k = 1; k < 20_000; k++) take('x', 'image.jpg');
    expect(take('x', 'image.jpg')).toBe('image-20000.jpg');
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
