import { ISSUE_KINDS, isScoreKind, type SampleIssue } from '../../shared/issue.ts';
import { readCuts, readDefaultCuts } from '../index/issue-cuts.ts';
import type { Dataset } from './dataset.ts';
import { explainIssues } from './explain-issues.ts';
import { withMoreFacts } from './with-more-facts.ts';

/** The issues of one sample, in the order of their kinds, each with its reason in words. */
export async function sampleIssues(dataset: Dataset, id: number): Promise<readonly SampleIssue[]> {
  const { issues, severities } = await dataset.query.call('values', { ids: Uint32Array.of(id), fields: [] });
  const cuts = { ...readDefaultCuts(dataset.read), ...readCuts(dataset.read) };
  const bits = issues[0] ?? 0;
  const found: SampleIssue[] = [];
  for (const [at, kind] of ISSUE_KINDS.entries()) {
    if (((bits >>> at) & 1) === 0) continue;
    // Single precision, which would print as 0.30000001192092896.
    const score = Number((severities[at] ?? 0).toPrecision(6));
    const cut = isScoreKind(kind) ? (cuts[kind] ?? null) : null;
    for (const { reason, related } of explainIssues(dataset.read, kind, await withMoreFacts(dataset, kind, [{ id, score }]))) {
      found.push({ kind, score, cut, reason, group: related?.group ?? null });
    }
  }
  return found;
}
