import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { describeSplit } from '../../../src/main/cli/describe-split.ts';
import { addSplitOptions, type SplitOptions, splitOptionsProblem, splitRulesOf } from '../../../src/main/cli/split-options.ts';
import type { SplitReport } from '../../../src/shared/split.ts';

function parsed(...args: readonly string[]): SplitOptions {
  const command = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  addSplitOptions(command);
  return command.parse(args, { from: 'user' }).opts<SplitOptions>();
}

describe('options of splits', () => {
  it('say which rules', () => {
    expect(splitRulesOf(parsed())).toEqual({ mode: 'keep' });
    expect(splitRulesOf(parsed('--splits', 'repair', '--group-by', 'folder'))).toEqual({
      mode: 'repair',
      groupBy: [{ by: 'folder' }],
      seed: 0,
    });
    const args = ['--splits', 'train=.8, val=.1,a=b=.1', '--seed', '7', '--split-by', 'random'];
    expect(
      splitRulesOf(parsed(...args, '--group-by', 'duplicates,label,field.patient,time:30,time:0.5/folder,name:^(a,b)+')),
    ).toEqual({
      mode: 'new',
      shares: [
        { name: 'train', share: 0.8 },
        { name: 'val', share: 0.1 },
        { name: 'a=b', share: 0.1 },
      ],
      balance: 'random',
      groupBy: [
        { by: 'field', field: 'label' },
        { by: 'field', field: 'field.patient' },
        { by: 'time', seconds: 30, isPerFolder: false },
        { by: 'time', seconds: 0.5, isPerFolder: true },
        { by: 'name', pattern: '^(a,b)+' },
      ],
      seed: 7,
    });
  });

  it.each([
    [['--splits', 'train=.8,val=.1'], /sum to 90%; expected 100%/],
    [['--splits', 'train=.5,train=.5'], /Two splits are named “train”/],
    [['--splits', 'train=80,val=20'], /"train=80" is no share/],
    [['--splits', 'half'], /"half" is no share/],
    [['--seed', '-1'], /whole number/],
    [['--group-by', 'foldr'], /no "foldr" to group by. Did you mean "folder"/],
    [['--group-by', 'time:soon'], /"time:soon" is no gap in time; expected seconds such as time:30/],
    [['--group-by', 'name:('], /Unterminated group/],
  ])('%j are refused in words', (args, message) => {
    expect(() => parsed(...args)).toThrow(message);
  });

  it('that say nothing with the others are refused', () => {
    expect(splitOptionsProblem(parsed('--seed', '1'))).toMatch(/^--seed needs --splits/);
    expect(splitOptionsProblem(parsed('--group-by', 'folder'))).toMatch(/^--group-by needs --splits/);
    expect(splitOptionsProblem(parsed('--splits', 'repair', '--split-by', 'random'))).toMatch(/^--split-by needs --splits/);
    expect(splitOptionsProblem(parsed('--splits', 'repair', '--seed', '1'))).toBeNull();
    expect(splitOptionsProblem(parsed())).toBeNull();
  });
});

const REPORT: SplitReport = {
  splits: [
    { name: 'train', count: 8, target: 7.5 },
    { name: 'val', count: 2, target: 2.5 },
  ],
  unsplit: 0,
  classes: [
    { label: 'cat', counts: [6, 1], unsplit: 0, largestGroup: 2 },
    { label: null, counts: [2, 1], unsplit: 0, largestGroup: 1 },
  ],
  keptTogether: [{ by: 'duplicates', groups: 1, samples: 2 }],
  moves: null,
  leaks: { groups: 0, samples: 0 },
};

describe('a split for a person', () => {
  it('is a table of classes, what was kept together and what leaks', () => {
    const rules = splitRulesOf(parsed('--splits', 'train=.75,val=.25', '--group-by', 'folder'));
    expect(describeSplit({ rules, report: REPORT }).join('')).toBe(
      [
        '  splits: new, stratified, grouped by duplicates, folder, seed 0',
        '    class       train  val',
        '    cat             6    1',
        '    (no label)      2    1',
        '  kept together: 1 group of duplicates (2 samples)',
        '  leaks that remain: none',
        '',
      ].join('\n'),
    );
  });

  it('that is kept says only what leaks, and how to mend it', () => {
    const leaky = { ...REPORT, leaks: { groups: 2, samples: 5 } };
    expect(describeSplit({ rules: { mode: 'keep' }, report: leaky }).join('')).toBe(
      '  leaks that remain: 2 groups of duplicates in two splits or more (5 samples); --splits repair moves the fewest samples\n',
    );
    expect(describeSplit({ rules: { mode: 'keep' }, report: { ...REPORT, splits: [] } })).toEqual([]);
  });

  it('says what is counted where samples have boxes and no label', () => {
    const rules = splitRulesOf(parsed('--splits', 'train=.75,val=.25'));
    const text = describeSplit({ rules, report: { ...REPORT, boxed: 7 } }).join('');
    expect(text).toContain('classes: of boxes; a sample counts once for each class it has a box of');
    expect(text).toMatch(/\(no box\) +2 +1/);
  });
});
