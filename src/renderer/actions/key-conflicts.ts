import type { Bindings } from '../state/key-bindings.ts';
import { isSameCombo, type KeyCombo } from '../ui/key-combo.ts';
import { type Action, isFor } from './action.ts';
import { ALL_PLACES } from './places.ts';

/** Other actions that have a combination where the action is, too: one press cannot mean both. */
export function conflictsOf(action: Action, combo: KeyCombo, actions: readonly Action[], chosen: Bindings): readonly Action[] {
  return actions.filter(
    (other) =>
      other.id !== action.id &&
      keysNow(other, chosen).some((key) => isSameCombo(key, combo)) &&
      ALL_PLACES.some((place) => isFor(other, place) && isFor(action, place)),
  );
}

/**
 * Gives an action a combination instead of one it has, or besides those it has.
 * @param replaced null: besides
 */
export function bound(action: Action, combo: KeyCombo, replaced: KeyCombo | null, chosen: Bindings): Bindings {
  const keys = keysNow(action, chosen).filter((key) => !isSameCombo(key, combo));
  const place = replaced === null ? -1 : keys.indexOf(replaced);
  return { [action.id]: place < 0 ? [...keys, combo] : keys.with(place, combo) };
}

/** As `bound`, and those that have the combination get the replaced one for it; where none is replaced they lose it. */
export function swapped(
  action: Action,
  combo: KeyCombo,
  replaced: KeyCombo | null,
  conflicts: readonly Action[],
  chosen: Bindings,
): Bindings {
  const others = conflicts.map((other) => {
    const keys = keysNow(other, chosen);
    const isOthers = (key: KeyCombo): boolean => isSameCombo(key, combo);
    return [
      other.id,
      replaced === null ? keys.filter((key) => !isOthers(key)) : keys.map((key) => (isOthers(key) ? replaced : key)),
    ];
  });
  return { ...Object.fromEntries(others), ...bound(action, combo, replaced, chosen) };
}

/** The keys of an action now. */
export function keysNow(action: Action, chosen: Bindings): readonly KeyCombo[] {
  return chosen[action.id] ?? action.keys;
}
