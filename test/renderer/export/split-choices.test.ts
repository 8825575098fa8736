import { describe, expect, it } from 'vitest';
import { FIRST_CHOICES, lackingText, leaksText, rulesOf, type SplitChoices } from '../../../src/renderer/export/split-choices.ts';
import type { SplitReport } from '../../../src/shared/split.ts';

const NEW: SplitChoices = { ...FIRST_CHOICES, mode: 'new' };

describe('what is chosen of splits', () => {
  it('is rules that can be asked for', () => {
    expect(rulesOf(FIRST_CHOICES)).toEqual({ rules: { mode: 'keep' } });
    expect(rulesOf({ ...FIRST_CHOICES, mode: 'repair', isByFolder: true, field: 'label', pattern: '^a' })).toEqual({
      rules: {
        mode: 'repair',
        groupBy: [{ by: 'folder' }, { by: 'field', field: 'label' }, { by: 'name', pattern: '^a' }],
        seed: 0,
      },
    });
    const shares = [
      { name: 'train', share: 0.8 },
      { name: 'val', share: 0.1 },
      { name: 'test', share: 0.1 },
    ];
    expect(rulesOf(NEW)).toEqual({ rules: { mode: 'new', shares, balance: 'stratified', groupBy: [], seed: 0 } });
  });

  it('or says in words what is wrong', () => {
    const withRows = (...rows: readonly (readonly [string, number | null])[]) =>
      rulesOf({ ...NEW, rows: rows.map(([name, percent], key) => ({ key, name, percent })) });
    expect(withRows(['train', 80])).toEqual({ problem: 'The shares sum to 80%; expected 100%.' });
    expect(withRows(['train', 50], ['train ', 50])).toEqual({ problem: expect.stringMatching(/^Two splits are named “train”/) });
    expect(withRows(['train', 100], [' ', 0])).toEqual({ problem: 'Every split needs a name.' });
    expect(withRows(['train', 100], ['val', null])).toEqual({ problem: '“val” needs a share above 0%.' });
    expect(withRows(['a', 33.33], ['b', 33.33], ['c', 33.33])).toHaveProperty('rules');
    expect(rulesOf({ ...NEW, seed: null })).toEqual({ problem: expect.stringMatching(/^The seed is missing/) });
    expect(rulesOf({ ...NEW, pattern: '(' })).toEqual({ problem: expect.stringMatching(/Unterminated group/) });
    // Nothing of it is asked for where splits are kept.
    expect(rulesOf({ ...NEW, mode: 'keep', seed: null, pattern: '(' })).toHaveProperty('rules');
  });
});

const REPORT: SplitReport = {
  splits: [
    { name: 'train', count: 1200, target: null },
    { name: 'val', count: 1, target: null },
  ],
  unsplit: 0,
  classes: [
    { label: 'cat', counts: [1200, 0], unsplit: 0, largestGroup: 2 },
    { label: null, counts: [0, 1], unsplit: 0, largestGroup: 1 },
  ],
  keptTogether: [],
  moves: 0,
  leaks: { groups: 0, samples: 0 },
};

describe('what splits are said to be', () => {
  it('tells leaks, or what stays together', () => {
    expect(leaksText({ ...REPORT, leaks: { groups: 2, samples: 1005 } })).toBe(
      '2 groups of duplicates are in two splits or more: 1,005 samples.',
    );
    expect(leaksText(REPORT)).toBe('No leaks: nothing has to stay together.');
    const keptTogether = [
      { by: 'duplicates', groups: 1, samples: 2 },
      { by: 'name', groups: 3, samples: 9 },
    ];
    expect(leaksText({ ...REPORT, keptTogether })).toBe(
      'No leaks: 1 group of duplicates (2 samples), 3 groups by file name (9 samples) stay together.',
    );
    expect(leaksText({ ...REPORT, splits: [] })).toBe('No sample is in a split.');
  });

  it('tells which splits lack classes; no label is none', () => {
    expect(lackingText(REPORT)).toBe('val lacks 1 class.');
    expect(lackingText({ ...REPORT, classes: [] })).toBeNull();
  });
});
