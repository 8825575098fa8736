import { useEffect, useState } from 'react';
import type { Action } from '../actions/action.ts';
import { bound, conflictsOf, swapped } from '../actions/key-conflicts.ts';
import { ACTIONS } from '../actions/registry.ts';
import { useKeyBindings } from '../state/key-bindings.ts';
import { isMac } from '../ui/is-mac.ts';
import { type KeyCombo, pressedCombo } from '../ui/key-combo.ts';

/** A key that is being changed. */
export interface Capture {
  readonly action: Action;
  /** The key that another is pressed for; null: one more is. */
  readonly replaced: KeyCombo | null;
  /** What was pressed, where other actions have it; null: nothing yet. */
  readonly pressed: KeyCombo | null;
  readonly conflicts: readonly Action[];
}

export interface KeyCapture {
  readonly capture: Capture | null;
  start(action: Action, replaced: KeyCombo | null): void;
  /** Takes what was pressed; the actions that have it get the key that is replaced for it, or none. */
  swap(): void;
  /** Takes the key off. */
  remove(): void;
  cancel(): void;
}

/** Waits for the combination that an action is to have. Escape, or Tab, leaves it as it was. */
export function useKeyCapture(): KeyCapture {
  const [capture, setCapture] = useState<Capture | null>(null);
  const { bind } = useKeyBindings.getState();
  const isWaiting = capture !== null && capture.pressed === null;
  useEffect(() => {
    if (!isWaiting || capture === null) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Tab' || event.key === 'Escape') setCapture(null);
      if (event.key === 'Tab') return;
      event.preventDefault();
      event.stopPropagation();
      const combo = pressedCombo(event, isMac());
      if (combo === null || event.key === 'Escape') return;
      const { chosen } = useKeyBindings.getState();
      const conflicts = conflictsOf(capture.action, combo, ACTIONS, chosen);
      if (conflicts.length > 0) setCapture({ ...capture, pressed: combo, conflicts });
      else {
        bind(bound(capture.action, combo, capture.replaced, chosen));
        setCapture(null);
      }
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [isWaiting, capture, bind]);

  return {
    capture,
    start: (action, replaced) => setCapture({ action, replaced, pressed: null, conflicts: [] }),
    swap() {
      if (capture === null || capture.pressed === null) return;
      const { action, replaced, pressed, conflicts } = capture;
      bind(swapped(action, pressed, replaced, conflicts, useKeyBindings.getState().chosen));
      setCapture(null);
    },
    remove() {
      if (capture === null) return;
      const { action, replaced } = capture;
      const keys = useKeyBindings.getState().chosen[action.id] ?? action.keys;
      bind({ [action.id]: keys.filter((key) => key !== replaced) });
      setCapture(null);
    },
    cancel: () => setCapture(null),
  };
}
