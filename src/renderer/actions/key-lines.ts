import { type Bindings, keysOf } from '../state/key-bindings.ts';
import type { KeyCombo } from '../ui/key-combo.ts';
import type { Action, ActionFamily, ActionGroup } from './action.ts';

/** A line of the list of keys: an action, or a family of them. */
export interface KeyLine {
  readonly group: ActionGroup;
  readonly title: string;
  readonly keys: readonly KeyCombo[];
  /** One, or all of the family. */
  readonly actions: readonly Action[];
}

/** The list of keys. A family is one line as long as its actions have the keys they came with. */
export function keyLines(actions: readonly Action[], chosen: Bindings): readonly KeyLine[] {
  const families = Map.groupBy(actions, (action) => action.family ?? action);
  return [...families].flatMap(([key, members]) => {
    const isWhole = 'shown' in key && members.every(({ id }) => chosen[id] === undefined);
    return isWhole ? [familyLine(key, members)] : members.map((action) => actionLine(action, chosen));
  });
}

/** The line of one action. */
export function actionLine(action: Action, chosen: Bindings): KeyLine {
  const { group, title, note } = action;
  const keys = keysOf(action.id, { chosen, defaults: { [action.id]: action.keys } });
  // `=` is `+` without Shift.
  const shown = keys.includes('+') ? keys.filter((key) => key !== '=') : keys;
  return { group, title: note === undefined ? title : `${title}, ${note}`, keys: shown, actions: [action] };
}

function familyLine(line: ActionFamily, members: readonly Action[]): KeyLine {
  return { group: members[0]?.group ?? 'Look', title: line.title, keys: line.shown, actions: members };
}
