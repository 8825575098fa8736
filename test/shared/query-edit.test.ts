import { describe, expect, it } from 'vitest';
import { setSort, withClause, withoutField } from '../../src/shared/query-edit.ts';
import { printQuery } from '../../src/shared/query-print.ts';
import { q } from './typed-query.ts';

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

  it('sets order and clauses', () => {
    expect(printQuery(setSort(q('cat'), { field: 'width', descending: true }))).toBe('cat sort:-width');
    expect(printQuery(withClause(q('cat'), { kind: 'is', claim: 'tagged' }))).toBe('cat is:tagged');
    expect(printQuery(withClause(q('is:tagged cat'), { kind: 'is', claim: 'tagged' }))).toBe('is:tagged cat');
  });

  it('orders by predictions of the run that rules the query', () => {
    const byConfidence = { field: 'confidence', descending: true } as const;
    expect(printQuery(setSort(q('run:a width>5'), byConfidence))).toBe('run:a width>5 sort:-confidence');
    expect(printQuery(setSort(q('width>5'), { ...byConfidence, run: 'a' }))).toBe('width>5 sort:-confidence');
  });
});
