import { describe, expect, it } from 'vitest';
import type { Query } from '../../src/shared/query.ts';
import {
  checkedValues,
  rangeOf,
  setRange,
  setSort,
  setWords,
  toggleValue,
  withClause,
  withoutField,
  wordsOf,
} from '../../src/shared/query-edit.ts';
import { parseQuery } from '../../src/shared/query-language.ts';
import { printQuery } from '../../src/shared/query-print.ts';

function q(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.query;
}

describe('toggleValue', () => {
  it('checks, adds to and empties one OR group in its place', () => {
    const one = toggleValue(q('cat split:val width>5'), 'label', 'dog');
    expect(printQuery(one)).toBe('cat split:val width>5 label:dog');
    const both = toggleValue(q('split:val label:dog width>5'), 'label', 'sea lion');
    expect(printQuery(both)).toBe('split:val (label:dog OR label:"sea lion") width>5');
    expect(checkedValues(both, 'label')).toEqual(['dog', 'sea lion']);
    expect(printQuery(toggleValue(both, 'label', 'dog'))).toBe('split:val label:"sea lion" width>5');
    expect(printQuery(toggleValue(q('label:dog'), 'label', 'dog'))).toBe('');
  });

  it('reads a query that is nothing but its group', () => {
    expect(checkedValues(q('label:a OR label:b'), 'label')).toEqual(['a', 'b']);
    expect(printQuery(toggleValue(q('label:a OR label:b'), 'label', 'c'))).toBe('label:a OR label:b OR label:c');
  });

  it('treats "without a value" as one of the values', () => {
    const query = toggleValue(q('tag:a'), 'tag', null);
    expect(printQuery(query)).toBe('tag:a OR is:untagged');
    expect(checkedValues(query, 'tag')).toEqual(['a', null]);
    expect(printQuery(toggleValue(q(''), 'split', null))).toBe('is:unsplit');
    expect(printQuery(toggleValue(q(''), 'format', null))).toBe('is:unrecognized');
    expect(printQuery(toggleValue(query, 'tag', null))).toBe('tag:a');
  });

  it('leaves what is no plain choice alone, but drops the opposite of what is checked', () => {
    expect(checkedValues(q('-tag:remove is:tagged (tag:a OR label:b)'), 'tag')).toEqual([]);
    expect(printQuery(toggleValue(q('-tag:remove cat'), 'tag', 'remove'))).toBe('cat tag:remove');
    expect(printQuery(toggleValue(q('(tag:a OR label:b)'), 'tag', 'c'))).toBe('(tag:a OR label:b) tag:c');
  });
});

describe('choices of predictions', () => {
  it('are of the run that rules the query', () => {
    const query = toggleValue(q('run:a label:cat'), 'prediction', 'dog');
    expect(printQuery(query)).toBe('run:a label:cat prediction:dog');
    expect(checkedValues(query, 'prediction')).toEqual(['dog']);
    expect(printQuery(toggleValue(query, 'prediction', 'dog'))).toBe('run:a label:cat');
    expect(printQuery(toggleValue(q('label:cat'), 'prediction', null))).toBe('label:cat is:unpredicted');
    expect(checkedValues(q('(run:a prediction:dog) prediction:cat'), 'prediction')).toEqual(['cat']);
  });

  it('order by that run', () => {
    const byConfidence = { field: 'confidence', descending: true } as const;
    expect(printQuery(setSort(q('run:a width>5'), byConfidence))).toBe('run:a width>5 sort:-confidence');
    expect(printQuery(setSort(q('width>5'), { ...byConfidence, run: 'a' }))).toBe('width>5 sort:-confidence');
  });

  it('of numbers, too', () => {
    const query = setRange(q('run:a width>5'), 'prob.sea lion', { min: 0.5, max: null });
    expect(printQuery(query)).toBe('run:a width>5 "prob.sea lion">=0.5');
    expect(rangeOf(query, 'prob.sea lion')).toEqual({ min: 0.5, max: null });
    expect(rangeOf(q('(run:a confidence>0.5) confidence<0.2'), 'confidence')).toEqual({ min: null, max: 0.2 });
    expect(withoutField(query.filter, 'prob.sea lion')).toEqual(q('run:a width>5').filter);
  });
});

describe('ranges', () => {
  it('replaces what the query says of the field', () => {
    const query = setRange(q('width>5 cat width!=7'), 'width', { min: 64, max: 640 });
    expect(printQuery(query)).toBe('cat width>=64 width<=640');
    expect(rangeOf(query, 'width')).toEqual({ min: 64, max: 640 });
    expect(printQuery(setRange(query, 'width', { min: null, max: 10 }))).toBe('cat width<=10');
    expect(printQuery(setRange(query, 'width', null))).toBe('cat');
    expect(printQuery(setRange(q('width>5'), 'width', { min: null, max: null }))).toBe('');
  });

  it('reads bounds as they are', () => {
    expect(rangeOf(q('width>5 width<=9 height=3'), 'width')).toEqual({ min: 5, max: 9 });
    expect(rangeOf(q('height=3'), 'height')).toEqual({ min: 3, max: 3 });
    expect(rangeOf(q('width!=5'), 'width')).toBeNull();
    expect(rangeOf(q('width>5 OR cat'), 'width')).toBeNull();
  });
});

describe('other edits', () => {
  it('drops the clauses that speak of one field only', () => {
    const without = (text: string, field: 'label' | 'tag' | 'width'): string =>
      printQuery({ ...q(text), filter: withoutField(q(text).filter, field) });
    expect(without('label:a cat', 'label')).toBe('cat');
    expect(without('-tag:a is:tagged cat', 'tag')).toBe('cat');
    expect(without('(label:a OR split:b) cat', 'label')).toBe('(label:a OR split:b) cat');
    expect(without('(label:a OR -label:b)', 'label')).toBe('');
    expect(without('-(width>5 width<9) cat', 'width')).toBe('cat');
  });

  it('sets order, words and clauses', () => {
    expect(printQuery(setSort(q('cat'), { field: 'width', descending: true }))).toBe('cat sort:-width');
    expect(wordsOf(q('cat label:a "sea lion"'))).toEqual(['cat', 'sea lion']);
    expect(printQuery(setWords(q('cat label:a'), ['sea lion']))).toBe('label:a "sea lion"');
    expect(printQuery(withClause(q('cat'), { kind: 'is', claim: 'tagged' }))).toBe('cat is:tagged');
    expect(printQuery(withClause(q('is:tagged cat'), { kind: 'is', claim: 'tagged' }))).toBe('is:tagged cat');
  });
});
