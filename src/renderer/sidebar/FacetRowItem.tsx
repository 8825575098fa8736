import { IconCheck } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import { isIssueKind } from '../../shared/issue.ts';
import { ISSUES } from '../../shared/issue-meanings.ts';
import type { AnyTextField } from '../../shared/query.ts';
import { toggleValue } from '../../shared/query-edit.ts';
import { type SampleStatus, STATUSES } from '../../shared/sample.ts';
import { useQueryStore } from '../state/query-store.ts';
import { formatCount } from '../ui/format.ts';
import { STATUS_LOOKS } from '../ui/status.ts';
import styles from './FacetRowItem.module.css';
import { onlyValue } from './facet-query.ts';
import type { FacetRow } from './facet-rows.ts';

export interface FacetRowItemProps {
  readonly field: AnyTextField;
  readonly none: string;
  readonly row: FacetRow;
  /** Reached by Tab; the others by arrow keys. */
  readonly isFirst: boolean;
  /** Place in a list that is drawn in part. */
  readonly top?: number;
}

/** One value: a click checks it, with Alt it alone. */
export function FacetRowItem({ field, none, row, isFirst, top }: FacetRowItemProps) {
  const { value, count, isChecked, share } = row;
  const query = useQueryStore((state) => state.query);
  const setQuery = useQueryStore((state) => state.setQuery);
  const name = value === null ? none : nameOf(field, value);
  const onClick = (event: MouseEvent): void =>
    setQuery(event.altKey ? onlyValue(query, field, value) : toggleValue(query, field, value));
  return (
    <li className={styles.item} style={top === undefined ? undefined : { position: 'absolute', top, width: '100%' }}>
      <button
        type="button"
        className={styles.row}
        data-row
        data-menu-field={field}
        data-menu-value={value ?? undefined}
        data-menu-title={name}
        data-none={value === null || undefined}
        aria-pressed={isChecked}
        tabIndex={isFirst ? 0 : -1}
        title={describe(field, value, name)}
        onClick={onClick}
      >
        <span className={styles.bar} style={{ width: `${share * 100}%` }} />
        <span className={styles.check}>{isChecked ? <IconCheck size={11} stroke={3.5} /> : null}</span>
        {isStatus(field, value) ? <span className={styles.dot} style={{ background: STATUS_LOOKS[value].color }} /> : null}
        <span className={styles.name}>{name}</span>
        <span className={styles.count}>{formatCount(count)}</span>
      </button>
      <button
        type="button"
        className={styles.only}
        style={{ right: `calc(26px + ${formatCount(count).length} * 0.6em)` }}
        tabIndex={-1}
        onClick={() => setQuery(onlyValue(query, field, value))}
      >
        only
      </button>
    </li>
  );
}

function describe(field: AnyTextField, value: string | null, name: string): string {
  return isStatus(field, value) ? `${name}: ${STATUS_LOOKS[value].meaning}` : name;
}

/** Kinds of issues go by their titles; all else as it is. */
function nameOf(field: AnyTextField, value: string): string {
  return field === 'issue' && isIssueKind(value) ? ISSUES[value].title : value;
}

function isStatus(field: AnyTextField, value: string | null): value is SampleStatus {
  return field === 'status' && STATUSES.some((status) => status === value);
}
