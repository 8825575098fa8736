import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectLayout, placeOf, splitOfName } from '../../../src/main/dataset/layout.ts';
import { NO_LAYOUT, SPLIT_SPELLINGS } from '../../../src/shared/layout.ts';
import { hasImageName } from '../../../src/workers/scan/is-image-file.ts';
import { walkFolder } from '../../../src/workers/scan/walk-folder.ts';
import { hasTestData, testData } from '../../fixtures/test-data.ts';

const detect = (folders: Readonly<Record<string, number>>) =>
  detectLayout(Object.entries(folders).map(([path, images]) => ({ path, images })));

describe('detected layouts', () => {
  it('splits above classes', () => {
    const folders = { 'train/cat': 9, 'train/dog': 9, 'val/cat': 2, 'val/dog': 2 };
    expect(detect(folders)).toEqual({ splitLevel: 0, labelLevel: 1 });
  });

  it('classes above splits', () => {
    expect(detect({ 'cat/Training': 9, 'cat/Test': 3, 'dog/Training': 9 })).toEqual({ splitLevel: 1, labelLevel: 0 });
  });

  it('classes alone', () => {
    expect(detect({ cat: 9, dog: 9, owl: 1 })).toEqual({ splitLevel: null, labelLevel: 0 });
  });

  it('splits alone, images directly in them or in a folder for images', () => {
    expect(detect({ train: 9, val: 9 })).toEqual({ splitLevel: 0, labelLevel: null });
    expect(detect({ 'train/images': 9, 'valid/images': 9 })).toEqual({ splitLevel: 0, labelLevel: null });
    expect(detect({ 'images/train': 9, 'images/val': 9 })).toEqual({ splitLevel: 1, labelLevel: null });
  });

  it('classes below a folder that holds everything', () => {
    expect(detect({ 'photos/cat': 9, 'photos/dog': 9 })).toEqual({ splitLevel: null, labelLevel: 1 });
    expect(detect({ 'set/train/images/cat': 9, 'set/train/images/dog': 9 })).toEqual({ splitLevel: 1, labelLevel: 3 });
  });

  it('one class in several splits', () => {
    expect(detect({ 'train/cat': 9, 'test/cat': 3 })).toEqual({ splitLevel: 0, labelLevel: 1 });
  });

  it('splits in the names of tars, and classes within them', () => {
    const shards = { 'imagenet-train-000000.tar': 9, 'imagenet-train-000001.tar': 9, 'imagenet-val-000000.tar': 3 };
    expect(detect(shards)).toEqual({ splitLevel: 0, labelLevel: null });
    expect(detect({ 'train-0.tar/cat': 9, 'train-0.tar/dog': 9, 'val-0.tar/cat': 3 })).toEqual({ splitLevel: 0, labelLevel: 1 });
    expect(detect({ 'train.tar/cat': 9, 'train.tar/dog': 9, 'test.tar/cat': 3 })).toEqual({ splitLevel: 0, labelLevel: 1 });
    expect(detect({ 'shards/0001.tar/cat': 9, 'shards/0002.tar/dog': 9 })).toEqual({ splitLevel: null, labelLevel: 2 });
    expect(placeOf('imagenet-val-000000.tar/1.jpg', { splitLevel: 0, labelLevel: null })).toEqual({ split: 'val', label: null });
  });

  it('a tar for each class', () => {
    expect(detect({ 'n01440764.tar': 9, 'n01443537.tar': 9 })).toEqual({ splitLevel: null, labelLevel: 0 });
    const layout = detect({ 'train/cat.tar': 9, 'train/dog.tar': 9, 'val/cat.tar': 2 });
    expect(placeOf('train/cat.tar/1.jpg', layout)).toEqual({ split: 'train', label: 'cat' });
  });

  it('a few strays beside the classes', () => {
    expect(detect({ '': 1, cat: 20, dog: 20, 'dog/extra/deep': 1 })).toEqual({ splitLevel: null, labelLevel: 0 });
  });
});

