import type { IssueCount, IssueKind } from '../../shared/issue.ts';
import { isGroupKind } from '../../shared/issue.ts';
import type { Example, ReportIssue } from '../../shared/report.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { readExamples } from '../index/report-examples.ts';
import type { ReportSource } from './report-source.ts';

const EXAMPLES = 4;

/** Every kind of issue with how many there are, and the worst of each. */
export async function collectIssues(dataset: Dataset, source: ReportSource): Promise<readonly ReportIssue[]> {
  const options = source.signal === undefined ? {} : { signal: source.signal };
  const counts: readonly IssueCount[] = await dataset.query.call('issues', { query: null }, options);
  const issues: ReportIssue[] = [];
  for (const count of counts) {
    const examples = count.samples === 0 ? [] : await examplesOf(dataset, source, count.kind);
    issues.push({ ...count, examples });
  }
  return issues;
}

/** Of group kinds two samples each of the worst two groups, so that one sees what is alike. */
async function examplesOf(dataset: Dataset, { db, signal }: ReportSource, kind: IssueKind): Promise<readonly Example[]> {
  const options = signal === undefined ? {} : { signal };
  if (isGroupKind(kind)) {
    const input = { kind, query: null, onlyOpen: false, offset: 0, limit: EXAMPLES / 2 };
    const { ends, members } = await dataset.query.call('groups', input, options);
    const ids = [...ends].flatMap((end, group) => [...members.subarray(group === 0 ? 0 : ends[group - 1], end)].slice(0, 2));
    return readExamples(db, ids).map((example) => ({ ...example, score: null }));
  }
  const { ids, scores } = await dataset.query.call('rank', { kind, query: null, offset: 0, limit: EXAMPLES }, options);
  const scoreOf = new Map(Array.from(ids, (id, index) => [id, scores[index] ?? null]));
  return readExamples(db, [...ids]).map((example) => ({ ...example, score: scoreOf.get(example.id) ?? null }));
}
