import { describe, expect, it } from 'vitest';
import { defaultOut, leftOutTexts, nameProblem, outPath, queryOfScope } from '../../../src/renderer/export/export-choices.ts';
import { parseQuery } from '../../../src/shared/query-language.ts';
import { printQuery } from '../../../src/shared/query-print.ts';

describe('queryOfScope', () => {
  const parsed = parseQuery('label:cat');
  if (!parsed.ok) throw new Error(parsed.message);

  it('is what is not tagged remove, what is shown, or everything', () => {
    expect(printQuery(queryOfScope('clean', parsed.query))).toBe('-tag:remove');
    expect(queryOfScope('query', parsed.query)).toBe(parsed.query);
    expect(printQuery(queryOfScope('all', parsed.query))).toBe('');
  });
});

describe('where it goes', () => {
  it('is a new folder beside the dataset', () => {
    const { parent, name } = defaultOut('/home/me/cats');
    expect(outPath(parent, name)).toBe('/home/me/cats-clean');
    expect(outPath('/', ' x ')).toBe('/x');
  });

  it('has a name that is one folder', () => {
    expect(nameProblem('cats-clean')).toBeNull();
    for (const name of ['', '  ', '..', '.', 'a/b', 'a\\b']) expect(nameProblem(name)).not.toBeNull();
  });
});

it('leftOutTexts has the most frequent reason first and none that is zero', () => {
  expect(leftOutTexts({ leftOut: { corrupt: 3, 'not in the query': 1200, missing: 0 } })).toEqual([
    '1,200 not asked for',
    '3 corrupt',
  ]);
  expect(leftOutTexts({ leftOut: {} })).toEqual([]);
});
