import { Button, Modal } from '@mantine/core';
import { useDatasetStore } from '../state/dataset-store.ts';
import { formatCount } from '../ui/format.ts';
import styles from './RelinkDialog.module.css';
import { relinkDetails } from './relink-details.ts';

/** Asks whether an opened folder is a dataset that was indexed elsewhere before. Shows itself when the engine asks. */
export function RelinkDialog() {
  const relink = useDatasetStore((state) => state.relink);
  const isBusy = useDatasetStore((state) => state.opening !== null);
  const answerRelink = useDatasetStore((state) => state.answerRelink);
  const dismissRelink = useDatasetStore((state) => state.dismissRelink);
  if (relink === null) return null;
  const known = relinkDetails(relink.details);
  return (
    <Modal
      opened
      title={known === null ? 'A dataset that moved?' : `Has “${known.name}” moved here?`}
      size={560}
      onClose={dismissRelink}
    >
      {known === null ? (
        <p className={styles.message}>{relink.message}</p>
      ) : (
        <dl className={styles.facts}>
          <dt>Was at</dt>
          <dd>{known.oldFolder}</dd>
          <dt>Is now at</dt>
          <dd>{relink.request.folder}</dd>
          <dt>The same</dt>
          <dd>{`${formatCount(known.matched)} of ${formatCount(known.checked)} files compared`}</dd>
        </dl>
      )}
      <p className={styles.note}>
        Taking over keeps its tags, its history and its index; nothing is read again. Starting new leaves the old index as it is.
      </p>
      <div className={styles.foot}>
        <Button variant="subtle" color="gray" onClick={dismissRelink}>
          Cancel
        </Button>
        <Button variant="default" disabled={isBusy} onClick={() => void answerRelink(false)}>
          Start new
        </Button>
        {known === null ? null : (
          <Button data-autofocus disabled={isBusy} onClick={() => void answerRelink(known.datasetId)}>
            Take over
          </Button>
        )}
      </div>
    </Modal>
  );
}
