import { describe, expect, it } from 'vitest';
import { completeQuery } from '../../src/shared/query-complete.ts';
import { parseQuery } from '../../src/shared/query-language.ts';

const values = {
  classes: ['cat', 'Caterpillar', 'sea lion', 'bobcat'],
  splits: ['train', 'val'],
  tags: ['remove', 'catalogue'],
  statuses: ['ok', 'corrupt'],
  formats: ['jpeg'],
  predicted: ['cat', 'sea lion'],
  runs: ['resnet 50', 'vit'],
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
    expect(taken('las|')).toEqual(['lasso:']);
    expect(taken('map|')).toEqual(['map.']);
    expect(taken('map.|')).toEqual(['map.x>', 'map.y>']);
    expect(taken('cat s|')).toEqual(expect.arrayContaining(['cat split:', 'cat status:', 'cat sort:', 'cat sizeBytes<']));
    expect(taken('cat (-la|')).toEqual([
      ...['cat (-label:', 'cat (-lasso:'],
      ...['cat (-issue:label-conflict', 'cat (-issue:label'],
    ]);
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

  it('offers issues and scores by name, and scores once their first word is typed', () => {
    expect(taken('issue:bl|')).toEqual(['issue:blurry']);
    expect(taken('-issue:dup|')).toEqual(['-issue:exact-duplicate', '-issue:pixel-duplicate', '-issue:near-duplicate']);
    expect(taken('sco|')).toEqual(['score.']);
    expect(taken('cat score.odd|')).toEqual(['cat score.odd-size<', 'cat score.odd-aspect-ratio<', 'cat score.odd-file-size<']);
    expect(taken('group.n|')).toEqual(['group.near=']);
    expect(taken('blu|')).toEqual(['issue:blurry', 'score.blurry<']);
    expect(taken('uniq|')).toEqual(['score.uniqueness>']);
    expect(taken('sort:-score.dar|')).toEqual(['sort:-score.dark']);
    expect(taken('sort:-sim|')).toEqual(['sort:-similar:']);
    const { options } = completeQuery('issue:leak', 10, values);
    expect(options).toEqual([{ insert: 'issue:leak', label: 'leak', hint: 'Leaks across splits' }]);
    for (const { insert } of completeQuery('score.', 6, values).options) expect(parseQuery(`${insert}0.3`).ok).toBe(true);
  });

  it('offers terms for a word that begins a value', () => {
    expect(taken('rem|')).toEqual(['tag:remove']);
    expect(taken('bob|')).toEqual(['label:bobcat']);
  });

  it('offers the classes and the names of runs', () => {
    expect(taken('prob.|')).toEqual(['prob.cat<', '"prob.sea lion"<']);
    expect(taken('x prob.sea|')).toEqual(['x "prob.sea lion"<']);
    expect(taken('"prob.sea l|')).toEqual(['"prob.sea lion"<']);
    expect(taken('prediction:s|')).toEqual(['prediction:"sea lion"']);
    expect(taken('run:|')).toEqual(['run:"resnet 50"', 'run:vit']);
    expect(taken('sort:-prob.c|')).toEqual(['sort:-prob.cat']);
    expect(taken('score.self|')).toEqual(['score.self-confidence<']);
    expect(taken('is:unp|')).toEqual(['is:unpredicted']);
  });

  it('replaces the whole term around the caret and nothing else', () => {
    expect(taken('a label:c|xx) b')[0]).toBe('a label:cat) b');
    expect(taken('label:"se|a x" tag:remove')[0]).toBe('label:"sea lion" tag:remove');
    expect(taken('label:"se| tag:remove')[0]).toBe('label:"sea lion" tag:remove');
  });
});
