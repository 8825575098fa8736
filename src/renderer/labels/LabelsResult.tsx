import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { Job } from '../../shared/job.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { Problem } from '../ui/Problem.tsx';
import styles from './LabelsDialog.module.css';
import { labelsSentence } from './label-words.ts';

export interface LabelsResultProps {
  /** That read the labels, ended. */
  readonly job: Job;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

/** What became of reading labels in another way. */
export function LabelsResult({ job, onBack, onClose }: LabelsResultProps) {
  const dataset = useDatasetStore((state) => state.dataset);
  if (job.state !== 'done') {
    const message =
      job.state === 'cancelled' ? 'Stopped. The labels are as they were.' : (job.message ?? 'The labels could not be read.');
    return (
      <div className={styles.form}>
        <Problem tone={job.state === 'cancelled' ? 'notice' : 'error'} message={message} />
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
          <Button onClick={onBack}>Back</Button>
        </div>
      </div>
    );
  }
  return (
    <div className={styles.form}>
      <div className={styles.done} role="status">
        <IconCircleCheck className={styles.tick} size={28} aria-hidden />
        <span>
          {dataset === null || dataset.labels.sets.length === 0
            ? 'No annotation files are used.'
            : labelsSentence(dataset.labels, dataset.folder)}
        </span>
      </div>
      <div className={styles.foot}>
        <Button data-autofocus onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  );
}
