import { Button, Loader } from '@mantine/core';
import type { Job } from '../../shared/job.ts';
import type { SkewReport } from '../../shared/skew.ts';
import { compareSplits, stopComparing } from '../state/skew.ts';
import { formatCount } from '../ui/format.ts';
import { DetailsButton, SidebarButton } from '../ui/PanelButton.tsx';
import styles from './SkewBar.module.css';

export interface SkewBarProps {
  readonly report: SkewReport | null;
  /** Null: nothing is being compared. */
  readonly job: Job | null;
  /** The query is another one than the report answers. */
  readonly isOther: boolean;
}

/** What was compared, and the way to compare again. */
export function SkewBar({ report, job, isOther }: SkewBarProps) {
  return (
    <div className={styles.bar} role="toolbar" aria-label="Splits compared">
      <SidebarButton />
      <span className={styles.words} role="status" title={report === null ? undefined : comparedWords(report)}>
        {job !== null ? (
          <>
            <Loader size={12} /> {progressWords(job)}
          </>
        ) : report === null ? null : (
          <>
            {comparedWords(report)}
            {isOther ? <b> The query is another one now.</b> : null}
          </>
        )}
      </span>
      {job !== null ? (
        <Button size="compact-xs" variant="default" onClick={() => void stopComparing(job)}>
          Cancel
        </Button>
      ) : report === null ? null : (
        <Button size="compact-xs" variant={isOther ? 'filled' : 'default'} onClick={() => void compareSplits()}>
          Compare again
        </Button>
      )}
      <DetailsButton />
    </div>
  );
}

function comparedWords({ splits, unsplit, query }: SkewReport): string {
  const sizes = splits.map(({ name, samples }) => `${name} ${formatCount(samples)}`).join(' · ');
  const rest = unsplit === 0 ? '' : ` · in none ${formatCount(unsplit)}`;
  return `${sizes}${rest}${query === '' ? '' : ` · of ${query}`}`;
}

function progressWords({ stage, done, total }: Job): string {
  return total === null || total === 0 ? stage : `${stage}, ${formatCount(done)} of ${formatCount(total)}`;
}
