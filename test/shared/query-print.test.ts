import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_QUERY, type Filter } from '../../src/shared/query.ts';
import { parseQuery } from '../../src/shared/query-language.ts';
import { normalQuery } from '../../src/shared/query-normal.ts';
import { printQuery } from '../../src/shared/query-print.ts';
import { arbitraryQuery } from './arbitrary-query.ts';

describe('printQuery', () => {
  it('prints any query as text that parses back to it', () => {
    fc.assert(
      fc.property(arbitraryQuery, (query) => {
        expect(parseQuery(printQuery(query))).toEqual({ ok: true, query: normalQuery(query) });
      }),
      { numRuns: 2000 },
    );
  });

  const print = (filter: Filter): string => printQuery({ ...DEFAULT_QUERY, filter });

  it('prints what a person would have typed', () => {
    const parsed = parseQuery(
      'label:cat (tag:a OR tag:b) -(split:val width<64) "two words" modified>=2024-05-01 sort:-sizeBytes',
    );
    expect(parsed.ok && printQuery(parsed.query)).toBe(
      'label:cat (tag:a OR tag:b) -(split:val width<64) "two words" modified>=2024-05-01 sort:-sizeBytes',
    );
    expect(printQuery(DEFAULT_QUERY)).toBe('');
  });

  it('prints lassos and orders by similarity as they are read', () => {
    const parsed = parseQuery('lasso:"0,0 4.25,-1e-7 2,3" sort:-similar:12,@1,!7');
    expect(parsed.ok && printQuery(parsed.query)).toBe('lasso:"0,0 4.25,-1e-7 2,3" sort:-similar:12,@1,!7');
  });

  it('quotes words that would read as something else', () => {
    expect(print({ kind: 'contains', text: 'OR' })).toBe('"OR"');
    expect(print({ kind: 'contains', text: '-x' })).toBe('"-x"');
    expect(print({ kind: 'contains', text: 'a:b' })).toBe('"a:b"');
    expect(print({ kind: 'equals', field: 'label', value: 'sea "lion"' })).toBe('label:"sea \\"lion\\""');
  });

  it('keeps the meaning of empty groups', () => {
    expect(print({ kind: 'and', of: [] })).toBe('');
    expect(print({ kind: 'or', of: [] })).toBe('id<1');
    expect(print({ kind: 'not', of: { kind: 'and', of: [] } })).toBe('id<1');
  });
});
