import styles from './DeepTiles.module.css';
import type { DeepState } from './deep-state.ts';
import loupe from './Loupe.module.css';

/** Says over a large picture that it becomes sharper yet, or why it does not. */
export function DeepNote({ state: { isBusy, failure } }: { readonly state: DeepState }) {
  if (failure !== null) {
    return (
      <div className={loupe.notice} role="status">
        <b>Not in full detail</b>
        <span className="wn-selectable">{failure}</span>
      </div>
    );
  }
  return isBusy ? (
    <div className={styles.busy} role="status">
      Getting sharper…
    </div>
  ) : null;
}
