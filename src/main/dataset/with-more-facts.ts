import type { IssueKind } from '../../shared/issue.ts';
import { withBoxFaults } from './box-faults.ts';
import type { Dataset } from './dataset.ts';
import type { FoundIssue } from './explain-issues.ts';
import { withLabelDoubts } from './label-doubts.ts';

/** What the query worker knows of issues of some kinds, beyond how bad they are. */
export async function withMoreFacts(
  dataset: Dataset,
  kind: IssueKind,
  found: readonly FoundIssue[],
): Promise<readonly FoundIssue[]> {
  if (kind === 'label') return withLabelDoubts(dataset, found);
  return kind === 'box' ? withBoxFaults(dataset, found) : found;
}
