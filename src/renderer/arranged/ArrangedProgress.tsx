import { Button, Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { arrange, stopArranging, useArrangedStore } from '../state/arranged-store.ts';
import { useJobsStore } from '../state/jobs-store.ts';
import styles from './ArrangedProgress.module.css';
import { stageText } from './stage-text.ts';

/** What is remembered comes at once: that is not worth a word. */
const QUIET_MS = 300;

/** Over a grid that is out of date: how far the next one is, and the way to stop it; or why there is none. */
export function ArrangedProgress() {
  const { isWaiting, isStopped, error, jobId } = useArrangedStore();
  const job = useJobsStore(({ jobs }) => jobs.find(({ id }) => id === jobId) ?? null);
  const isLong = useHasLasted(isWaiting);
  if (isLong) {
    return (
      <div className={styles.progress} role="status">
        <Loader size={12} />
        <span>{stageText(job)}</span>
        <Button variant="subtle" color="gray" size="compact-xs" disabled={jobId === null} onClick={() => void stopArranging()}>
          Cancel
        </Button>
      </div>
    );
  }
  if (isWaiting || (!isStopped && error === null)) return null;
  return (
    <div className={styles.progress} role="status">
      <span className={styles.problem}>{error?.message ?? 'Out of date: the query finds other samples now.'}</span>
      <Button variant="light" size="compact-xs" onClick={() => void arrange()}>
        Arrange again
      </Button>
    </div>
  );
}

/** True once something has been so for a while. */
function useHasLasted(isSo: boolean): boolean {
  const [hasLasted, setLasted] = useState(false);
  useEffect(() => {
    if (!isSo) return setLasted(false);
    const timer = setTimeout(() => setLasted(true), QUIET_MS);
    return () => clearTimeout(timer);
  }, [isSo]);
  return isSo && hasLasted;
}
