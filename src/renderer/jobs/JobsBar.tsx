import { useEffect, useMemo, useState } from 'react';
import { useDatasetStore } from '../state/dataset-store.ts';
import { isRunning, useJobsStore } from '../state/jobs-store.ts';
import { useUiStore } from '../state/ui-store.ts';
import { EndedJob } from './EndedJob.tsx';
import styles from './JobsBar.module.css';
import { RunningJob } from './RunningJob.tsx';
import { DONE_SHOWN_MS, shownJobs } from './shown-jobs.ts';

const PAGE_MS = Date.now();

/** What the engine is working on, and what it has just done. Nothing while there is nothing to say. */
export function JobsBar() {
  const all = useJobsStore((state) => state.jobs);
  const isArranged = useUiStore((state) => state.view === 'arranged');
  // The arranged grid tells of its own jobs: a line that comes and goes with each query would move it.
  const jobs = useMemo(() => all.filter((job) => job.kind !== 'arrange' || (!isArranged && isRunning(job))), [all, isArranged]);
  const datasetId = useDatasetStore((state) => state.dataset?.id ?? null);
  const now = useTimeAfter(jobs);
  const shown = shownJobs(jobs, datasetId, PAGE_MS, now);
  if (shown.length === 0) return null;
  return (
    <section className={styles.bar} aria-label="Jobs">
      {shown.map((job) => (isRunning(job) ? <RunningJob key={job.id} job={job} /> : <EndedJob key={job.id} job={job} />))}
    </section>
  );
}

/** The present time, told anew when a line's time is over. @param change what it may be over after */
function useTimeAfter(change: unknown): number {
  const [now, setNow] = useState(PAGE_MS);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change starts the time again
  useEffect(() => {
    setNow(Date.now());
    const timer = setTimeout(() => setNow(Date.now()), DONE_SHOWN_MS + 100);
    return () => clearTimeout(timer);
  }, [change]);
  return now;
}
