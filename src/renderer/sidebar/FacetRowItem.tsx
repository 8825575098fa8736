import { isIssueKind } from '../../shared/issue.ts';
import { ISSUES } from '../../shared/issue-meanings.ts';
import type { AnyTextField } from '../../shared/query.ts';
import { onlyValue, toggleExcluded, toggleValue } from '../../shared/query-choice.ts';
import { type SampleStatus, STATUSES } from '../../shared/sample.ts';
import { useQueryStore } from '../state/query-store.ts';
import { STATUS_LOOKS } from '../ui/status.ts';
import styles from './ChoiceRow.module.css';
import { ChoiceRow } from './ChoiceRow.tsx';
import type { FacetRow } from './facet-rows.ts';

export interface FacetRowItemProps {
  readonly field: AnyTextField;
  readonly none: string;
  readonly row: FacetRow;
  readonly isFirst: boolean;
  /** Place in a list that is drawn in part. */
  readonly top?: number;
}

/** One value of a field. */
export function FacetRowItem({ field, none, row, isFirst, top }: FacetRowItemProps) {
  const { value, ...looks } = row;
  const query = useQueryStore((state) => state.query);
  const setQuery = useQueryStore((state) => state.setQuery);
  const name = value === null ? none : nameOf(field, value);
  const status = isStatus(field, value) ? STATUS_LOOKS[value] : null;
  return (
    <ChoiceRow
      {...looks}
      name={name}
      title={status === null ? name : `${name}: ${status.meaning}`}
      isNone={value === null}
      mark={status === null ? null : <span className={styles.dot} style={{ background: status.color }} />}
      menu={{ field, value }}
      isFirst={isFirst}
      top={top}
      onToggle={() => setQuery(toggleValue(query, field, value))}
      onExclude={() => setQuery(toggleExcluded(query, field, value))}
      onOnly={() => setQuery(onlyValue(query, field, value))}
    />
  );
}

/** Kinds of issues go by their titles; all else as it is. */
function nameOf(field: AnyTextField, value: string): string {
  return field === 'issue' && isIssueKind(value) ? ISSUES[value].title : value;
}

function isStatus(field: AnyTextField, value: string | null): value is SampleStatus {
  return field === 'status' && STATUSES.some((status) => status === value);
}
