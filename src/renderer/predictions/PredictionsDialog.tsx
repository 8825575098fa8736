import { Button, Modal, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useAnnotations } from '../state/annotations.ts';
import { usePredictions } from '../state/confusion.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { usePredictionJob } from '../state/predictions.ts';
import { type PredictionWay, useUiStore } from '../state/ui-store.ts';
import { JobProgress } from '../ui/JobProgress.tsx';
import { Problem } from '../ui/Problem.tsx';
import { AnnotationSets } from './AnnotationSets.tsx';
import { FileImport } from './FileImport.tsx';
import styles from './PredictionsDialog.module.css';
import { RunClassifier } from './RunClassifier.tsx';
import { RunList } from './RunList.tsx';
import { TeachFromLabels } from './TeachFromLabels.tsx';

const WAYS: readonly { readonly value: PredictionWay; readonly label: string }[] = [
  { value: 'file', label: 'From a file' },
  { value: 'classifier', label: 'Run a classifier' },
  { value: 'labels', label: 'From the labels' },
];

/** What models say of the open dataset: `predictions` of the ui store. */
export function PredictionsDialog() {
  const isOpen = useUiStore((state) => state.dialog === 'predictions');
  const dataset = useDatasetStore((state) => state.dataset);
  const closeDialog = useUiStore((state) => state.closeDialog);
  if (!isOpen || dataset === null) return null;
  return (
    <Modal opened title="Predictions and annotators" size={720} onClose={closeDialog}>
      <Predictions key={dataset.id} onClose={closeDialog} />
    </Modal>
  );
}

function Predictions({ onClose }: { readonly onClose: () => void }) {
  const { data, error, refetch } = usePredictions();
  const { data: annotations } = useAnnotations();
  const job = usePredictionJob();
  const [way, setWay] = useState(useUiStore.getState().predictionWay);
  return (
    <div className={styles.dialog}>
      {data !== undefined && data.runs.length > 0 ? null : (
        <p className={styles.intro}>
          What a model says of every picture, beside its label: the confusion matrix, the least certain pictures, and labels that
          are probably wrong. Several runs lie side by side; searches and issues speak of the one in use. What several people
          called the pictures is imported here, too.
        </p>
      )}
      {error === null ? null : (
        <Problem message={error.message}>
          <Button variant="default" size="compact-xs" onClick={() => void refetch()}>
            Try again
          </Button>
        </Problem>
      )}
      {data === undefined || data.runs.length === 0 ? null : <RunList state={data} />}
      {annotations === undefined || annotations.sets.length === 0 ? null : <AnnotationSets state={annotations} />}
      {job === null ? (
        <>
          <SegmentedControl
            aria-label="Where predictions come from"
            data={WAYS.map(({ value, label }) => ({ value, label }))}
            value={way}
            onChange={(value) => setWay(WAYS.find((one) => one.value === value)?.value ?? 'file')}
          />
          {way === 'file' ? <FileImport onClose={onClose} /> : null}
          {way === 'classifier' ? <RunClassifier onClose={onClose} /> : null}
          {way === 'labels' ? <TeachFromLabels onClose={onClose} /> : null}
        </>
      ) : (
        <JobProgress job={job} onClose={onClose} />
      )}
    </div>
  );
}
