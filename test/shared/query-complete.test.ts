import { describe, expect, it } from 'vitest';
import { completeQuery } from '../../src/shared/query-complete.ts';

const values = {
  classes: ['cat', 'Caterpillar', 'sea lion', 'bobcat'],
  splits: ['train', 'val'],
  tags: ['remove', 'catalogue'],
  statuses: ['ok', 'corrupt'],
  formats: ['jpeg'],
};

/** `|` marks the caret. @returns the text after taking each option */
function taken(marked: string): readonly string[] {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { start, end, options } = completeQuery(text, caret, values);
  return options.map(({ insert }) => text.slice(0, start) + insert + text.slice(end));
}

describe('completeQuery', () => {
  it('offers fields at the start of a term', () => {
    expect(taken('|')).toContain('label:');
    expect(taken('cat s|')).toEqual(expect.arrayContaining(['cat split:', 'cat status:', 'cat sort:', 'cat sizeBytes<']));
    expect(taken('cat (-la|')).toEqual(['cat (-label:']);
  });

  it('offers the values of a field, beginnings first, quoted where needed', () => {
    expect(taken('label:CAT|')).toEqual(['label:cat', 'label:Caterpillar', 'label:bobcat']);
    expect(taken('label:sea|')).toEqual(['label:"sea lion"']);
    expect(taken('x -label:"sea l|')).toEqual(['x -label:"sea lion"']);
    expect(taken('status:|')).toEqual(['status:ok', 'status:corrupt']);
    expect(taken('is:unt|')).toEqual(['is:untagged']);
    expect(taken('sort:-wi|')).toEqual(['sort:-width']);
    expect(taken('nonsense:a|')).toEqual([]);
  });

  it('offers terms for a word that begins a value', () => {
    expect(taken('rem|')).toEqual(['tag:remove']);
    expect(taken('bob|')).toEqual(['label:bobcat']);
  });

  it('replaces the whole term around the caret and nothing else', () => {
    expect(taken('a label:c|xx) b')[0]).toBe('a label:cat) b');
    expect(taken('label:"se|a x" tag:remove')[0]).toBe('label:"sea lion" tag:remove');
    expect(taken('label:"se| tag:remove')[0]).toBe('label:"sea lion" tag:remove');
  });
});
