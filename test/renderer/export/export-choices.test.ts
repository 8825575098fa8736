import { describe, expect, it } from 'vitest';
import {
  defaultOut,
  leftOutTexts,
  nameProblem,
  outPath,
  queryOfScope,
  strippedTexts,
  stripText,
  withPrivateMetadata,
} from '../../../src/renderer/export/export-choices.ts';
import { DEFAULT_QUERY } from '../../../src/shared/query.ts';
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

describe('private metadata', () => {
  it('are asked for within what is exported', () => {
    expect(printQuery(withPrivateMetadata(queryOfScope('clean', DEFAULT_QUERY)))).toBe('-tag:remove issue:private-metadata');
    expect(printQuery(withPrivateMetadata(DEFAULT_QUERY))).toBe('issue:private-metadata');
  });

  it('are said to be in so many samples, or that links cannot be stripped', () => {
    expect(stripText('copy', 1200)).toMatch(/^GPS positions, .* of 1,200 samples\./);
    expect(stripText('copy', 0)).toBe('No sample to be exported has any.');
    expect(stripText('copy', null)).toMatch(/^GPS positions, serial numbers, names and places\./);
    expect(stripText('hardlink', 12)).toMatch(/^Only copies can be stripped/);
  });

  it('are told of afterwards, those that stay too', () => {
    expect(strippedTexts({})).toEqual([]);
    expect(strippedTexts({ privateMetadata: { stripped: 0, kept: {} } })).toEqual(['No file had private metadata to strip.']);
    expect(strippedTexts({ privateMetadata: { stripped: 1, kept: { TIFF: 3, AVIF: 1 } } })).toEqual([
      'Private metadata stripped from 1 file.',
      '3 TIFF files keep their metadata.',
      '1 AVIF file keeps its metadata.',
    ]);
  });
});
