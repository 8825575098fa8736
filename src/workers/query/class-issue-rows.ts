import { type ClassCount, classIssues } from '../../shared/class-issues.ts';
import { bitsWhere } from './bits.ts';
import type { ColumnStore } from './column-store.ts';
import { withStatus } from './file-issues.ts';
import type { IssueRule } from './issue-finding.ts';

/** All samples of classes that have an issue as a whole. */
export function classRule(kind: 'class-imbalance' | 'class-name'): IssueRule {
  return {
    kind,
    columns: ['label', 'split', 'status'],
    find: async ({ store }) => {
      const { values: labels, codeOf } = labelCodes(store);
      const scores = new Map<number | null, number>();
      for (const issue of classIssues(classCounts(store))) {
        if (issue.kind !== kind) continue;
        const code = codeOf(issue.class);
        scores.set(code, Math.min(issue.score, scores.get(code) ?? 1));
      }
      const isMissing = withStatus(store, 'missing');
      const rows = bitsWhere(store.size, (row) => scores.has(labels[row] ?? 0) && !isMissing(row));
      return { rows, severity: (row) => scores.get(labels[row] ?? 0) ?? 0, cut: null, defaultCut: null, groups: null };
    },
  };
}

function labelCodes({ texts }: ColumnStore): { readonly values: Uint32Array; codeOf(name: string): number | null } {
  return { values: texts.label.values, codeOf: (name) => texts.label.codeOf(name) };
}

/** Samples that are there by class and split. Needs the columns label, split and status. */
export function classCounts(store: ColumnStore): readonly ClassCount[] {
  const { label, split } = store.texts;
  const width = split.dictionary.length;
  const counts = new Uint32Array(label.dictionary.length * width);
  const isMissing = withStatus(store, 'missing');
  for (let row = 0; row < store.size; row++) {
    if (isMissing(row)) continue;
    const cell = (label.values[row] ?? 0) * width + (split.values[row] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return label.dictionary.flatMap((name, code) => {
    if (name === null) return [];
    const inSplit = split.dictionary.map((splitName, at) => [splitName ?? '', counts[code * width + at] ?? 0] as const);
    return [{ class: name, bySplit: Object.fromEntries(inSplit.filter(([, count]) => count > 0)) }];
  });
}
