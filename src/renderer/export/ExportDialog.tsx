import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { RecipeRequest } from '../../shared/recipe.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { isRunning, useJobsStore } from '../state/jobs-store.ts';
import { useUiStore } from '../state/ui-store.ts';
import { ExportForm } from './ExportForm.tsx';
import { ExportProgress } from './ExportProgress.tsx';
import { RecipePreview } from './RecipePreview.tsx';

/** Writes a new dataset from the open one: `export` of the ui store. */
export function ExportDialog() {
  const isOpen = useUiStore((state) => state.dialog === 'export');
  const dataset = useDatasetStore((state) => state.dataset);
  return isOpen && dataset !== null ? <OpenDialog key={dataset.id} /> : null;
}

function OpenDialog() {
  const dataset = useDatasetStore((state) => state.dataset);
  const closeDialog = useUiStore((state) => state.closeDialog);
  const [jobId, setJobId] = useState<string | null>(null);
  const [recipe, setRecipe] = useState<RecipeRequest | null>(null);
  const job = useJobsStore((state) => state.jobs.find(({ id }) => id === jobId) ?? null);
  if (dataset === null) return null;
  const close = (): void => {
    // What was told here the jobs bar need not say again.
    if (job !== null && !isRunning(job)) useJobsStore.getState().dismiss(job.id);
    closeDialog();
  };
  return (
    <Modal opened title={`Export ${dataset.name}`} size={600} onClose={close}>
      {job !== null ? (
        <ExportProgress job={job} onBack={() => setJobId(null)} onClose={close} />
      ) : (
        <>
          {/* What is chosen in the form is still there on the way back. */}
          <div hidden={recipe !== null}>
            <ExportForm dataset={dataset} onStarted={setJobId} onRecipe={setRecipe} onClose={close} />
          </div>
          {recipe === null ? null : <RecipePreview dataset={dataset} asked={recipe} onBack={() => setRecipe(null)} />}
        </>
      )}
    </Modal>
  );
}
