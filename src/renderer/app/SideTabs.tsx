import { Button } from '@mantine/core';
import { type KeyboardEvent, useId } from 'react';
import { IssuesPanel } from '../issues/IssuesPanel.tsx';
import { FieldsButton } from '../sidebar/FieldsManager.tsx';
import { Sidebar } from '../sidebar/Sidebar.tsx';
import { useFlaggedCount } from '../state/issues.ts';
import { useQueryStore } from '../state/query-store.ts';
import { type SidebarTab, useUiStore } from '../state/ui-store.ts';
import { formatCount } from '../ui/format.ts';
import { useKey } from '../ui/use-key.ts';
import styles from './SideTabs.module.css';

const TABS: readonly { readonly tab: SidebarTab; readonly title: string }[] = [
  { tab: 'filters', title: 'Filters' },
  { tab: 'issues', title: 'Issues' },
];

/** The sidebar: filters, or kinds of issues. */
export function SideTabs() {
  const shown = useUiStore((state) => state.sidebarTab);
  const change = useUiStore((state) => state.change);
  const flagged = useFlaggedCount();
  const id = useId();
  const key = useKey('look.sidebar-tab');
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (!['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) return;
    const other = TABS.find(({ tab }) => tab !== shown)?.tab ?? shown;
    const wanted = event.key === 'Home' ? TABS[0]?.tab : event.key === 'End' ? TABS.at(-1)?.tab : other;
    change({ sidebarTab: wanted ?? shown });
    document.getElementById(`${id}-${wanted}`)?.focus();
    event.preventDefault();
  };
  return (
    <section className={styles.side} aria-label="Sidebar">
      <div className={styles.head}>
        <div className={styles.tabs} role="tablist" aria-label="Filters or issues" onKeyDown={onKeyDown}>
          {TABS.map(({ tab, title }) => (
            <button
              key={tab}
              type="button"
              role="tab"
              id={`${id}-${tab}`}
              className={styles.tab}
              aria-selected={tab === shown}
              aria-controls={`${id}-panel`}
              tabIndex={tab === shown ? 0 : -1}
              title={key === null ? title : `${title} (${key})`}
              onClick={() => change({ sidebarTab: tab })}
            >
              {title}
              {tab === 'issues' && flagged !== undefined && flagged > 0 ? (
                <span className={styles.count}>{formatCount(flagged)}</span>
              ) : null}
            </button>
          ))}
        </div>
        {shown === 'filters' ? (
          <div className={styles.tools}>
            <ClearFilters />
            <FieldsButton />
          </div>
        ) : null}
      </div>
      <div id={`${id}-panel`} className={styles.panel} role="tabpanel" aria-labelledby={`${id}-${shown}`}>
        {shown === 'filters' ? <Sidebar /> : <IssuesPanel />}
      </div>
    </section>
  );
}

/** The way back to all samples. */
function ClearFilters() {
  const query = useQueryStore((state) => state.query);
  const setQuery = useQueryStore((state) => state.setQuery);
  if (query.filter === null) return null;
  return (
    <Button variant="subtle" size="compact-xs" onClick={() => setQuery({ ...query, filter: null })}>
      Clear all
    </Button>
  );
}
