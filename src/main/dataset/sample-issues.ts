import { ISSUE_KINDS, isScoreKind, type SampleIssue } from '../../shared/issue.ts';
import { readCuts, readDefaultCuts } from '../index/issue-cuts.ts';
import type { Dataset } from './dataset.ts';
import { explainIssues } from './explain-issues.ts';

/** The issues of one sample, in the order of their kinds, each with its reason in words. */
export async function sampleIssues(dataset: Dataset, id: number): Promise<readonly SampleIssue[]> {
  const { issues, severities } = await dataset.query.call('values', { ids: Uint32Array.of(id), fields: [] });
  const cuts = { ...readDefaultCuts(dataset.read), ...readCuts(dataset.read) };
  const bits = issues[0] ?? 0;
  return ISSUE_KINDS.flatMap((kind, at): readonly SampleIssue[] => {
    if (((bits >>> at) & 1) === 0) return [];
    // Single precision, which would print as 0.30000001192092896.
    const score = Number((severities[at] ?? 0).toPrecision(6));
    const cut = isScoreKind(kind) ? (cuts[kind] ?? null) : null;
    return explainIssues(dataset.read, kind, [{ id, score }]).map(({ reason, related }) => ({
      kind,
      score,
      cut,
      reason,
      group: related?.group ?? null,
    }));
  });
}
