import { type GroupBy, isGroupBy } from '../../shared/group-by.ts';
import { type IssueKind, isIssueKind } from '../../shared/issue.ts';
import { isShownView, type ShownView } from './shown-view.ts';
import type { RowLayout } from './ui-store.ts';

/** What the page's address says, as `?dataset=…&view=grid&q=label:cat&group=split&rows=justified&sample=12`. */
export interface PageAddress {
  readonly dataset: string | null;
  /** Null: whatever the dataset was left at. */
  readonly view: ShownView | null;
  /** In the search language. */
  readonly query: string;
  readonly issue: IssueKind | null;
  /** What samples are put together by; null: nothing. */
  readonly groupBy: GroupBy | null;
  readonly rowLayout: RowLayout;
  readonly sample: number | null;
  /** `large=12` in the place of `sample=12`. */
  readonly isLarge: boolean;
}

export const NOWHERE: PageAddress = {
  dataset: null,
  view: null,
  query: '',
  issue: null,
  groupBy: null,
  rowLayout: 'uniform',
  sample: null,
  isLarge: false,
};

/** @param search the part of an address from its question mark on; what is not understood is left out */
export function readAddress(search: string): PageAddress {
  const values = new URLSearchParams(search);
  const dataset = values.get('dataset');
  if (dataset === null) return NOWHERE;
  const view = values.get('view') ?? '';
  const issue = values.get('issue') ?? '';
  const groupBy = values.get('group') ?? '';
  const large = sampleOf(values.get('large'));
  return {
    dataset,
    view: isShownView(view) ? view : null,
    query: values.get('q') ?? '',
    issue: isIssueKind(issue) ? issue : null,
    groupBy: isGroupBy(groupBy) ? groupBy : null,
    rowLayout: values.get('rows') === 'justified' ? 'justified' : 'uniform',
    sample: large ?? sampleOf(values.get('sample')),
    isLarge: large !== null,
  };
}

const OWN = ['dataset', 'view', 'q', 'issue', 'group', 'rows', 'sample', 'large'] as const;

/** The search part that `readAddress` reads back as this. @param before what is not the page's own in it stays */
export function addressSearch(address: PageAddress, before = ''): string {
  const values = new URLSearchParams(before);
  for (const name of OWN) values.delete(name);
  const { dataset, view, query, issue, groupBy, rowLayout, sample, isLarge } = address;
  if (dataset !== null) {
    values.set('dataset', dataset);
    if (view !== null) values.set('view', view);
    if (query !== '') values.set('q', query);
    if (issue !== null) values.set('issue', issue);
    if (groupBy !== null) values.set('group', groupBy);
    if (rowLayout !== 'uniform') values.set('rows', rowLayout);
    if (sample !== null) values.set(isLarge ? 'large' : 'sample', String(sample));
  }
  const text = values.toString();
  return text === '' ? '' : `?${text}`;
}

function sampleOf(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,9}$/.test(text) ? Number(text) : null;
}
