import { keysOf, useKeyBindings } from '../state/key-bindings.ts';
import { isMac } from './is-mac.ts';
import { shownCombo } from './key-combo.ts';

/** The first key of an action as it is printed, `Ctrl+Z`; null where it has none. */
export function useKey(id: string): string | null {
  const key = useKeyBindings((state) => keysOf(id, state)[0]);
  return key === undefined ? null : shownCombo(key, isMac());
}

/** The same, for whoever says something once. */
export function keyNow(id: string): string | null {
  const key = keysOf(id, useKeyBindings.getState())[0];
  return key === undefined ? null : shownCombo(key, isMac());
}

/** What a button says of itself, with the key that does the same: `History (H)`. @param id of the action */
export function useWithKey(id: string, label: string): string {
  const key = useKey(id);
  return key === null ? label : `${label} (${key})`;
}
