import { describe, expect, it } from 'vitest';
import {
  checkAll,
  checkedValues,
  choiceOf,
  invertChoice,
  onlyValue,
  toggleExcluded,
  toggleValue,
} from '../../src/shared/query-choice.ts';
import { printQuery } from '../../src/shared/query-print.ts';
import { q } from './typed-query.ts';

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
    expect(printQuery(toggleValue(q('is:tagged cat'), 'tag', null))).toBe('cat is:untagged');
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
});

describe('exclusions', () => {
  it('are read however they are written', () => {
    expect(choiceOf(q('-tag:a -(tag:b OR tag:c) is:tagged cat'), 'tag')).toEqual({
      checked: [],
      excluded: ['a', 'b', 'c', null],
    });
    expect(choiceOf(q('-is:untagged'), 'tag').excluded).toEqual([null]);
    expect(choiceOf(q('-field.camera=canon field.camera:*'), 'field.camera').excluded).toEqual(['canon', null]);
    expect(choiceOf(q('label!=cat'), 'label').excluded).toEqual(['cat', null]);
  });

  it('keep their places, and drop the value that they let in', () => {
    const query = toggleExcluded(q('-tag:a width>5 tag:b'), 'tag', 'c');
    expect(printQuery(query)).toBe('-tag:a width>5 tag:b -tag:c');
    expect(printQuery(toggleExcluded(query, 'tag', 'a'))).toBe('width>5 tag:b -tag:c');
    expect(printQuery(toggleExcluded(query, 'tag', 'b'))).toBe('-tag:a width>5 -tag:c -tag:b');
    expect(printQuery(toggleExcluded(q('width>5'), 'split', null))).toBe('width>5 is:split');
    expect(printQuery(toggleExcluded(q('is:split width>5'), 'split', null))).toBe('width>5');
  });

  it('of a value that every sample has, or that a named run gives all, are none', () => {
    expect(printQuery(toggleExcluded(q('cat'), 'status', null))).toBe('cat');
    expect(printQuery(toggleValue(q('run:a'), 'prediction', null))).toBe('run:a');
  });
});

describe('choices as a whole', () => {
  it('one value alone, and no more', () => {
    const query = onlyValue(q('label:a -label:b cat is:labeled'), 'label', 'c');
    expect(printQuery(query)).toBe('cat label:c');
    expect(printQuery(onlyValue(query, 'label', 'c'))).toBe('cat');
  });

  it('turned round', () => {
    const query = invertChoice(q('cat (label:a OR label:b)'), 'label');
    expect(printQuery(query)).toBe('cat -label:a -label:b');
    expect(printQuery(invertChoice(query, 'label'))).toBe('cat (label:a OR label:b)');
  });

  it('all that are shown', () => {
    expect(printQuery(checkAll(q('label:a -label:b'), 'label', ['b', 'c']))).toBe('label:a OR label:b OR label:c');
  });
});
