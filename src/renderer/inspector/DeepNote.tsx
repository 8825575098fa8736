import notice from '../ui/WhatIsWrong.module.css';
import styles from './DeepTiles.module.css';
import type { DeepState } from './deep-state.ts';

/** Says over a large picture that it becomes sharper yet, or why it does not. */
export function DeepNote({ state: { isBusy, failure } }: { readonly state: DeepState }) {
  if (failure !== null) {
    return (
      <div className={notice.notice} role="status">
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
