import { type IssueCount, type IssueKind, isGroupKind } from '../../shared/issue.ts';
import type { Example, ReportIssue } from '../../shared/report.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { explainIssues, type FoundIssue } from '../dataset/explain-issues.ts';
import { readExamples } from '../index/report-examples.ts';
import type { ReportSource } from './report-source.ts';

const EXAMPLES = 4;
/** Of a group, so that one sees what is alike. */
const OF_A_GROUP = 2;

/** Every kind of issue with how many there are, and the worst of each with the reason in words. */
export async function collectIssues(dataset: Dataset, source: ReportSource): Promise<readonly ReportIssue[]> {
  const counts: readonly IssueCount[] = await dataset.query.call('issues', { query: null }, optionsOf(source));
  const issues: ReportIssue[] = [];
  for (const count of counts) {
    const found = count.samples === 0 ? [] : await worstOf(dataset, source, count.kind);
    issues.push({ ...count, examples: examplesOf(source, count.kind, found) });
  }
  return issues;
}

const optionsOf = ({ signal }: ReportSource): { readonly signal?: AbortSignal } => (signal === undefined ? {} : { signal });

/** Of group kinds two samples each of the first two groups. */
async function worstOf(dataset: Dataset, source: ReportSource, kind: IssueKind): Promise<readonly FoundIssue[]> {
  if (!isGroupKind(kind)) {
    const input = { kind, query: null, offset: 0, limit: EXAMPLES };
    const { ids, scores } = await dataset.query.call('rank', input, optionsOf(source));
    return Array.from(ids, (id, index) => ({ id, score: scores[index] ?? 0 }));
  }
  const input = { kind, query: null, onlyOpen: false, offset: 0, limit: EXAMPLES / OF_A_GROUP };
  const { ends, members } = await dataset.query.call('groups', input, optionsOf(source));
  const groups = Array.from(ends, (end, group) => members.subarray(group === 0 ? 0 : ends[group - 1], end));
  return groups.flatMap((group) => Array.from(group.subarray(0, OF_A_GROUP), (id) => ({ id, score: 0 })));
}

function examplesOf({ db }: ReportSource, kind: IssueKind, found: readonly FoundIssue[]): readonly Example[] {
  const explained = new Map(explainIssues(db, kind, found).map((issue) => [issue.sample.id, issue]));
  const ids = found.map(({ id }) => id);
  return readExamples(db, ids).map((sample) => {
    const issue = explained.get(sample.id);
    return { ...sample, score: isGroupKind(kind) ? null : (issue?.score ?? null), reason: issue?.reason ?? null };
  });
}
