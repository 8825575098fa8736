import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { IssueKind, IssueRow } from '../../shared/issue.ts';
import { checkedValues, toggleValue } from '../../shared/query-choice.ts';
import { withoutField } from '../../shared/query-edit.ts';
import { useIssueRows } from '../state/issues.ts';
import { useQueryStore } from '../state/query-store.ts';
import { useUiStore } from '../state/ui-store.ts';
import styles from './ClassIssues.module.css';

/** More classes than this are not listed: the report and the command line have them all. */
const MOST_ROWS = 500;

/** The classes of a kind with reason and suggestion, below its row while it is open; a click shows the class's samples. */
export function ClassIssues({ kind }: { readonly kind: IssueKind }) {
  const isOpen = useUiStore((state) => state.issueKind === kind);
  return isOpen ? <Rows kind={kind} /> : null;
}

function Rows({ kind }: { readonly kind: IssueKind }) {
  const answer = useIssueRows([kind], MOST_ROWS);
  const list = useRevealed(answer !== undefined);
  if (answer === undefined) return null;
  const hidden = answer.total - answer.rows.length;
  return (
    <ul ref={list} className={styles.list} aria-label="Classes">
      {answer.rows.map((row) => (row.class === undefined ? null : <ClassRow key={row.class} name={row.class} row={row} />))}
      {hidden > 0 ? <li className={styles.more}>and {hidden} more</li> : null}
    </ul>
  );
}

/** Of a list that opens below its row: it is scrolled into view with that row, of a long one as much as there is room for. */
function useRevealed(isThere: boolean): RefObject<HTMLUListElement | null> {
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => {
    if (!isThere) return;
    list.current?.scrollIntoView({ block: 'nearest' });
    list.current?.previousElementSibling?.scrollIntoView({ block: 'nearest' });
  }, [isThere]);
  return list;
}

function ClassRow({ name, row }: { readonly name: string; readonly row: IssueRow }) {
  const query = useQueryStore((state) => state.query);
  const setQuery = useQueryStore((state) => state.setQuery);
  const setView = useUiStore((state) => state.setView);
  const isShown = checkedValues(query, 'label').includes(name);
  const show = (): void => {
    const bare = { ...query, filter: withoutField(query.filter, 'label') };
    setView('grid');
    setQuery(isShown ? bare : toggleValue(bare, 'label', name));
  };
  return (
    <li>
      <button type="button" className={styles.row} data-issue-row aria-pressed={isShown} onClick={show}>
        <b>{name}</b>
        <span className={styles.reason}>{row.reason}</span>
        {row.suggestion === undefined ? null : <span className={styles.suggestion}>Use “{row.suggestion}”</span>}
      </button>
    </li>
  );
}
