import type { GroupBy } from '../../shared/group-by.ts';
import type { IssueKind } from '../../shared/issue.ts';
import type { Query } from '../../shared/query.ts';
import { printQuery } from '../../shared/query-print.ts';
import { chooseGroupBy } from './grouping.ts';
import { IdSet } from './id-set.ts';
import { type QueryState, useQueryStore } from './query-store.ts';
import { NO_SELECTION } from './selection.ts';
import { useSelectionStore } from './selection-store.ts';
import { type ShownView, shownView } from './shown-view.ts';
import { type RowLayout, useUiStore } from './ui-store.ts';

/** Where in an open dataset somebody is. */
export interface PagePlace {
  readonly query: Query;
  readonly view: ShownView;
  /** The kind of issue that is open. */
  readonly issue: IssueKind | null;
  /** What samples are put together by; null: nothing. */
  readonly groupBy: GroupBy | null;
  readonly rowLayout: RowLayout;
  /** The sample in focus. */
  readonly sample: number | null;
  /** It is shown large over the view. */
  readonly isLarge: boolean;
}

export function currentPlace(): PagePlace {
  const ui = useUiStore.getState();
  const { query, groupBy } = useQueryStore.getState();
  const { focus } = useSelectionStore.getState().selection;
  const { issueKind: issue, rowLayout } = ui;
  const isLarge = ui.view === 'loupe' && focus !== null;
  return { query, view: shownView(ui), issue, groupBy, rowLayout, sample: focus, isLarge };
}

/** Goes there. A sample that the query does not find is not focused once that is known. */
export function showPlace({ query, view, issue, groupBy, rowLayout, sample, isLarge }: PagePlace): void {
  const { setView, setIssueKind, change, rowLayout: rowsBefore } = useUiStore.getState();
  const { query: before, setQuery } = useQueryStore.getState();
  setIssueKind(issue);
  setView(view);
  if (rowLayout !== rowsBefore) change({ rowLayout });
  if (groupBy !== useQueryStore.getState().groupBy) chooseGroupBy(groupBy);
  if (printQuery(query) !== printQuery(before)) setQuery(query);
  focus(sample);
  // The change of the query leads away from groups and from the report.
  if (useUiStore.getState().view !== view) setView(view);
  if (!isLarge || sample === null) return;
  setView('loupe');
  closeUnlessFound(sample);
}

function focus(sample: number | null): void {
  const { selection } = useSelectionStore.getState();
  if (selection.focus === sample) return;
  const only = sample === null ? NO_SELECTION : { selected: IdSet.of([sample]), anchor: sample, focus: sample };
  useSelectionStore.setState({ selection: only });
}

/** Another sample in its place, large, would look like the one that was asked for. */
function closeUnlessFound(sample: number): void {
  const asked = useQueryStore.getState().query;
  const isAnswered = ({ answered, ids }: QueryState): boolean => {
    if (answered !== asked) return false;
    if (!ids.includes(sample) && useUiStore.getState().view === 'loupe') useUiStore.getState().closeLarge();
    return true;
  };
  if (isAnswered(useQueryStore.getState())) return;
  const stop = useQueryStore.subscribe((state) => {
    if (isAnswered(state) || state.query !== asked) stop();
  });
}
