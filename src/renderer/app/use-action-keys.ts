import { useEffect } from 'react';
import type { Action } from '../actions/action.ts';
import { isFor } from '../actions/action.ts';
import { currentPlace } from '../actions/current-place.ts';
import { ACTIONS } from '../actions/registry.ts';
import { keysOf, useKeyBindings } from '../state/key-bindings.ts';
import { useUiStore } from '../state/ui-store.ts';
import { isMac } from '../ui/is-mac.ts';
import { isPressed } from '../ui/key-combo.ts';

/** Handles the keys of the actions, unless a dialog is open or text is being typed. */
export function useActionKeys(): void {
  useEffect(() => {
    // Noted before any dialog hears of the key: the one that Escape closes is gone by the time it comes here.
    let isDialogs = false;
    const onCapture = (): void => {
      isDialogs = useUiStore.getState().dialog !== null;
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      if (isUndoKey(event) && !isTyping(event.target)) event.preventDefault();
      if (isDialogs) return;
      const action = pressedAction(event);
      if (action === undefined) return;
      event.preventDefault();
      if (action.isOnce !== true || !event.repeat) action.run();
    };
    const stopping = new AbortController();
    const { signal } = stopping;
    window.addEventListener('keydown', onCapture, { capture: true, signal });
    // An Escape that closes a tooltip does not come so far as the window, and is to do what it does without one.
    document.addEventListener('keydown', (event) => event.key === 'Escape' && onKeyDown(event), { signal });
    // Last of all: a menu that a key opens would hear of that key itself, and close.
    window.addEventListener('keydown', (event) => event.key !== 'Escape' && onKeyDown(event), { signal });
    return () => stopping.abort();
  }, []);
}

function pressedAction(event: KeyboardEvent): Action | undefined {
  const place = currentPlace();
  const bindings = useKeyBindings.getState();
  const isMine = !isElsewhere(event);
  return ACTIONS.find(
    (action) =>
      (isMine || action.isWhileWriting === true) &&
      isFor(action, place) &&
      keysOf(action.id, bindings).some((combo) => isPressed(combo, event, isMac())),
  );
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

/** By itself a browser takes back what was typed last, wherever that was. */
function isUndoKey({ ctrlKey, metaKey, key }: KeyboardEvent): boolean {
  return (ctrlKey || metaKey) && /^[zy]$/i.test(key);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, [contenteditable]') !== null;
}
