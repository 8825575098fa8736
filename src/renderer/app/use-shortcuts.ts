import { useEffect } from 'react';
import { useUiStore } from '../state/ui-store.ts';
import { isPressed } from './key-combo.ts';
import { SHORTCUTS, type Shortcut } from './shortcuts.ts';

export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** Handles the keys of the table, unless a dialog is open or text is being typed. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || isElsewhere(event.target)) return;
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
  if (shortcut.isLocal === true && !isOnSamples(event.target)) return false;
  return shortcut.keys.some((combo) => isPressed(combo, event, isMac));
}

/** Text is typed, a menu is walked, or a dialog is open: keys are theirs. */
function isElsewhere(target: EventTarget | null): boolean {
  if (useUiStore.getState().dialog !== null) return true;
  return (
    target instanceof Element &&
    target.closest(
      'input:not([type=range], [type=checkbox]), textarea, select, [contenteditable], [role=menu], [role=dialog]',
    ) !== null
  );
}

/** Nothing has the keyboard, or a part of the page that leaves it to the samples, and no button in it. */
function isOnSamples(target: EventTarget | null): boolean {
  if (!(target instanceof Element) || target === document.body) return true;
  return target.closest('[data-sample-keys]') !== null && target.closest('button, a, input, [role=button]') === null;
}
