import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useDatasetStore } from '../state/dataset-store.ts';
import { undo } from '../state/decisions.ts';
import { keepLabel, markUnsure, removeShown, takeSuggestion } from '../state/review-actions.ts';
import { useUiStore } from '../state/ui-store.ts';
import { Keys } from '../ui/Keys.tsx';
import { useKey } from '../ui/use-key.ts';
import styles from './Decisions.module.css';
import { keepFocus } from './keep-focus.ts';

/** What can be said of a suspect, with the keys that do it. */
export function Decisions() {
  const openDialog = useUiStore((state) => state.openDialog);
  const canUndo = useDatasetStore((state) => (state.dataset?.undoDepth ?? 0) > 0);
  return (
    <div className={styles.decisions} role="toolbar" aria-label="Decide">
      <Decision action="review.keep-label" onDecide={keepLabel}>
        Keep label
      </Decision>
      <Decision action="review.take-suggestion" isMain onDecide={() => void takeSuggestion()}>
        Take suggestion
      </Decision>
      <Decision action="review.label" onDecide={() => openDialog('label')}>
        Another…
      </Decision>
      <Decision action="review.unsure" onDecide={markUnsure}>
        Unsure
      </Decision>
      <Decision action="review.remove" onDecide={removeShown}>
        Remove
      </Decision>
      <span className={styles.space} />
      <Decision action="decide.undo" isDisabled={!canUndo} onDecide={() => void undo()}>
        Undo
      </Decision>
    </div>
  );
}

interface DecisionProps {
  /** Whose key does the same. */
  readonly action: string;
  readonly isMain?: boolean;
  readonly isDisabled?: boolean;
  readonly onDecide: () => void;
  readonly children: ReactNode;
}

function Decision({ action, isMain = false, isDisabled = false, onDecide, children }: DecisionProps) {
  const key = useKey(action);
  return (
    <Button
      size="compact-md"
      variant={isMain ? 'filled' : 'default'}
      disabled={isDisabled}
      rightSection={key === null ? null : <Keys keys={key} />}
      onMouseDown={keepFocus}
      onClick={onDecide}
    >
      {children}
    </Button>
  );
}
