import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hasClauses,
  isSamePart,
  type MatrixPart,
  partClauses,
  withClauses,
  withoutClauses,
} from '../../../src/renderer/state/confusion-part.ts';
import { DEFAULT_QUERY, type Query } from '../../../src/shared/query.ts';
import { parseQuery } from '../../../src/shared/query-language.ts';
import { allOf } from '../../../src/shared/query-normal.ts';
import { printQuery } from '../../../src/shared/query-print.ts';

function parsed(text: string): Query {
  const result = parseQuery(text);
  if (!result.ok) throw new Error(result.message);
  return result.query;
}

const textOf = (part: MatrixPart, before: string | null = null): string =>
  printQuery({ ...DEFAULT_QUERY, filter: allOf(partClauses(part, before)) });
const CELL: MatrixPart = { kind: 'cell', label: 'cat', prediction: 'sea lion' };

describe('a part of the matrix as clauses of the query', () => {
  it('is what someone would type', () => {
    expect(textOf(CELL)).toBe('label:cat prediction:"sea lion"');
    expect(textOf({ kind: 'row', label: 'cat' })).toBe('label:cat');
    expect(textOf({ kind: 'column', prediction: 'dog' })).toBe('prediction:dog');
    expect(textOf({ kind: 'cell', label: null, prediction: 'dog' })).toBe('is:unlabeled prediction:dog');
    expect(textOf({ kind: 'cell', label: 'cat', prediction: null })).toBe('label:cat is:unpredicted');
  });

  it('is what either run says where two are compared', () => {
    const text = textOf(CELL, 'old');
    expect(text).toContain('label:cat');
    expect(text).toContain('prediction:"sea lion" OR');
    expect(printQuery(parsed(text))).toBe(text);
  });

  it('comes and goes without a trace, whatever else is asked for', () => {
    const queries = fc.constantFrom(
      '',
      'split:train',
      'label:cat',
      'is:wrong sizeBytes<5000',
      '(label:a OR label:b)',
      'run:old confidence<0.5',
    );
    const classes = fc.constantFrom('cat', 'dog', null);
    fc.assert(
      fc.property(queries, classes, classes, fc.constantFrom(null, 'old'), (text, label, prediction, before) => {
        const base = parsed(text);
        const first = withClauses(base, [], partClauses({ kind: 'cell', label, prediction }, before));
        expect(hasClauses(first.query.filter, partClauses({ kind: 'cell', label, prediction }, before))).toBe(true);
        const other = withClauses(first.query, first.own, partClauses({ kind: 'row', label: 'cow' }, null));
        expect(printQuery(withClauses(other.query, other.own, []).query)).toBe(printQuery(base));
      }),
    );
  });

  it('is known again after the query went through the search box', () => {
    for (const before of [null, 'old']) {
      const { query, own } = withClauses(parsed('split:train'), [], partClauses(CELL, before));
      const retyped = parsed(`${printQuery(query)} width>100`);
      expect(hasClauses(retyped.filter, own)).toBe(true);
      const base = withoutClauses(retyped.filter, own);
      expect(printQuery({ ...DEFAULT_QUERY, filter: base })).toBe('split:train width>100');
    }
  });

  it('is no more there once one of its clauses was taken off', () => {
    const { own } = withClauses(DEFAULT_QUERY, [], partClauses(CELL, null));
    expect(hasClauses(parsed('label:cat').filter, own)).toBe(false);
    expect(hasClauses(null, own)).toBe(false);
  });

  it('does not take what the user asked for anyway', () => {
    const { query, own } = withClauses(parsed('label:cat'), [], partClauses(CELL, null));
    expect(printQuery(query)).toBe('label:cat prediction:"sea lion"');
    expect(printQuery({ ...DEFAULT_QUERY, filter: withoutClauses(query.filter, own) })).toBe('label:cat');
  });

  it('is the same part by its classes', () => {
    expect(isSamePart(CELL, { ...CELL })).toBe(true);
    expect(isSamePart(CELL, { kind: 'row', label: 'cat' })).toBe(false);
    expect(isSamePart(null, CELL)).toBe(false);
  });
});
