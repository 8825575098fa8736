import { describe, expect, it } from 'vitest';
import { acceptOption, isFieldBegun, nextOption, takesFirst } from '../../../src/renderer/search/completion-keys.ts';

const option = (insert: string) => ({ insert, label: insert, hint: '' });

describe('acceptOption', () => {
  it('ends a whole term with a space and puts the caret after it', () => {
    expect(acceptOption('label:c', { start: 0, end: 7, options: [] }, option('label:cat'))).toEqual({
      text: 'label:cat ',
      caret: 10,
    });
  });

  it('leaves a field open for its value', () => {
    expect(acceptOption('la', { start: 0, end: 2, options: [] }, option('label:'))).toEqual({ text: 'label:', caret: 6 });
    expect(acceptOption('sc', { start: 0, end: 2, options: [] }, option('score.'))).toEqual({ text: 'score.', caret: 6 });
    expect(acceptOption('wi', { start: 0, end: 2, options: [] }, option('width>='))).toEqual({ text: 'width>=', caret: 7 });
  });

  it('replaces a term in the middle and uses the space that follows', () => {
    const edited = acceptOption('a tag:r width>5', { start: 2, end: 7, options: [] }, option('tag:remove'));
    expect(edited).toEqual({ text: 'a tag:remove width>5', caret: 13 });
  });
});

describe('nextOption', () => {
  it('goes round both ends', () => {
    expect(nextOption(-1, 1, 3)).toBe(0);
    expect(nextOption(-1, -1, 3)).toBe(2);
    expect(nextOption(2, 1, 3)).toBe(0);
    expect(nextOption(0, -1, 3)).toBe(2);
  });
});

it.each([
  ['wid', 3, true],
  ['cat label', 9, true],
  ['cat label', 3, false],
  ['label:cat', 9, false],
  ['', 0, false],
  ['cat ', 4, false],
  ['width>=5', 8, false],
])('isFieldBegun of "%s" at %d is %s', (text, caret, expected) => {
  expect(isFieldBegun(text, caret)).toBe(expected);
});

describe('takesFirst', () => {
  const completion = { start: 0, end: 0, options: [option('label:shirt'), option('label:t-shirt')] };

  it('lets Tab complete whatever is begun', () => {
    expect(takesFirst('Tab', 'la', completion)).toBe(true);
    expect(takesFirst('Tab', '', completion)).toBe(false);
  });

  it('lets Enter complete a value that is begun, and leave a whole one and a bare word as they are', () => {
    expect(takesFirst('Enter', 'label:sh', completion)).toBe(true);
    expect(takesFirst('Enter', 'label:shirt', completion)).toBe(false);
    expect(takesFirst('Enter', 'sh', completion)).toBe(false);
  });
});
