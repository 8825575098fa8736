import { describe, expect, it } from 'vitest';
import { fittedSize, meanColorCss, pictureFit, tileName, tileTags } from '../../../src/renderer/ui/tile-looks.ts';

describe('pictureFit', () => {
  it('covers a box that was cut to the picture, and contains where the size is not known', () => {
    expect(pictureFit('contain', { width: 640, height: 401 })).toBe('cover');
    expect(pictureFit('contain', { width: null, height: null })).toBe('contain');
    expect(pictureFit('cover', { width: null, height: null })).toBe('cover');
  });
});

describe('tile looks', () => {
  it('writes the mean colour with all its digits', () => {
    expect(meanColorCss(0x0a0b0c)).toBe('#0a0b0c');
    expect(meanColorCss(0)).toBe('#000000');
    expect(meanColorCss(null)).toBeUndefined();
  });

  it('names a tile by its file, class, split, trouble and tags', () => {
    expect(tileName({ path: 'train/cat/a b.jpg', label: 'cat', split: 'train', status: 'corrupt', tags: ['remove'] })).toBe(
      'a b.jpg, cat, train, corrupt, tagged remove',
    );
    expect(tileName({ path: 'a.jpg', label: null, split: null, status: 'ok', tags: [] })).toBe('a.jpg');
    expect(tileName({ path: 'a.jpg', label: 'cat', split: null, status: 'ok', tags: ['keep'] }, 0.123, true)).toBe(
      'a.jpg, cat, score 0.12, said to be fine, tagged keep',
    );
  });

  it('shows remove and keep before other tags, and counts the rest', () => {
    expect(tileTags(['blurry', 'dark', 'keep', 'remove'], 200)).toEqual({ marks: ['remove', 'keep'], rest: 2 });
    expect(tileTags(['blurry', 'dark'], 64)).toEqual({ marks: ['blurry'], rest: 1 });
  });
});

describe('fittedSize', () => {
  it('keeps the shape of the picture and never vanishes', () => {
    expect(fittedSize(160, 400, 200)).toEqual({ width: 160, height: 80 });
    expect(fittedSize(160, 10, 4000)).toEqual({ width: 1, height: 160 });
    expect(fittedSize(160, null, null)).toEqual({ width: 160, height: 160 });
  });
});
