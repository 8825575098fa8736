import { DEFAULT_CUTS, ISSUE_KINDS, isScoreKind } from '../../../src/shared/issue.ts';
import type { Report } from '../../../src/shared/report.ts';

const CUTS = { ...DEFAULT_CUTS, outlier: 0.2 };

/** A report with something in each of its parts, every name in it the same. */
export function madeUpReport(name: string): Report {
  const example = { id: 1, path: `${name}/${name}`, label: name, score: 0.5, reason: name, hasThumb: true };
  const channels = { pictures: 3, mean: [0.5, 0.4, 0.3], std: [0.2, 0.2, 0.2] } as const;
  return {
    name,
    folder: `/somewhere/${name}`,
    madeMs: 1_700_000_000_000,
    version: '1.2.3',
    samples: 4,
    bytes: 4000,
    needAttention: 2,
    statuses: [{ name: 'ok', samples: 4, bytes: 4000 }],
    formats: [{ name, samples: 4, bytes: 4000 }],
    splits: [{ name, samples: 4, bytes: 4000 }],
    classes: { splits: [name, null], rows: [{ class: name, samples: 4, counts: [3, 1] }], unlabeled: 1 },
    classIssues: [{ kind: 'class-name', class: name, score: 0.1, reason: `like “${name}”`, suggestion: name }],
    pictures: {
      pictures: 4,
      smallest: { width: 8, height: 8 },
      largest: { width: 64, height: 32 },
      median: { width: 16, height: 16 },
      common: [{ width: 16, height: 16, pictures: 3 }],
      distinct: 2,
      aspect: { edges: [0.5, 1, 2], counts: [1, 3], scale: 'log' },
      portrait: 1,
      square: 2,
      landscape: 1,
      cells: [{ x: 32, y: 32, pictures: 3 }],
      perOctave: 8,
    },
    files: {
      files: 4,
      empty: 1,
      smallest: 10,
      median: 900,
      largest: 2000,
      histogram: { edges: [10, 100], counts: [3], scale: 'log' },
    },
    channels: [
      { split: null, ...channels },
      { split: name, ...channels },
    ],
    issues: ISSUE_KINDS.map((kind) => ({
      kind,
      samples: 2,
      open: 1,
      groups: 1,
      openGroups: 1,
      kept: 1,
      cut: isScoreKind(kind) ? CUTS[kind] : null,
      defaultCut: isScoreKind(kind) ? CUTS[kind] : null,
      examples: [example],
    })),
    duplicates: {
      isSearched: true,
      all: { groups: 1, samples: 2, redundant: 1, redundantBytes: 100 },
      kinds: [{ kind: 'near', groups: 1, samples: 2, redundant: 1, redundantBytes: 100 }],
      leaks: {
        splits: [name, `${name}2`],
        groups: [
          [0, 1],
          [1, 0],
        ],
      },
    },
    decided: {
      decisions: 2,
      undone: 1,
      lastMs: 1_700_000_000_000,
      tags: [
        { name, samples: 2, bytes: 100 },
        { name: 'remove', samples: 1, bytes: 50 },
      ],
      kept: [{ kind: name, samples: 1 }],
      relabeled: 2,
      notDuplicates: 1,
    },
    runs: [{ id: 1, kind: name, version: name, startedMs: 1_700_000_000_000, seconds: 2, state: name }],
    faces: [example],
  };
}
