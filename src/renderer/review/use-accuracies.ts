import { useEffect } from 'react';
import type { PredictionRun } from '../../shared/prediction.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { addAccuracy } from '../state/review-actions.ts';
import { useReviewStore } from '../state/review-store.ts';

/** Remembers how accurate the active run is, once the review of its dataset has begun. */
export function useAccuracies(run: PredictionRun | null): void {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const reviewed = useReviewStore((state) => state.datasetId);
  const runId = run?.id ?? null;
  const { accuracy = null, labelled = 0 } = run?.crossValidated ?? {};
  useEffect(() => {
    if (dataset === reviewed && runId !== null && accuracy !== null) addAccuracy({ runId, accuracy, labelled });
  }, [dataset, reviewed, runId, accuracy, labelled]);
}
