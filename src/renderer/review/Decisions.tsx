import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useDatasetStore } from '../state/dataset-store.ts';
import { undo } from '../state/decisions.ts';
import { keepLabel, markUnsure, removeShown, takeSuggestion } from '../state/review-actions.ts';
import { useUiStore } from '../state/ui-store.ts';
import { isMac, Keys } from '../ui/Keys.tsx';
import styles from './Decisions.module.css';
import { keepFocus } from './keep-focus.ts';

/** What can be said of a suspect, with the keys that do it. */
export function Decisions() {
  const openDialog = useUiStore((state) => state.openDialog);
  const canUndo = useDatasetStore((state) => (state.dataset?.undoDepth ?? 0) > 0);
  return (
    <div className={styles.decisions} role="toolbar" aria-label="Decide">
      <Decision keys="K" onDecide={keepLabel}>
        Keep label
      </Decision>
      <Decision keys="Enter" isMain onDecide={() => void takeSuggestion()}>
        Take suggestion
      </Decision>
      <Decision keys="L" onDecide={() => openDialog('label')}>
        Another…
      </Decision>
      <Decision keys="U" onDecide={markUnsure}>
        Unsure
      </Decision>
      <Decision keys="R" onDecide={removeShown}>
        Remove
      </Decision>
      <span className={styles.space} />
      <Decision keys={isMac() ? '⌘+Z' : 'Ctrl+Z'} isDisabled={!canUndo} onDecide={() => void undo()}>
        Undo
      </Decision>
    </div>
  );
}

interface DecisionProps {
  readonly keys: string;
  readonly isMain?: boolean;
  readonly isDisabled?: boolean;
  readonly onDecide: () => void;
  readonly children: ReactNode;
}

function Decision({ keys, isMain = false, isDisabled = false, onDecide, children }: DecisionProps) {
  return (
    <Button
      size="compact-md"
      variant={isMain ? 'filled' : 'default'}
      disabled={isDisabled}
      rightSection={<Keys keys={keys} />}
      onMouseDown={keepFocus}
      onClick={onDecide}
    >
      {children}
    </Button>
  );
}
