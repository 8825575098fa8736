import { expect, test } from 'vitest';
import { queryOf } from '../../../src/main/cli/query-options.ts';
import { DEFAULT_QUERY } from '../../../src/shared/query.ts';

test('no query is every sample by path', () => {
  expect(queryOf(undefined)).toEqual(DEFAULT_QUERY);
});

test("--sort replaces the query's own order", () => {
  expect(queryOf('label:cat sort:width', 'sizeBytes:desc')).toEqual({
    filter: { kind: 'equals', field: 'label', value: 'cat' },
    sort: { field: 'sizeBytes', descending: true },
  });
});

test('what cannot be read is named with its place', () => {
  expect(() => queryOf('lable:cat')).toThrow(
    expect.objectContaining({ code: 'bad_query', position: { start: 0, end: expect.any(Number) } }),
  );
  expect(() => queryOf(undefined, 'widht')).toThrow(/"width"/);
  expect(() => queryOf(undefined, 'width:down')).toThrow(/width:desc/);
});
