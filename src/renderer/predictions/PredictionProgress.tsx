import { Button, Progress } from '@mantine/core';
import type { Job } from '../../shared/job.ts';
import { api } from '../state/api.ts';
import { asWinnowError } from '../state/http.ts';
import { useJobsStore } from '../state/jobs-store.ts';
import { useMessagesStore } from '../state/messages-store.ts';
import { formatCount } from '../ui/format.ts';
import styles from './PredictionsDialog.module.css';

/** Predictions on their way: how far they are, and the way to stop it. */
export function PredictionProgress({ job, onClose }: { readonly job: Job; readonly onClose: () => void }) {
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
        <span className="wn-number">{job.total === null ? '' : `${formatCount(job.done)} of ${formatCount(job.total)}`}</span>
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
