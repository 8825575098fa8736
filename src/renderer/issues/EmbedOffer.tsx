import { useUiStore } from '../state/ui-store.ts';
import styles from './EmbedOffer.module.css';

/** Stands where something needs embeddings that are not there: what to do, and the way to it. */
export function EmbedOffer() {
  const openDialog = useUiStore((state) => state.openDialog);
  return (
    <p className={styles.offer}>
      Outliers need embeddings: what a model sees in the pictures.{' '}
      <button type="button" className={styles.open} data-issue-row onClick={() => openDialog('embed')}>
        Embed…
      </button>
    </p>
  );
}
