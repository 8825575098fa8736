import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { FetchRequest } from '../../shared/fetch.ts';
import { startFetch, useRunningFetch } from '../state/fetches.ts';
import { isRunning, useJobsStore } from '../state/jobs-store.ts';
import { useUiStore } from '../state/ui-store.ts';
import { FetchForm } from './FetchForm.tsx';
import { FetchResult } from './FetchResult.tsx';
import { FetchRunning } from './FetchRunning.tsx';

/** Downloads the pictures of a table of addresses: `fetch` of the ui store. */
export function FetchDialog() {
  const isOpen = useUiStore((state) => state.dialog === 'fetch');
  return isOpen ? <OpenDialog /> : null;
}

function OpenDialog() {
  const closeDialog = useUiStore((state) => state.closeDialog);
  const running = useRunningFetch();
  const [jobId, setJobId] = useState(running?.id ?? null);
  const [request, setRequest] = useState<FetchRequest | null>(null);
  const job = useJobsStore((state) => state.jobs.find(({ id }) => id === jobId) ?? null);
  // What was told here the jobs bar need not say again.
  const dismiss = (): void => {
    if (job !== null && !isRunning(job)) useJobsStore.getState().dismiss(job.id);
  };
  const start = async (wanted: FetchRequest): Promise<void> => {
    const started = await startFetch(wanted);
    dismiss();
    setRequest(wanted);
    setJobId(started.id);
  };
  const close = (): void => {
    dismiss();
    closeDialog();
  };
  return (
    <Modal opened title="Download a list of pictures" size={720} onClose={close}>
      {job === null ? (
        <FetchForm before={request} onStart={start} onClose={close} />
      ) : isRunning(job) ? (
        <FetchRunning job={job} onClose={close} />
      ) : (
        <FetchResult
          job={job}
          onAgain={request === null ? null : () => start(request)}
          onBack={() => setJobId(null)}
          onClose={close}
        />
      )}
    </Modal>
  );
}
