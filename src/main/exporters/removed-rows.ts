import type { LeftOutReason, LineageDecision, RemovedRow } from '../../shared/export.ts';
import { isIssueKind } from '../../shared/issue.ts';
import type { ExportRow } from '../index/export-rows.ts';
import type { TagDecisions } from '../index/standing-decisions.ts';

/** Statuses that are issues too. */
const STATUS_ISSUES: ReadonlySet<string> = new Set(['corrupt', 'unsupported']);

export interface RemovedTask {
  readonly decisions: TagDecisions;
  readonly issuesOf: ((id: number) => readonly string[]) | undefined;
}

/** What the lineage says of a sample that is left out. */
export function removedRow(row: ExportRow, reason: LeftOutReason, { decisions, issuesOf }: RemovedTask): RemovedRow {
  const { id, path: source, contentHash: sha256, reason: detail, label, split, tags } = row;
  const decision = decisions.decisionOf(id, tags);
  const issues = issuesOf?.(id) ?? (STATUS_ISSUES.has(row.status) ? [row.status] : []);
  const issue = issueOfDecision(decision) ?? issues[0] ?? null;
  return { source, sha256, reason, detail, label, split, tags, decision, issue, issues };
}

/** The kind of issue whose samples a decision was about; null: it says none. */
export function issueOfDecision(decision: LineageDecision | null): string | null {
  const [, kind] = /(?:^|[\s(])issue:"?([a-z-]+)/.exec(decision?.query ?? '') ?? [];
  return kind !== undefined && isIssueKind(kind) ? kind : null;
}
