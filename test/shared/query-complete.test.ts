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

  it('offers fields of annotation files by name, and their values', () => {
    const camera = {
      field: 'field.camera',
      values: [
        { value: 'canon', count: 4 },
        { value: 'a b', count: 2 },
        { value: null, count: 1 },
      ],
    } as const;
    const found = { ...values, carried: ['camera', 'shot by'], facets: [camera] };
    const inserts = (text: string) => completeQuery(text, text.length, found).options.map(({ insert }) => insert);
    expect(inserts('fie')).toEqual(['field.']);
    expect(completeQuery('fie', 3, values).options).toEqual([]);
    expect(inserts('field.')).toEqual(['field.camera:', '"field.shot by":']);
    expect(inserts('"field.sh')).toEqual(['"field.shot by":']);
    expect(inserts('cam')).toEqual(['field.camera:']);
    expect(inserts('field.camera:')).toEqual(['field.camera:canon', 'field.camera:"a b"']);
    expect(inserts('field.camera!=c')).toEqual(['field.camera!=canon']);
    expect(inserts('can')).toEqual(['field.camera:canon']);
    expect(inserts('sort:-field.c')).toEqual(['sort:-field.camera']);
  });

  it('counts values among the samples that the rest leaves, most frequent first', () => {
    const label = {
      field: 'label',
      values: [
        { value: 'bobcat', count: 9 },
        { value: 'cat', count: 3 },
      ],
    } as const;
    const { options } = completeQuery('label:', 6, { ...values, facets: [label] });
    expect(options.map((option) => [option.label, option.count])).toEqual([
      ['bobcat', 9],
      ['cat', 3],
      ['Caterpillar', 0],
      ['sea lion', 0],
    ]);
  });

  it('offers what says the class too where it can be compared, and what it is called where it is a class', () => {
    expect(taken('label!=|').slice(0, 3)).toEqual(['label!=prediction', 'label!=consensus', 'label!=cat']);
    expect(taken('consensus=pre|')).toEqual(['consensus=prediction']);
    expect(taken('label:pre|')).toEqual([]);
    const odd = completeQuery('label=pre', 9, { ...values, classes: ['prediction'] });
    expect(odd.options.map(({ insert }) => insert)).toEqual(['label=prediction', 'label="prediction"']);
    expect(completeQuery('label!=', 7, { ...values, runs: [], hasAnnotations: false }).options[0]?.insert).toBe('label!=cat');
  });

  it('leaves out what the dataset has nothing of', () => {
    const inserts = (text: string, more: object) =>
      completeQuery(text, text.length, { ...values, ...more }).options.map(({ insert }) => insert);
    expect(inserts('pre', { runs: [], predicted: [] })).toEqual([]);
    expect(inserts('con', { hasAnnotations: false })).toEqual(['confidence<', 'score.consensus<']);
    expect(inserts('boxe', { hasBoxes: false })).toEqual([]);
  });

  it('replaces the whole term around the caret and nothing else', () => {
    expect(taken('a label:c|xx) b')[0]).toBe('a label:cat) b');
    expect(taken('label:"se|a x" tag:remove')[0]).toBe('label:"sea lion" tag:remove');
    expect(taken('label:"se| tag:remove')[0]).toBe('label:"sea lion" tag:remove');
  });
});
