import { useUiStore } from '../state/ui-store.ts';
import styles from './EmbedOffer.module.css';

/** Stands where label issues need predictions that are not there: what to do, and the way to it. */
export function PredictionOffer() {
  const openDialog = useUiStore((state) => state.openDialog);
  return (
    <p className={styles.offer}>
      Label issues need predictions: class probabilities of a model, or of one made here.{' '}
      <button type="button" className={styles.open} data-issue-row onClick={() => openDialog('predictions')}>
        Predictions…
      </button>
    </p>
  );
}
