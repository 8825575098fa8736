import { useEffect } from 'react';
import type { Job } from '../../shared/job.ts';
import type { PredictionRun } from '../../shared/prediction.ts';
import type { OutOfFoldSummary } from '../../shared/prediction-api.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { useJobsStore } from '../state/jobs-store.ts';
import { addAccuracy } from '../state/review-actions.ts';

/** Remembers how accurate the active run is, as the job that made it told. */
export function useAccuracies(run: PredictionRun | null): void {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const jobs = useJobsStore((state) => state.jobs);
  const runId = run?.source === 'regression' ? run.id : null;
  useEffect(() => {
    if (dataset === null || runId === null) return;
    const summary = jobs.flatMap((job) => summaryOf(job, dataset)).find((made) => made.runId === runId);
    if (summary !== undefined) addAccuracy(summary);
  }, [dataset, runId, jobs]);
}

function summaryOf({ kind, datasetId, state, result }: Job, dataset: string): readonly OutOfFoldSummary[] {
  return kind === 'out-of-fold' && datasetId === dataset && state === 'done' ? [result as OutOfFoldSummary] : [];
}
