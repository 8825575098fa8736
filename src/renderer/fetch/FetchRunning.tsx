import { Button, Progress } from '@mantine/core';
import type { Job } from '../../shared/job.ts';
import { api } from '../state/api.ts';
import { useFetchProgress } from '../state/fetches.ts';
import { asWinnowError } from '../state/http.ts';
import { useJobsStore } from '../state/jobs-store.ts';
import { useMessagesStore } from '../state/messages-store.ts';
import { formatCount } from '../ui/format.ts';
import styles from './FetchDialog.module.css';
import { FetchTables } from './FetchTables.tsx';

/** A download at work: how far it is, by host, and what failed. It goes on when the dialog is closed. */
export function FetchRunning({ job, onClose }: { readonly job: Job; readonly onClose: () => void }) {
  const progress = useFetchProgress(job);
  const share = job.total === null || job.total === 0 ? null : job.done / job.total;
  const isDownloading = progress !== null;
  const stop = (): void => {
    api.cancelJob(job.id).then(useJobsStore.getState().put, (error: unknown) => {
      useMessagesStore.getState().say(asWinnowError(error).message, { tone: 'error' });
    });
  };
  return (
    <div className={styles.form}>
      <div role="status">
        <p className={styles.stage}>
          <span>
            {job.stage}
            {job.subject === null ? null : (
              <>
                {' into '}
                <bdi className={styles.path}>{job.subject}</bdi>
              </>
            )}
          </span>
          <span className="wn-number">
            {isDownloading && job.total !== null ? `${formatCount(job.done)} of ${formatCount(job.total)}` : ''}
          </span>
        </p>
        <Progress
          aria-label={job.stage}
          value={share === null ? 100 : share * 100}
          animated={share === null}
          color={share === null ? 'gray' : 'accent'}
        />
      </div>
      {progress === null ? null : <FetchTables progress={progress} />}
      <div className={styles.foot}>
        <Button variant="default" onClick={stop}>
          Stop
        </Button>
        <Button onClick={onClose}>Go on in the background</Button>
      </div>
    </div>
  );
}
