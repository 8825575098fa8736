import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { LabelChoice } from '../../shared/label-files.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { isRunning, useJobsStore } from '../state/jobs-store.ts';
import { chooseLabels } from '../state/labels.ts';
import { useUiStore } from '../state/ui-store.ts';
import { JobProgress } from '../ui/JobProgress.tsx';
import { LabelsForm } from './LabelsForm.tsx';
import { LabelsResult } from './LabelsResult.tsx';
import { requestOf } from './label-choices.ts';

/** Which annotations there are, what they would say, and which are used: `labels` of the ui store. */
export function LabelsDialog() {
  const isOpen = useUiStore((state) => state.dialog === 'labels');
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  return isOpen && dataset !== null ? <OpenDialog key={dataset} /> : null;
}

function OpenDialog() {
  const closeDialog = useUiStore((state) => state.closeDialog);
  const [jobId, setJobId] = useState<string | null>(null);
  /** What was chosen last, on the way back from a job that was stopped. */
  const [chosen, setChosen] = useState<LabelChoice | null>(null);
  const job = useJobsStore((state) => state.jobs.find(({ id }) => id === jobId) ?? null);
  const close = (): void => {
    // What was told here the jobs bar need not say again.
    if (job !== null && !isRunning(job)) useJobsStore.getState().dismiss(job.id);
    closeDialog();
  };
  const apply = async (choice: LabelChoice): Promise<void> => {
    setChosen(choice);
    setJobId(await chooseLabels(requestOf(choice)));
  };
  return (
    <Modal opened title="Labels from annotation files" size={760} onClose={close}>
      {job === null ? (
        <LabelsForm before={chosen} onApply={apply} onClose={close} />
      ) : isRunning(job) ? (
        <JobProgress job={job} onClose={close} />
      ) : (
        <LabelsResult job={job} onBack={() => setJobId(null)} onClose={close} />
      )}
    </Modal>
  );
}
