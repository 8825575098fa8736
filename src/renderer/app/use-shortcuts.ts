import { useEffect } from 'react';
import { useUiStore } from '../state/ui-store.ts';
import { isPressed } from './key-combo.ts';
import { SHORTCUTS, type Shortcut } from './shortcuts.ts';

export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** Handles the keys of the table, unless a dialog is open or text is being typed. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || isElsewhere(event)) return;
      const shortcut = SHORTCUTS.find((candidate) => fits(candidate, event));
      if (shortcut === undefined) return;
      event.preventDefault();
      shortcut.run(event.key);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function fits(shortcut: Shortcut, event: KeyboardEvent): boolean {
  const { view } = useUiStore.getState();
  if (shortcut.view !== undefined && shortcut.view !== view) return false;
  return shortcut.keys.some((combo) => isPressed(combo, event, isMac));
}

const WRITING =
  'input:not([type=range], [type=checkbox], [type=radio]), textarea, select, [contenteditable], [role=menu], [role=dialog]';
const PRESSED_BY_KEY = 'button, a, summary, input, [role=button], [role=separator]';
const MOVED_BY_KEY = 'input, [role=slider], [role=separator], [role=listbox], [role=tablist]';

/** A dialog is open, text is typed, or the key works the control that has the focus. */
function isElsewhere({ target, key }: KeyboardEvent): boolean {
  if (useUiStore.getState().dialog !== null) return true;
  if (!(target instanceof Element)) return false;
  const owners = key === 'Enter' || key === ' ' ? PRESSED_BY_KEY : /^(?:Arrow|Page|Home|End)/.test(key) ? MOVED_BY_KEY : null;
  return target.closest(WRITING) !== null || (owners !== null && target.closest(owners) !== null);
}
