import { describe, expect, it } from 'vitest';
import { clearField, onlyValue } from '../../../src/renderer/sidebar/facet-query.ts';
import type { Query } from '../../../src/shared/query.ts';
import { parseQuery } from '../../../src/shared/query-language.ts';
import { printQuery } from '../../../src/shared/query-print.ts';

function read(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.query;
}

describe('onlyValue', () => {
  it.each([
    ['', 'label:cat'],
    ['label:dog', 'label:cat'],
    ['(label:cat OR label:dog) width>5', 'width>5 label:cat'],
    ['-label:cat split:val', 'split:val label:cat'],
    ['label:cat width>5', 'width>5'],
  ])('of cat turns "%s" into "%s"', (before, after) => {
    expect(printQuery(onlyValue(read(before), 'label', 'cat'))).toBe(after);
  });

  it('asks for samples without a value', () => {
    expect(printQuery(onlyValue(read('tag:remove'), 'tag', null))).toBe('is:untagged');
  });
});

it('clearField forgets one field and keeps the order', () => {
  expect(printQuery(clearField(read('label:cat tag:x sort:-width'), 'label'))).toBe('tag:x sort:-width');
});