describe('folders that are no classes', () => {
  it.each([
    ['nothing', {}],
    ['one flat folder', { '': 300 }],
    ['one folder that holds everything', { photos: 300 }],
    ['folders named for images', { images: 9, masks: 9 }],
    ['the tars that a dataset was cut into', { 'a-000000.tar': 9, 'a-000001.tar': 9, 'a-00001-of-00002.tar': 9, '7.tar': 9 }],
    ['parts of a download', { 'part-00000': 9, 'part-00001': 9 }],
    ['years, months and days', { '2024/01/30': 3, '2024/02/01': 2, '2025/01/02': 7 }],
    ['nests of all depths', { a: 2, 'b/c': 3, 'b/d/e': 4, 'f/g/h/i': 5 }],
    ['images beside folders', { '': 50, cat: 20, dog: 20 }],
  ])('%s', (_, folders) => {
    expect(detect(folders)).toEqual(NO_LAYOUT);
  });
});

describe('names of splits', () => {
  it('are known in any case, with spaces and hyphens', () => {
    expect(['TRAIN', 'Test Set', 'val-set', 'dev'].map(splitOfName)).toEqual(['train', 'test', 'val', 'val']);
    expect(['cat', 'trainer', '', 'constructor', '__proto__'].map(splitOfName)).toEqual([null, null, null, null, null]);
  });
});

describe('places', () => {
  it('come from folders, never from the file name', () => {
    const layout = { splitLevel: 0, labelLevel: 1 };
    expect(placeOf('Training/cat/1.jpg', layout)).toEqual({ split: 'train', label: 'cat' });
    expect(placeOf('Training/1.jpg', layout)).toEqual({ split: 'train', label: null });
    expect(placeOf('1.jpg', layout)).toEqual({ split: null, label: null });
  });

  it('keep the name of a folder that is no common split', () => {
    expect(placeOf('fold-3/1.jpg', { splitLevel: 0, labelLevel: null }).split).toBe('fold-3');
  });

  it('agree with the layout that is detected in generated trees', () => {
    const classes = fc.uniqueArray(fc.stringMatching(/^class[a-z]{1,6}$/), { minLength: 2, maxLength: 6 });
    const splits = fc.uniqueArray(fc.constantFrom(...Object.keys(SPLIT_SPELLINGS)), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(classes, splits, fc.boolean(), (classNames, splitNames, isSplitFirst) => {
        const folders = splitNames.flatMap((split) =>
          classNames.map((name) => ({ path: isSplitFirst ? `${split}/${name}` : `${name}/${split}`, images: 3, split, name })),
        );
        const layout = detectLayout(folders);
        for (const { path, split, name } of folders) {
          expect(placeOf(`${path}/x.jpg`, layout)).toEqual({ label: name, split: splitOfName(split) });
        }
      }),
    );
  });
});

describe.skipIf(!hasTestData)('real datasets', () => {
  function layoutOf(name: string) {
    const images = new Map<string, number>();
    for (const entry of walkFolder(testData(name))) {
      if (entry.kind !== 'file' || !hasImageName(entry.path)) continue;
      const folder = entry.path.slice(0, Math.max(0, entry.path.lastIndexOf('/')));
      images.set(folder, (images.get(folder) ?? 0) + 1);
    }
    return detect(Object.fromEntries(images));
  }

  it.each([
    ['classify/clothing-dataset-small', { splitLevel: 0, labelLevel: 1 }],
    ['classify/mnist-png', { splitLevel: 0, labelLevel: 1 }],
    ['classify/tiny-imagenet', { splitLevel: 0, labelLevel: null }],
    ['classify/imagenet-sample-images', NO_LAYOUT],
    ['bad-inputs', NO_LAYOUT],
    ['annotations/bccd', NO_LAYOUT],
    ['duplicates', NO_LAYOUT],
  ])('%s', (name, layout) => {
    expect(layoutOf(name)).toEqual(layout);
  });
});
