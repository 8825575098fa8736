import { describe, expect, it } from 'vitest';
import { issueSections, kindsFound, neighbourKind } from '../../../src/renderer/issues/issue-rows.ts';
import { ISSUE_KINDS, type IssueCount, type IssueKind, isScoreKind } from '../../../src/shared/issue.ts';

const NONE = { samples: 0, open: 0, groups: 0, openGroups: 0, kept: 0, cut: null, defaultCut: null };

function counts(found: Readonly<Partial<Record<IssueKind, Partial<IssueCount>>>>): readonly IssueCount[] {
  return ISSUE_KINDS.map((kind) => ({ ...NONE, defaultCut: isScoreKind(kind) ? 0.5 : null, kind, ...found[kind] }));
}

describe('issueSections', () => {
  it('tells what was found from what was looked for, by section and in the order of kinds', () => {
    const sections = issueSections(
      counts({
        blurry: { samples: 40, open: 12 },
        'class-name': { samples: 50, open: 44, groups: 2, openGroups: 2 },
        dark: { samples: 3, open: 3 },
        'near-duplicate': { samples: 9, open: 4, groups: 4, openGroups: 2 },
      }),
    );
    expect(sections.map(({ section, found }) => [section, found])).toEqual([
      ['files', []],
      ['duplicates', [{ kind: 'near-duplicate', open: 2, total: 4, noun: 'group' }]],
      ['labels', []],
      ['embedding', []],
      [
        'images',
        [
          { kind: 'dark', open: 3, total: 3, noun: 'sample' },
          { kind: 'blurry', open: 12, total: 40, noun: 'sample' },
        ],
      ],
      ['classes', [{ kind: 'class-name', open: 2, total: 2, noun: 'class' }]],
    ]);
    const kinds = sections.flatMap(({ found, clean }) => [...found.map(({ kind }) => kind), ...clean]);
    expect(kinds.toSorted()).toEqual([...ISSUE_KINDS].sort());
  });

  it('does not say that labels are right where there are no predictions, nor that annotators agree where there are none', () => {
    const labels = (found: Partial<IssueCount>, ofAnnotators: Partial<IssueCount>) =>
      issueSections(counts({ label: found, 'annotator-disagreement': ofAnnotators })).find(({ section }) => section === 'labels');
    expect(labels({ needs: 'predictions' }, { needs: 'annotations' })).toEqual({
      ...{ section: 'labels', found: [], clean: ['box'], unknown: ['label', 'annotator-disagreement'] },
    });
    expect(labels({}, {})).toEqual({
      ...{ section: 'labels', found: [], clean: ['label', 'annotator-disagreement', 'box'], unknown: [] },
    });
  });

  it('does not speak of boxes where there are none', () => {
    const [labels] = issueSections(counts({ box: { needs: 'boxes' } })).filter(({ section }) => section === 'labels');
    expect(labels).toEqual({ section: 'labels', found: [], clean: ['label', 'annotator-disagreement'], unknown: [] });
  });

  it('does not say that there are no outliers where nothing was embedded', () => {
    const embedding = (found: Parameters<typeof counts>[0]) =>
      issueSections(counts(found)).find(({ section }) => section === 'embedding');
    expect(embedding({})).toMatchObject({ found: [], clean: ['outlier'], unknown: [] });
    expect(embedding({ outlier: { defaultCut: null } })).toMatchObject({ found: [], clean: [], unknown: ['outlier'] });
  });

  it('counts kinds whose samples were all said to be fine as not found', () => {
    expect(kindsFound(counts({ blurry: { kept: 4 }, corrupt: { samples: 1 } }))).toBe(1);
  });
});

describe('neighbourKind', () => {
  const found = counts({
    corrupt: { samples: 1 },
    dark: { samples: 2 },
    leak: { groups: 1 },
    'class-name': { samples: 9, groups: 2, openGroups: 2 },
  });

  it('goes through the kinds in the order of the panel and round its end, classes left out', () => {
    expect([neighbourKind(found, 'corrupt', 1), neighbourKind(found, 'leak', 1), neighbourKind(found, 'dark', 1)]).toEqual([
      'leak',
      'dark',
      'corrupt',
    ]);
    expect(neighbourKind(found, 'corrupt', -1)).toBe('dark');
  });

  it('leads from a kind that has nothing left to one that has', () => {
    expect(neighbourKind(found, 'blurry', 1)).toBe('corrupt');
    expect(neighbourKind(counts({ dark: { samples: 1 } }), 'dark', 1)).toBeNull();
  });
});
