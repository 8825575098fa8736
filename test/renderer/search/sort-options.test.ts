import { expect, it } from 'vitest';
import { chooseSort } from '../../../src/renderer/search/sort-options.ts';

it('another field starts upwards, the same one turns round', () => {
  expect(chooseSort({ field: 'path', descending: true }, 'width')).toEqual({ field: 'width', descending: false });
  expect(chooseSort({ field: 'width', descending: false }, 'width')).toEqual({ field: 'width', descending: true });
  expect(chooseSort({ field: 'width', descending: true }, 'width')).toEqual({ field: 'width', descending: false });
});
