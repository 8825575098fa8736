import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IssueRowsAnswer } from '../../shared/api.ts';
import { ISSUE_KINDS, type IssueKind, type IssueRow } from '../../shared/issue.ts';
import type { Query } from '../../shared/query.ts';
import { classRow, isClassKind } from './class-issue-rows.ts';
import { classIssuesOf } from './class-issues-of.ts';
import type { Dataset } from './dataset.ts';
import { type ExplainedIssue, explainIssues } from './explain-issues.ts';
import { createSuggestions, type Suggestions } from './suggest-best.ts';
import { withMoreFacts } from './with-more-facts.ts';

/** Rows made without a pause: of leaks about 3 ms, and 15 where nothing of a large index is in memory yet. */
const CHUNK = 50;

export interface IssueRowsOrder {
  /** Null: all. */
  readonly kinds: readonly IssueKind[] | null;
  readonly query: Query | null;
  readonly limit: number;
  readonly offset: number;
}

/** Rows of one kind, as many as there are. */
interface KindRows {
  readonly total: number;
  read(offset: number, limit: number): Promise<readonly IssueRow[]>;
}

/** A page of `winnow issues`: by kind, the most severe first. Only the page is held. */
export async function readIssueRows(dataset: Dataset, order: IssueRowsOrder): Promise<IssueRowsAnswer> {
  const kinds = ISSUE_KINDS.filter((kind) => order.kinds === null || order.kinds.includes(kind));
  const rowsOf = await rowsByKind(dataset, order.query);
  const rows: IssueRow[] = [];
  let total = 0;
  for (const kind of kinds) {
    const of = rowsOf(kind);
    const from = Math.max(0, order.offset - total);
    const left = order.limit - rows.length;
    if (from < of.total && left > 0) rows.push(...(await of.read(from, left)));
    total += of.total;
  }
  return { total, rows };
}

async function rowsByKind(dataset: Dataset, query: Query | null): Promise<(kind: IssueKind) => KindRows> {
  const counts = await dataset.query.call('issues', { query });
  const classes = (await classIssuesOf(dataset, query)).map(classRow);
  const suggestions = createSuggestions(dataset.read);
  return (kind) => {
    if (isClassKind(kind)) {
      const ofKind = classes.filter((row) => row.kind === kind);
      return { total: ofKind.length, read: async (offset, limit) => ofKind.slice(offset, offset + limit) };
    }
    const total = counts.find((count) => count.kind === kind)?.samples ?? 0;
    return { total, read: (offset, limit) => sampleRows(dataset, { kind, query, offset, limit }, suggestions) };
  };
}

async function sampleRows(
  dataset: Dataset,
  page: { readonly kind: IssueKind; readonly query: Query | null; readonly offset: number; readonly limit: number },
  suggestions: Suggestions,
): Promise<readonly IssueRow[]> {
  const { ids, scores } = await dataset.query.call('rank', page);
  const rows: IssueRow[] = [];
  for (let start = 0; start < ids.length; start += CHUNK) {
    if (start > 0) await nextTurn();
    const found = Array.from(ids.subarray(start, start + CHUNK), (id, k) => ({ id, score: scores[start + k] ?? 0 }));
    const told = await withMoreFacts(dataset, page.kind, found);
    const issues = explainIssues(dataset.read, page.kind, told);
    await suggestions.prepare(issues.flatMap(({ related }) => (related === null ? [] : [related])));
    for (const issue of issues) rows.push(issueRow(issue, suggestions));
  }
  return rows;
}

function issueRow(issue: ExplainedIssue, suggestions: Suggestions): IssueRow {
  const { kind, sample, score, reason, related, doubt, annotations, boxes } = issue;
  // Single precision would print as 0.30000001192092896.
  const row = { kind, path: sample.path, score: Number(score.toPrecision(6)), reason };
  const label = doubt?.suggested ?? annotations?.consensus ?? null;
  if (label !== null && label !== sample.label) return { ...row, suggestion: label };
  if (boxes.length > 0) return { ...row, boxes };
  if (related === null) return row;
  const suggestion = suggestions.of(related);
  return {
    ...row,
    group: `${related.partition}-${related.group}`,
    ...(suggestion === null ? {} : { suggestion }),
    ...(related.path === null ? {} : { related: related.path }),
  };
}
