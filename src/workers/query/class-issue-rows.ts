import { type ClassCount, classIssues } from '../../shared/class-issues.ts';
import { MOST_SPLITS } from '../../shared/rare-classes.ts';
import { type Bits, bitsWhere, eachBit, hasBit, subtract, unite } from './bits.ts';
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
      const ofCode = new Map<number | null, number>();
      const ofBoxes: { readonly score: number; readonly rows: Bits }[] = [];
      for (const issue of classIssues(classCounts(store, null))) {
        if (issue.kind !== kind) continue;
        const code = label.codeOf(issue.class);
        ofCode.set(code, Math.min(issue.score, ofCode.get(code) ?? 1));
        const rows = store.boxClasses.sets.get(issue.class);
        if (rows !== undefined) ofBoxes.push({ score: issue.score, rows });
      }
      const rows = bitsWhere(store.size, (row) => ofCode.has(labels[row] ?? 0));
      for (const each of ofBoxes) unite(rows, each.rows);
      subtract(rows, bitsWhere(store.size, withStatus(store, 'missing')));
      const severity = (row: number): number =>
        Math.min(ofCode.get(labels[row] ?? 0) ?? 1, ...ofBoxes.map((each) => (hasBit(each.rows, row) ? each.score : 1)));
      return { rows, severity, cut: null, defaultCut: null, groups: null };
    },
  };
}

/** What `classCounts` looks at. */
export const CLASS_COLUMNS = ['label', 'boxClass', 'split', 'status'] as const satisfies readonly ColumnName[];

/**
 * Samples that are there by class and split, by their label and by the boxes given; of too many splits as if there were none.
 * @param among null: all
 */
export function classCounts(store: ColumnStore, among: Bits | null): readonly ClassCount[] {
  const { label, split } = store.texts;
  const splits = split.dictionary.length - 1 > MOST_SPLITS ? [null] : split.dictionary;
  const width = splits.length;
  const isMissing = withStatus(store, 'missing');
  const isMeant = (row: number): boolean => !isMissing(row) && (among === null || hasBit(among, row));
  const splitOf = (row: number): number => (width === 1 ? 0 : (split.values[row] ?? 0));
  const counts = new Uint32Array(label.dictionary.length * width);
  for (let row = 0; row < store.size; row++) {
    if (!isMeant(row)) continue;
    const cell = (label.values[row] ?? 0) * width + splitOf(row);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  const byClass = new Map<string, Uint32Array>();
  for (const [code, name] of label.dictionary.entries()) {
    if (name !== null) byClass.set(name, counts.subarray(code * width, (code + 1) * width));
  }
  for (const [name, rows] of store.boxClasses.sets) {
    const code = label.codeOf(name);
    const ofClass = byClass.get(name) ?? new Uint32Array(width);
    byClass.set(name, ofClass);
    eachBit(rows, (row) => {
      if (row < store.size && isMeant(row) && (code === null || label.values[row] !== code)) {
        ofClass[splitOf(row)] = (ofClass[splitOf(row)] ?? 0) + 1;
      }
    });
  }
  return Array.from(byClass, ([name, ofClass]) => {
    const inSplit = splits.map((splitName, at) => [splitName ?? '', ofClass[at] ?? 0] as const);
    return { class: name, bySplit: Object.fromEntries(inSplit.filter(([, count]) => count > 0)) };
  });
}
