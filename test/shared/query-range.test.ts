import { describe, expect, it } from 'vitest';
import { withoutField } from '../../src/shared/query-edit.ts';
import { printQuery } from '../../src/shared/query-print.ts';
import { rangeOf, setRange } from '../../src/shared/query-range.ts';
import { q } from './typed-query.ts';

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

  it('of a run are of the one that rules the query', () => {
    const query = setRange(q('run:a width>5'), 'prob.sea lion', { min: 0.5, max: null });
    expect(printQuery(query)).toBe('run:a width>5 "prob.sea lion">=0.5');
    expect(rangeOf(query, 'prob.sea lion')).toEqual({ min: 0.5, max: null });
    expect(rangeOf(q('(run:a confidence>0.5) confidence<0.2'), 'confidence')).toEqual({ min: null, max: 0.2 });
    expect(withoutField(query.filter, 'prob.sea lion')).toEqual(q('run:a width>5').filter);
  });

  it('of what annotation files carry', () => {
    const query = setRange(q('cat field.iso>=100'), 'field.iso', { min: 200, max: 800 });
    expect(printQuery(query)).toBe('cat field.iso>=200 field.iso<=800');
    expect(rangeOf(query, 'field.iso')).toEqual({ min: 200, max: 800 });
    expect(rangeOf(q('field.iso:100 field.iso=canon'), 'field.iso')).toBeNull();
  });

  it('leaves the other end as strict as it was', () => {
    expect(printQuery(setRange(q('aspect>1 aspect<2'), 'aspect', { min: 1, max: 1.5 }))).toBe('aspect>1 aspect<=1.5');
    expect(printQuery(setRange(q('aspect>1 aspect<2'), 'aspect', { min: 1.2, max: 2 }))).toBe('aspect>=1.2 aspect<2');
  });

  it('ends with a whole day before the next', () => {
    const june = Date.UTC(2024, 5, 1);
    const query = setRange(q(''), 'capturedAt', { min: Date.UTC(2024, 4, 1), max: june - 1 });
    expect(printQuery(query)).toBe('capturedAt>=2024-05-01 capturedAt<2024-06-01');
    expect(rangeOf(query, 'capturedAt')).toEqual({ min: Date.UTC(2024, 4, 1), max: june - 1 });
    expect(rangeOf(q('capturedAt<=2024-05'), 'capturedAt')).toEqual({ min: null, max: june - 1 });
  });
});
