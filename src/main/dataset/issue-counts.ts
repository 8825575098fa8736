import type { ClassIssue } from '../../shared/class-issues.ts';
import type { IssueCount } from '../../shared/issue.ts';
import type { Query } from '../../shared/query.ts';
import { isClassKind } from './class-issue-rows.ts';
import { classIssuesOf } from './class-issues-of.ts';
import type { Dataset } from './dataset.ts';

/** How many samples and groups have an issue of each kind, in order; of kinds about classes, how many classes are meant as groups. */
export async function countIssues(dataset: Dataset, query: Query | null, signal?: AbortSignal): Promise<readonly IssueCount[]> {
  const options = signal === undefined ? {} : { signal };
  const [counts, classes] = await Promise.all([dataset.query.call('issues', { query }, options), classIssuesOf(dataset, query)]);
  return counts.map((count) => (isClassKind(count.kind) ? withClasses(count, classes) : count));
}

function withClasses(count: IssueCount, classes: readonly ClassIssue[]): IssueCount {
  const groups = classes.filter(({ kind }) => kind === count.kind).length;
  return { ...count, groups, openGroups: groups };
}
