import { type ClassCount, classIssues } from '../../shared/class-issues.ts';
import { MOST_SPLITS } from '../../shared/rare-classes.ts';
import { type Bits, bitsWhere, hasBit } from './bits.ts';
import type { ColumnName, ColumnStore } from './column-store.ts';
import { withStatus } from './file-issues.ts';
import type { IssueRule } from './issue-finding.ts';

/** All samples of classes that have an issue as a whole. */
export function classRule(kind: 'class-imbalance' | 'class-name'): IssueRule {
  return {
    kind,
    columns: CLASS_COLUMNS,
    find: async ({ store }) => {
      const { label } = store.texts;
      const labels = label.values;
      const scores = new Map<number | null, number>();
      for (const issue of classIssues(classCounts(store, null))) {
        if (issue.kind !== kind) continue;
        const code = label.codeOf(issue.class);
        scores.set(code, Math.min(issue.score, scores.get(code) ?? 1));
      }
      const isMissing = withStatus(store, 'missing');
      const rows = bitsWhere(store.size, (row) => scores.has(labels[row] ?? 0) && !isMissing(row));
      return { rows, severity: (row) => scores.get(labels[row] ?? 0) ?? 0, cut: null, defaultCut: null, groups: null };
    },
  };
}

/** What `classCounts` looks at. */
export const CLASS_COLUMNS = ['label', 'split', 'status'] as const satisfies readonly ColumnName[];

/** Samples that are there by class and split; of too many splits as if there were none. @param among null: all */
export function classCounts(store: ColumnStore, among: Bits | null): readonly ClassCount[] {
  const { label, split } = store.texts;
  const splits = split.dictionary.length - 1 > MOST_SPLITS ? [null] : split.dictionary;
  const width = splits.length;
  const counts = new Uint32Array(label.dictionary.length * width);
  const isMissing = withStatus(store, 'missing');
  for (let row = 0; row < store.size; row++) {
    if (isMissing(row) || (among !== null && !hasBit(among, row))) continue;
    const cell = (label.values[row] ?? 0) * width + (width === 1 ? 0 : (split.values[row] ?? 0));
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return label.dictionary.flatMap((name, code) => {
    if (name === null) return [];
    const inSplit = splits.map((splitName, at) => [splitName ?? '', counts[code * width + at] ?? 0] as const);
    return [{ class: name, bySplit: Object.fromEntries(inSplit.filter(([, count]) => count > 0)) }];
  });
}
