import type { Query } from '../../shared/query.ts';
import { checkedValues } from '../../shared/query-choice.ts';
import { useUnlabeledCount } from '../state/issues.ts';
import { useQueryStore } from '../state/query-store.ts';
import { useUiStore } from '../state/ui-store.ts';
import { formatCount } from '../ui/format.ts';
import { SeverityMark } from '../ui/SeverityMark.tsx';
import styles from './IssueRow.module.css';
import { toggledUnlabeled } from './toggled-unlabeled.ts';

/** Samples without a class, where the dataset has classes: a click asks for them. */
export function UnlabeledRow() {
  const count = useUnlabeledCount();
  const query = useQueryStore((state) => state.query);
  const setQuery = useQueryStore((state) => state.setQuery);
  const setView = useUiStore((state) => state.setView);
  if (count === undefined || count === 0) return null;
  const show = (): void => {
    setView('grid');
    setQuery(toggledUnlabeled(query));
  };
  return (
    <li>
      <button
        type="button"
        className={styles.row}
        data-issue-row
        aria-current={isAsked(query) ? 'true' : undefined}
        title="Samples that no folder or file gives a class."
        onClick={show}
      >
        <span className={styles.name}>Without a class</span>{' '}
        <span className={styles.mark}>
          <SeverityMark severity="medium" />
        </span>{' '}
        <span className={styles.open}>{formatCount(count)}</span>
      </button>
    </li>
  );
}

function isAsked(query: Query): boolean {
  return checkedValues(query, 'label').includes(null);
}
