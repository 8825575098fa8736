import { Button, Progress } from '@mantine/core';
import type { Job } from '../../shared/job.ts';
import { api } from '../state/api.ts';
import { asWinnowError } from '../state/http.ts';
import { useJobsStore } from '../state/jobs-store.ts';
import { useMessagesStore } from '../state/messages-store.ts';
import { formatCount } from '../ui/format.ts';
import styles from './EmbedDialog.module.css';

/** A job of a model at work: how far it is, and the way to stop it. */
export function EmbedProgress({ job }: { readonly job: Job }) {
  const share = job.total === null || job.total === 0 ? null : job.done / job.total;
  const cancel = async (): Promise<void> => {
    try {
      useJobsStore.getState().put(await api.cancelJob(job.id));
    } catch (error) {
      useMessagesStore.getState().say(asWinnowError(error).message, { tone: 'error' });
    }
  };
  return (
    <div className={styles.progress} role="status">
      <span className={styles.stage}>{job.stage}</span>
      <Progress
        className={styles.bar}
        size="sm"
        aria-label={job.stage}
        value={share === null ? 100 : share * 100}
        animated={share === null}
        color={share === null ? 'gray' : 'accent'}
      />
      <span className="wn-number">
        {job.total === null
          ? ''
          : job.kind === 'model'
            ? `${Math.floor((share ?? 0) * 100)}%`
            : `${formatCount(job.done)} of ${formatCount(job.total)}`}
      </span>
      <Button variant="subtle" color="gray" size="compact-xs" onClick={() => void cancel()}>
        Cancel
      </Button>
    </div>
  );
}
