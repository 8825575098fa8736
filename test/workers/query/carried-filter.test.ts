import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../src/shared/query-language.ts';
import { printQuery } from '../../../src/shared/query-print.ts';
import { carriedTest } from '../../../src/workers/query/carried-filter.ts';

function test(text: string) {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.message);
  if (parsed.query.filter?.kind !== 'field') throw new Error('It is about no carried field.');
  const again = parseQuery(printQuery(parsed.query));
  expect(again).toMatchObject({ ok: true, query: parsed.query });
  return carriedTest(parsed.query.filter);
}

describe('carriedTest', () => {
  it('finds texts that contain a word, or match a pattern, whatever the case', () => {
    expect(test('field.camera:canon')('Canon EOS')).toBe(true);
    expect(test('field.camera:nikon')('Canon EOS')).toBe(false);
    expect(test('field.caption:"a cat*mat"')('A cat on a mat')).toBe(true);
    expect(test('field.caption:cat*')('A cat on a mat')).toBe(false);
    expect(test('field.id:7')('007')).toBe(true);
  });

  it('compares numbers, and texts only exactly', () => {
    expect(test('field.iso:100')(100)).toBe(true);
    expect(test('field.iso:10')(100)).toBe(false);
    expect(test('field.iso>=100')(100)).toBe(true);
    expect(test('field.iso<1e2')(99.5)).toBe(true);
    expect(test('field.iso>5')('9')).toBe(false);
    expect(test('field.code=007')('007')).toBe(true);
    expect(test('field.code=7')('007')).toBe(false);
    expect(test('field.code!=7')('007')).toBe(true);
    expect(test('"field.my code"=x')('x')).toBe(true);
  });

  it('needs a number to compare by size', () => {
    expect(parseQuery('field.iso>high')).toMatchObject({ ok: false, message: expect.stringContaining('"high" is no number') });
  });
});
