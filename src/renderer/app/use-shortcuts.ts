import { useEffect } from 'react';
import { useGroupsStore } from '../state/groups.ts';
import { useUiStore } from '../state/ui-store.ts';
import { isPressed } from './key-combo.ts';
import { isFor, type Place, type Shortcut } from './shortcut.ts';
import { SHORTCUTS } from './shortcuts.ts';

export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** Handles the keys of the table, unless a dialog is open or text is being typed. */
export function useShortcuts(): void {
  useEffect(() => {
    // Noted before any dialog hears of the key: the one that Escape closes is gone by the time it comes here.
    let isDialogs = false;
    const onCapture = (): void => {
      isDialogs = useUiStore.getState().dialog !== null;
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isDialogs || event.defaultPrevented || event.isComposing || isElsewhere(event)) return;
      const shortcut = SHORTCUTS.find((candidate) => fits(candidate, event));
      if (shortcut === undefined) return;
      event.preventDefault();
      if (shortcut.isOnce !== true || !event.repeat) shortcut.run(event.key);
    };
    window.addEventListener('keydown', onCapture, { capture: true });
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onCapture, { capture: true });
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}

function fits(shortcut: Shortcut, event: KeyboardEvent): boolean {
  return isFor(shortcut, place()) && shortcut.keys.some((combo) => isPressed(combo, event, isMac));
}

function place(): Place {
  if (useGroupsStore.getState().compared !== null) return 'compare';
  const { view } = useUiStore.getState();
  // Samples beside the matrix have the keys of the grid while they have the focus.
  return view === 'confusion' && document.activeElement?.closest('[data-place=grid]') ? 'grid' : view;
}

/** `data-keys`: a dialog that has its keys in the table. */
const WRITING =
  'input:not([type=range], [type=checkbox], [type=radio]), textarea, select, [contenteditable], [role=menu], [role=dialog]:not([data-keys])';
const PRESSED_BY_KEY = 'button, a, summary, input, [role=button], [role=separator]';
const MOVED_BY_KEY = 'input, [role=slider], [role=separator], [role=listbox], [role=tablist]';

/** Text is typed, or the key works the control that has the focus. */
function isElsewhere({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  const owners = key === 'Enter' || key === ' ' ? PRESSED_BY_KEY : /^(?:Arrow|Page|Home|End)/.test(key) ? MOVED_BY_KEY : null;
  return target.closest(WRITING) !== null || (owners !== null && target.closest(owners) !== null);
}
