import { Button, Modal } from '@mantine/core';
import { useDatasetStore } from '../state/dataset-store.ts';
import { formatAgo, formatNoun } from '../ui/format.ts';
import styles from './RelinkDialog.module.css';
import { relinkCandidates } from './relink-candidates.ts';

/** Asks whether an opened folder is a dataset that was indexed elsewhere before. Shows itself when the engine asks. */
export function RelinkDialog() {
  const relink = useDatasetStore((state) => state.relink);
  const isBusy = useDatasetStore((state) => state.opening !== null);
  const answerRelink = useDatasetStore((state) => state.answerRelink);
  const dismissRelink = useDatasetStore((state) => state.dismissRelink);
  if (relink === null) return null;
  return (
    <Modal opened title="A dataset that has moved?" size={560} onClose={dismissRelink}>
      <p className={styles.message}>{relink.message}</p>
      <ul className={styles.list}>
        {relinkCandidates(relink.details).map(({ id, name, folder, samples, openedMs }) => (
          <li key={id} className={styles.candidate}>
            <div className={styles.texts}>
              <b>{name}</b>
              <span className={styles.folder}>{folder}</span>
              <span className={styles.facts}>
                {formatNoun(samples, 'sample')}
                {typeof openedMs === 'number' ? `, opened ${formatAgo(openedMs, Date.now())}` : ''}
              </span>
            </div>
            <Button disabled={isBusy} onClick={() => void answerRelink(id)}>
              Take over
            </Button>
          </li>
        ))}
      </ul>
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
      </div>
    </Modal>
  );
}
