import { afterEach, beforeEach, expect, it } from 'vitest';
import { openWritable, THUMBS_MIGRATIONS, type WritableDb } from '../../../src/main/db/connection.ts';
import { pictureSource } from '../../../src/main/embeddings/picture-source.ts';
import { putThumbs } from '../../../src/main/index/thumbs.ts';
import { meanColorModel } from '../../fixtures/mean-color-embedder.ts';

let thumbs: WritableDb;
beforeEach(() => {
  thumbs = openWritable(':memory:', THUMBS_MIGRATIONS);
  putThumbs(thumbs, [{ id: 1, jpeg: Buffer.from('a thumbnail') }]);
});
afterEach(() => thumbs.close());

const sample = { id: 1, path: 'a/b.jpg', content: Buffer.alloc(8), width: 4000, height: 3000, hasThumb: 1, isNew: 1 } as const;
const isThumb = (resizeTo: number, change: Partial<Record<keyof typeof sample, number>>, resize?: 'fill'): boolean => {
  const { input, preprocessing } = meanColorModel({ resizeTo }).manifest;
  const manifest = { input, preprocessing: { ...preprocessing, ...(resize === undefined ? {} : { resize }) } };
  return (
    'jpeg' in pictureSource({ folder: '/pictures', read: thumbs, thumbs }, manifest, { ...sample, ...change } as typeof sample)
  );
};

it('is the thumbnail where its shorter side has what the model wants', () => {
  expect(isThumb(192, {})).toBe(true);
  expect(isThumb(193, {})).toBe(false);
  expect(isThumb(32, { width: 64, height: 64 })).toBe(true);
  expect(isThumb(65, { width: 64, height: 64 })).toBe(false);
  expect(isThumb(32, { width: 2560, height: 100 })).toBe(false);
});

it('is the thumbnail of a picture that is squeezed where it has the side of the input', () => {
  expect(isThumb(9999, {}, 'fill')).toBe(true);
});

it('is the file where there is no thumbnail, or it is lost', () => {
  expect(isThumb(32, { hasThumb: 0 })).toBe(false);
  expect(isThumb(32, { id: 2 })).toBe(false);
  const { manifest } = meanColorModel({ resizeTo: 999 });
  const source = pictureSource({ folder: '/pictures', read: thumbs, thumbs }, manifest, sample);
  expect('path' in source ? Buffer.from(source.path).toString() : null).toBe('/pictures/a/b.jpg');
});
