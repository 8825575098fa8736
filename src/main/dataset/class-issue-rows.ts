import type { ClassIssue } from '../../shared/class-issues.ts';
import type { IssueKind, IssueRow } from '../../shared/issue.ts';

export const CLASS_KINDS = ['class-imbalance', 'class-name'] as const satisfies readonly IssueKind[];
type ClassKind = (typeof CLASS_KINDS)[number];

export const isClassKind = (kind: IssueKind): kind is ClassKind => (CLASS_KINDS as readonly IssueKind[]).includes(kind);

/** One row a class. */
export function classRow({ kind, class: name, score, reason, suggestion }: ClassIssue): IssueRow {
  return { kind, path: null, score, reason, class: name, ...(suggestion === null ? {} : { suggestion }) };
}
