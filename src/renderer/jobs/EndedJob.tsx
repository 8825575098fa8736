import { ActionIcon, Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconPlayerStop, IconX } from '@tabler/icons-react';
import type { Job } from '../../shared/job.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { api } from '../state/api.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { asWinnowError } from '../state/http.ts';
import { useJobsStore } from '../state/jobs-store.ts';
import { useMessagesStore } from '../state/messages-store.ts';
import { ShowFolder } from '../ui/ShowFolder.tsx';
import styles from './JobsBar.module.css';
import { endText, exportedFolder, jobTitle } from './job-text.ts';

const ICONS = { done: IconCircleCheck, failed: IconAlertTriangle, cancelled: IconPlayerStop } as const;

/** What became of a job, and what can be done next. */
export function EndedJob({ job }: { readonly job: Job }) {
  const dismiss = useJobsStore((state) => state.dismiss);
  const datasetId = useDatasetStore((state) => state.dataset?.id ?? null);
  const Icon = job.state === 'queued' || job.state === 'running' ? IconCircleCheck : ICONS[job.state];
  const exported = exportedFolder(job);
  const canResume = job.kind === 'index' && job.state !== 'done' && datasetId !== null && job.datasetId === datasetId;
  return (
    <div className={styles.line} data-state={job.state} role={job.state === 'failed' ? 'alert' : 'status'}>
      <Icon className={styles.icon} size={16} aria-hidden />
      <span className={styles.message}>
        <b>{jobTitle(job)}:</b> {endText(job)}
      </span>
      {exported === null ? null : <ShowFolder path={exported} />}
      {canResume ? (
        <Button variant="light" size="compact-xs" onClick={() => void resume(datasetId, job)}>
          {job.state === 'failed' ? 'Try again' : 'Resume'}
        </Button>
      ) : null}
      <ActionIcon size={22} aria-label={`Dismiss: ${jobTitle(job)}`} onClick={() => dismiss(job.id)}>
        <IconX size={14} />
      </ActionIcon>
    </div>
  );
}

async function resume(datasetId: DatasetId, job: Job): Promise<void> {
  const { put, dismiss } = useJobsStore.getState();
  try {
    put(await api.index(datasetId));
    dismiss(job.id);
  } catch (error) {
    useMessagesStore.getState().say(asWinnowError(error).message, { tone: 'error' });
  }
}
