import { Button, Progress } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { useDatasetStore } from '../state/dataset-store.ts';
import { runningJob, useJobsStore } from '../state/jobs-store.ts';
import { SampleTiles } from './SampleTiles.tsx';
import styles from './StartScreen.module.css';

/** The way in for a newcomer: a dataset that Winnow draws, with problems to find. */
export function SampleCard() {
  const opening = useDatasetStore((state) => state.opening);
  const openSample = useDatasetStore((state) => state.openSample);
  const job = useJobsStore((state) => runningJob(state.jobs, 'sample-dataset', null));
  const percent = job === null || job.total === null || job.total === 0 ? 0 : (100 * job.done) / job.total;
  return (
    <section className={styles.card}>
      <h2 className={styles.cardTitle}>The sample dataset</h2>
      <SampleTiles />
      <p className={styles.cardText}>
        About 270 pictures in six classes, drawn here in a few seconds, with problems planted among them: truncated files,
        duplicates, wrong labels, dark and blurry shots.
      </p>
      <Button
        size="sm"
        variant="default"
        leftSection={<IconSparkles size={18} />}
        disabled={opening !== null}
        onClick={() => void openSample()}
      >
        Open the sample dataset
      </Button>
      {opening === 'sample' ? (
        <div className={styles.progress} role="status">
          <Progress className={styles.bar} size="sm" aria-label="Drawing the sample dataset" value={percent} animated />
          <span>{job?.stage ?? 'Preparing'}…</span>
        </div>
      ) : null}
    </section>
  );
}
