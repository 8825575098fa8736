import { Button, Loader, Progress } from '@mantine/core';
import { useState } from 'react';
import type { Job } from '../../shared/job.ts';
import { api } from '../state/api.ts';
import { asWinnowError } from '../state/http.ts';
import { useJobsStore } from '../state/jobs-store.ts';
import { useMessagesStore } from '../state/messages-store.ts';
import styles from './JobsBar.module.css';
import { jobShare, jobTitle, progressText } from './job-text.ts';

/** A job at work: stage, progress, rate, time left, and the way to stop it. */
export function RunningJob({ job }: { readonly job: Job }) {
  const [isCancelling, setCancelling] = useState(false);
  const share = jobShare(job);
  const cancel = async (): Promise<void> => {
    setCancelling(true);
    try {
      useJobsStore.getState().put(await api.cancelJob(job.id));
    } catch (error) {
      setCancelling(false);
      useMessagesStore.getState().say(asWinnowError(error).message, { tone: 'error' });
    }
  };
  return (
    <div className={styles.line} data-state="running">
      <Loader size={14} className={styles.icon} />
      <span className={styles.stage}>{isCancelling ? 'Stopping' : job.stage || jobTitle(job)}</span>
      <Progress
        className={styles.progress}
        size="sm"
        aria-label={`${jobTitle(job)}: ${job.stage}`}
        value={share === null ? 100 : share * 100}
        animated={share === null}
        color={share === null ? 'gray' : 'accent'}
      />
      <span className={styles.numbers}>{progressText(job)}</span>
      <Button variant="subtle" color="gray" size="compact-xs" disabled={isCancelling} onClick={() => void cancel()}>
        Cancel
      </Button>
    </div>
  );
}
