import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hasClauses,
  isSamePart,
  type MatrixPart,
  type NamedRun,
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

const CLASSES = ['cat', 'dog', 'cow', 'sea lion'];
const ONE: readonly NamedRun[] = [{ name: null, classes: CLASSES }];
const TWO: readonly NamedRun[] = [...ONE, { name: 'old', classes: CLASSES }];

const textOf = (part: MatrixPart, runs = ONE): string => printQuery({ ...DEFAULT_QUERY, filter: allOf(partClauses(part, runs)) });
const CELL: MatrixPart = { kind: 'cell', label: 'cat', prediction: 'sea lion' };

describe('a part of the matrix as clauses of the query', () => {
  it('is what someone would type', () => {
    expect(textOf(CELL)).toBe('label:cat prediction:"sea lion"');
    expect(textOf({ kind: 'row', label: 'cat' })).toBe('label:cat');
    expect(textOf({ kind: 'column', prediction: 'dog' })).toBe('prediction:dog');
    expect(textOf({ kind: 'cell', label: null, prediction: 'dog' })).toBe('is:unlabeled prediction:dog');
    expect(textOf({ kind: 'cell', label: 'cat', prediction: null })).toBe('label:cat is:unpredicted');
  });

  it('is boxes that were matched so, of a run of boxes', () => {
    const boxes: readonly NamedRun[] = [{ name: null, classes: CLASSES, hasBoxes: true }];
    expect(textOf(CELL, boxes)).toBe('match:"cat|sea lion"');
    expect(textOf({ kind: 'cell', label: 'cat', prediction: null }, boxes)).toBe('match:"cat|"');
    expect(textOf({ kind: 'row', label: null }, boxes)).toBe('falsePositives>0');
    expect(textOf({ kind: 'column', prediction: null }, boxes)).toBe('falseNegatives>0');
    expect(textOf({ kind: 'column', prediction: 'dog' }, boxes)).toBe('prediction:dog');
  });

  it('is what either run says where two are compared', () => {
    const text = textOf(CELL, TWO);
    expect(text).toContain('label:cat');
    expect(text).toContain('prediction:"sea lion" OR');
    expect(printQuery(parsed(text))).toBe(text);
  });

  it('asks no run for a class that it does not know', () => {
    const told: readonly NamedRun[] = [
      { name: null, classes: ['cat'] },
      { name: 'old', classes: CLASSES },
    ];
    expect(textOf(CELL, told)).toBe('label:cat is:predicted (run:old prediction:"sea lion")');
    expect(textOf(CELL, told.slice(0, 1))).toBe('label:cat id<1');
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
      fc.property(queries, classes, classes, fc.constantFrom(ONE, TWO), (text, label, prediction, runs) => {
        const base = parsed(text);
        const first = withClauses(base, [], partClauses({ kind: 'cell', label, prediction }, runs));
        expect(hasClauses(first.query.filter, partClauses({ kind: 'cell', label, prediction }, runs))).toBe(true);
        const other = withClauses(first.query, first.own, partClauses({ kind: 'row', label: 'cow' }, ONE));
        expect(printQuery(withClauses(other.query, other.own, []).query)).toBe(printQuery(base));
      }),
    );
  });

  it('is known again after the query went through the search box', () => {
    for (const runs of [ONE, TWO]) {
      const { query, own } = withClauses(parsed('split:train'), [], partClauses(CELL, runs));
      const retyped = parsed(`${printQuery(query)} width>100`);
      expect(hasClauses(retyped.filter, own)).toBe(true);
      const base = withoutClauses(retyped.filter, own);
      expect(printQuery({ ...DEFAULT_QUERY, filter: base })).toBe('split:train width>100');
    }
  });

  it('is no more there once one of its clauses was taken off', () => {
    const { own } = withClauses(DEFAULT_QUERY, [], partClauses(CELL, ONE));
    expect(hasClauses(parsed('label:cat').filter, own)).toBe(false);
    expect(hasClauses(null, own)).toBe(false);
  });

  it('does not take what the user asked for anyway', () => {
    const { query, own } = withClauses(parsed('label:cat'), [], partClauses(CELL, ONE));
    expect(printQuery(query)).toBe('label:cat prediction:"sea lion"');
    expect(printQuery({ ...DEFAULT_QUERY, filter: withoutClauses(query.filter, own) })).toBe('label:cat');
  });

  it('is the same part by its classes', () => {
    expect(isSamePart(CELL, { ...CELL })).toBe(true);
    expect(isSamePart(CELL, { kind: 'row', label: 'cat' })).toBe(false);
    expect(isSamePart(null, CELL)).toBe(false);
  });
});
