import { Button, Progress } from '@mantine/core';
import type { Job } from '../../shared/job.ts';
import { api } from '../state/api.ts';
import { asWinnowError } from '../state/http.ts';
import { useJobsStore } from '../state/jobs-store.ts';
import { useMessagesStore } from '../state/messages-store.ts';
import { formatCount } from './format.ts';
import styles from './JobProgress.module.css';

/** A job that a dialog started: how far it is, and the way to stop it. */
export function JobProgress({ job, onClose }: { readonly job: Job; readonly onClose: () => void }) {
  const share = job.total === null || job.total === 0 ? null : job.done / job.total;
  const cancel = (): void => {
    api.cancelJob(job.id).then(useJobsStore.getState().put, (error: unknown) => {
      useMessagesStore.getState().say(asWinnowError(error).message, { tone: 'error' });
    });
  };
  return (
    <>
      <div className={styles.progress} role="status">
        <span>{job.stage}</span>
        <Progress
          className={styles.bar}
          size="sm"
          aria-label={job.stage}
          value={share === null ? 100 : share * 100}
          animated={share === null}
          color={share === null ? 'gray' : 'accent'}
        />
        <span className="wn-number">{countText(job)}</span>
      </div>
      <div className={styles.foot}>
        <Button variant="default" onClick={cancel}>
          Cancel
        </Button>
        <Button onClick={onClose}>Go on looking</Button>
      </div>
    </>
  );
}

/** Shares of a whole, in thousandths, are told in percent. */
function countText({ kind, done, total }: Job): string {
  if (total === null) return '';
  return kind === 'auto-clean' ? `${Math.floor((100 * done) / total)}%` : `${formatCount(done)} of ${formatCount(total)}`;
}
