import { Button, Modal } from '@mantine/core';
import type { DatasetId } from '../../shared/sample.ts';
import { useCleaningJob, useEndedCleaning } from '../state/auto-clean.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { useActiveModel } from '../state/embeddings.ts';
import { useUiStore } from '../state/ui-store.ts';
import { JobProgress } from '../ui/JobProgress.tsx';
import { Problem } from '../ui/Problem.tsx';
import styles from './AutoCleanDialog.module.css';
import { Found } from './Found.tsx';
import { TrustedForm } from './TrustedForm.tsx';

/** Which repairs help, and by how much: `auto-clean` of the ui store. */
export function AutoCleanDialog() {
  const isOpen = useUiStore((state) => state.dialog === 'auto-clean');
  const dataset = useDatasetStore((state) => state.dataset);
  const closeDialog = useUiStore((state) => state.closeDialog);
  if (!isOpen || dataset === null) return null;
  return (
    <Modal opened title="Auto-clean, with proof" size={920} onClose={closeDialog}>
      <div key={dataset.id} className={styles.dialog}>
        <p className={styles.intro}>
          Tries what could be done about each kind of issue – drop, relabel, drop duplicates, count less – and learns the labels
          from the rest each time. A repair is kept where more of the pictures that you trust come out right, by more than chance
          would make. Nothing is changed until you say so.
        </p>
        <Body dataset={dataset.id} onClose={closeDialog} />
      </div>
    </Modal>
  );
}

interface BodyProps {
  readonly dataset: DatasetId;
  readonly onClose: () => void;
}

function Body({ dataset, onClose }: BodyProps) {
  const model = useActiveModel();
  const running = useCleaningJob();
  const ended = useEndedCleaning();
  const openDialog = useUiStore((state) => state.openDialog);
  if (model === null) {
    return (
      <Problem tone="notice" message="No model has looked at this dataset yet, so nothing can be learned. One comes with Winnow.">
        <Button size="compact-xs" onClick={() => openDialog('embed')}>
          Find what is alike…
        </Button>
      </Problem>
    );
  }
  if (running !== null) return <JobProgress job={running} onClose={onClose} />;
  return (
    <>
      <TrustedForm dataset={dataset} />
      {ended?.state === 'failed' ? <Problem message={ended.message ?? 'The repairs could not be tried.'} /> : null}
      {ended?.state === 'done' ? <Found key={ended.id} job={ended} /> : null}
    </>
  );
}
