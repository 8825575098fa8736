import { useUiStore } from '../state/ui-store.ts';
import styles from './EmbedOffer.module.css';

/** Stands where what annotators disagree on would be, while there are none: the way to import them. */
export function AnnotatorOffer() {
  const openDialog = useUiStore((state) => state.openDialog);
  return (
    <p className={styles.offer}>
      Did several people label these?{' '}
      <button type="button" className={styles.open} data-issue-row onClick={() => openDialog('predictions')}>
        Import annotators…
      </button>
    </p>
  );
}
