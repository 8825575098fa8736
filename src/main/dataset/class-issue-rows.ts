import { type ClassCount, type ClassIssue, classIssues } from '../../shared/class-issues.ts';
import type { IssueKind, IssueRow } from '../../shared/issue.ts';
import type { Filter, Query } from '../../shared/query.ts';
import type { Dataset } from './dataset.ts';

export const CLASS_KINDS = ['class-imbalance', 'class-name'] as const satisfies readonly IssueKind[];
type ClassKind = (typeof CLASS_KINDS)[number];

export const isClassKind = (kind: IssueKind): kind is ClassKind => (CLASS_KINDS as readonly IssueKind[]).includes(kind);

/** With more, folders of another kind were taken for splits; then it says nothing that a class is not in all of them. */
const MOST_SPLITS = 100;
const NOT_MISSING: Filter = { kind: 'not', of: { kind: 'equals', field: 'status', value: 'missing' } };
const IN_NO_SPLIT: Filter = { kind: 'is', claim: 'unsplit' };

/** What is wrong with classes as a whole, over the samples that match and are not missing; most severe first, imbalance before names. */
export async function findClassIssues(dataset: Dataset, query: Query | null): Promise<readonly ClassIssue[]> {
  return classIssues(await countClasses(dataset, query));
}

/** How many samples of each class each split has, among those that match and are not missing. */
export async function countClasses(dataset: Dataset, query: Query | null): Promise<readonly ClassCount[]> {
  const counts = new Map<string, Record<string, number>>();
  for (const { split, filter } of partsOf(dataset)) {
    const of = [NOT_MISSING, ...filter, ...(query?.filter == null ? [] : [query.filter])];
    const counted = { filter: { kind: 'and', of }, sort: { field: 'id', descending: false } } as const;
    const { by } = await dataset.query.call('count', { query: counted, by: 'label' });
    for (const { value, count } of by ?? []) {
      if (value === null || count === 0) continue;
      counts.set(value, { ...counts.get(value), [split]: count });
    }
  }
  return [...counts].map(([name, bySplit]) => ({ class: name, bySplit })).sort((a, b) => (a.class < b.class ? -1 : 1));
}

function partsOf(dataset: Dataset): readonly { readonly split: string; readonly filter: readonly Filter[] }[] {
  const { splits } = dataset.info();
  if (splits.length > MOST_SPLITS) return [{ split: '', filter: [] }];
  const named = splits.map((split) => ({ split, filter: [{ kind: 'equals', field: 'split', value: split } as const] }));
  return [...named, { split: '', filter: [IN_NO_SPLIT] }];
}

/** One row a class. */
export function classRow({ kind, class: name, score, reason, suggestion }: ClassIssue): IssueRow {
  return { kind, path: null, score, reason, class: name, ...(suggestion === null ? {} : { suggestion }) };
}
