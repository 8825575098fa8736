import { ActionIcon, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import { tagByKey, toggleTriage } from '../state/triage.ts';
import { showUndecided, useTriageProgress } from '../state/triage-progress.ts';
import { useTriageStore } from '../state/triage-store.ts';
import { useUiStore } from '../state/ui-store.ts';
import { formatCount } from '../ui/format.ts';
import { Keys } from '../ui/Keys.tsx';
import { useKey, useWithKey } from '../ui/use-key.ts';
import styles from './TriageBar.module.css';

/** While samples are decided one after the other: how many are, and the keys that do it. */
export function TriageBar() {
  return useTriageStore((state) => state.isOn) ? <Bar /> : null;
}

function Bar() {
  const openDialog = useUiStore((state) => state.openDialog);
  const leave = useWithKey('triage.leave', 'End triage');
  return (
    <section className={styles.bar} aria-label="Triage">
      <Progress />
      <div className={styles.decisions} role="toolbar" aria-label="Decide, then the next comes">
        <Decision action="decide.remove" onDecide={() => void tagByKey('remove')}>
          Remove
        </Decision>
        <Decision action="triage.keep" onDecide={() => void tagByKey('keep')}>
          Keep
        </Decision>
        <Decision action="triage.unsure" onDecide={() => void tagByKey('unsure')}>
          Unsure
        </Decision>
        <Decision action="decide.label" onDecide={() => openDialog('label')}>
          Label…
        </Decision>
        <Decision action="move.right" onDecide={undefined}>
          Skip
        </Decision>
      </div>
      <Tooltip label={leave}>
        <ActionIcon size={24} aria-label="End triage" onClick={toggleTriage}>
          <IconX size={14} />
        </ActionIcon>
      </Tooltip>
    </section>
  );
}

function Progress() {
  const progress = useTriageProgress();
  if (progress === undefined) return <div className={styles.progress} />;
  const { decided, total } = progress;
  return (
    <div className={styles.progress}>
      <b>
        {formatCount(decided)} of {formatCount(total)} decided
      </b>
      {decided === 0 || decided === total ? null : (
        <button type="button" className={styles.rest} onMouseDown={keepFocus} onClick={showUndecided}>
          Show the rest
        </button>
      )}
      <div
        className={styles.track}
        role="progressbar"
        aria-label="Samples decided"
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={decided}
      >
        <i style={{ width: `${(100 * decided) / Math.max(1, total)}%` }} />
      </div>
    </div>
  );
}

interface DecisionProps {
  /** Whose key is shown. */
  readonly action: string;
  /** Absent: done by its key only. */
  readonly onDecide: (() => void) | undefined;
  readonly children: string;
}

function Decision({ action, onDecide, children }: DecisionProps) {
  const keys = useKey(action);
  const words = (
    <>
      {children}
      {keys === null ? null : <Keys keys={keys} />}
    </>
  );
  if (onDecide === undefined) return <span className={styles.word}>{words}</span>;
  return (
    <button type="button" className={styles.decision} onMouseDown={keepFocus} onClick={onDecide}>
      {words}
    </button>
  );
}

/** The grid keeps the focus, whose keys go on. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}
