import { Loader } from '@mantine/core';
import { IconChecklist, IconCircleCheck, IconReportAnalytics } from '@tabler/icons-react';
import { type KeyboardEvent, useMemo } from 'react';
import type { IssueCount } from '../../shared/issue.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { useFlaggedCount, useIssueCounts } from '../state/issues.ts';
import { runningJob, useJobsStore } from '../state/jobs-store.ts';
import { useUiStore } from '../state/ui-store.ts';
import { formatNoun } from '../ui/format.ts';
import { useWithKey } from '../ui/use-key.ts';
import { IssueSection } from './IssueSection.tsx';
import styles from './IssuesPanel.module.css';
import { issueSections, kindsFound } from './issue-rows.ts';

/** Kinds of issues with their counts; a click opens the ranked list. */
export function IssuesPanel() {
  const counts = useIssueCounts();
  const isIndexing = useIndexing();
  const sections = useMemo(() => (counts === undefined ? [] : issueSections(counts)), [counts]);
  if (counts === undefined) {
    return (
      <div className={styles.waiting}>
        <Loader aria-label="Counting issues" />
      </div>
    );
  }
  return (
    <nav className={styles.panel} aria-label="Issues" onKeyDown={moveFocus}>
      <Head counts={counts} isIndexing={isIndexing} />
      {sections.map((section) => (
        <IssueSection key={section.section} {...section} isIndexing={isIndexing} />
      ))}
    </nav>
  );
}

/** True while files are read, so that more may be found. */
function useIndexing(): boolean {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  return useJobsStore(({ jobs }) => runningJob(jobs, 'index', dataset)) !== null;
}

/** What was found so far, in a sentence. */
function Head({ counts, isIndexing }: { readonly counts: readonly IssueCount[]; readonly isIndexing: boolean }) {
  const flagged = useFlaggedCount();
  const setView = useUiStore((state) => state.setView);
  const openDialog = useUiStore((state) => state.openDialog);
  const autoClean = useWithKey('dataset.auto-clean', 'Tries repairs and says which help, on samples that you trust');
  const kinds = kindsFound(counts);
  const isClean = kinds === 0 && !isIndexing;
  return (
    <header className={styles.head} data-clean={isClean || undefined}>
      <p className={styles.summary} role="status">
        {isIndexing ? <Loader size={12} aria-hidden /> : null}
        {isClean ? <IconCircleCheck className={styles.check} size={16} aria-hidden /> : null}
        <span>{summary(kinds, flagged ?? 0, isIndexing)}</span>
      </p>
      {isClean ? <p className={styles.checked}>All samples were checked for what is listed below.</p> : null}
      {kinds === 0 ? null : (
        <p className={styles.checked} title="The report’s “need attention” leaves out minor kinds and what is decided.">
          Minor and decided ones included
        </p>
      )}
      <button type="button" className={styles.link} onClick={() => setView('report')}>
        <IconReportAnalytics size={14} aria-hidden />
        Dataset report
      </button>
      <button type="button" className={styles.link} title={autoClean} onClick={() => openDialog('auto-clean')}>
        <IconChecklist size={14} aria-hidden />
        Auto-clean…
      </button>
    </header>
  );
}

function summary(kinds: number, flagged: number, isIndexing: boolean): string {
  if (kinds === 0) return isIndexing ? 'No issues so far' : 'No issues found';
  const found = `${formatNoun(flagged, 'sample')} with ${kinds === 1 ? 'one kind' : `${kinds} kinds`} of issues`;
  return isIndexing ? `${found} so far` : found;
}

/** Arrow keys go from row to row, whatever section they are in. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || !(document.activeElement instanceof HTMLElement)) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-issue-row]')];
  const place = rows.indexOf(document.activeElement);
  const next = place < 0 ? rows.at(step === 1 ? 0 : -1) : rows[place + step];
  next?.focus();
  event.preventDefault();
  event.stopPropagation();
}
