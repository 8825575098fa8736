import { type IssueKind, isIssueKind } from '../../shared/issue.ts';
import { isShownView, type ShownView } from './shown-view.ts';

/** What the page's address says, as `?dataset=…&view=map&q=label:cat&sample=12`. */
export interface PageAddress {
  readonly dataset: string | null;
  /** Null: whatever the dataset was left at. */
  readonly view: ShownView | null;
  /** In the search language. */
  readonly query: string;
  readonly issue: IssueKind | null;
  readonly sample: number | null;
  /** `large=12` in the place of `sample=12`. */
  readonly isLarge: boolean;
}

export const NOWHERE: PageAddress = { dataset: null, view: null, query: '', issue: null, sample: null, isLarge: false };

/** @param search the part of an address from its question mark on; what is not understood is left out */
export function readAddress(search: string): PageAddress {
  const values = new URLSearchParams(search);
  const dataset = values.get('dataset');
  if (dataset === null) return NOWHERE;
  const view = values.get('view') ?? '';
  const issue = values.get('issue') ?? '';
  const large = sampleOf(values.get('large'));
  return {
    dataset,
    view: isShownView(view) ? view : null,
    query: values.get('q') ?? '',
    issue: isIssueKind(issue) ? issue : null,
    sample: large ?? sampleOf(values.get('sample')),
    isLarge: large !== null,
  };
}

const OWN = ['dataset', 'view', 'q', 'issue', 'sample', 'large'] as const;

/** The search part that `readAddress` reads back as this. @param before what is not the page's own in it stays */
export function addressSearch(address: PageAddress, before = ''): string {
  const values = new URLSearchParams(before);
  for (const name of OWN) values.delete(name);
  const { dataset, view, query, issue, sample, isLarge } = address;
  if (dataset !== null) {
    values.set('dataset', dataset);
    if (view !== null) values.set('view', view);
    if (query !== '') values.set('q', query);
    if (issue !== null) values.set('issue', issue);
    if (sample !== null) values.set(isLarge ? 'large' : 'sample', String(sample));
  }
  const text = values.toString();
  return text === '' ? '' : `?${text}`;
}

function sampleOf(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,9}$/.test(text) ? Number(text) : null;
}
