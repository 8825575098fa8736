import type { Bindings } from '../state/key-bindings.ts';
import type { KeyCombo } from '../ui/key-combo.ts';
import type { Action, ActionGroup } from './action.ts';
import { keysNow } from './key-conflicts.ts';

/** A line of the list of keys: an action, or a family of them that have the keys they came with. */
export interface KeyLine {
  readonly id: string;
  readonly group: ActionGroup;
  readonly title: string;
  /** Of a family what stands for all of its keys. */
  readonly keys: readonly KeyCombo[];
  /** The one it is about; null: a family. */
  readonly action: Action | null;
  readonly isChanged: boolean;
}

/**
 * The list of keys.
 * @param areOpen families in lines of their own, so that each can be changed; those that were changed are, anyway
 */
export function keyLines(actions: readonly Action[], chosen: Bindings, areOpen: boolean): readonly KeyLine[] {
  const families = Map.groupBy(actions, (action) => action.family ?? action);
  return [...families].flatMap(([key, members]) => {
    const isChanged = members.some(({ id }) => chosen[id] !== undefined);
    if (areOpen || isChanged || !('shown' in key)) return members.map((action) => actionLine(action, chosen));
    const { id, group } = members[0] ?? { id: '', group: 'Look' };
    return [{ id, group, title: key.title, keys: key.shown, action: null, isChanged: false }];
  });
}

/** Lines that have all the words typed in their title, group, other words or keys. @param shown how a key is printed */
export function matchingLines(lines: readonly KeyLine[], typed: string, shown: (combo: KeyCombo) => string): readonly KeyLine[] {
  const words = typed.toLowerCase().split(/\s+/);
  return lines.filter(({ title, group, keys, action }) => {
    const text = `${title} ${group} ${action?.words ?? ''} ${keys.map(shown).join(' ')}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function actionLine(action: Action, chosen: Bindings): KeyLine {
  const { id, group, title, note } = action;
  return {
    id,
    group,
    title: note === undefined ? title : `${title}, ${note}`,
    keys: keysNow(action, chosen),
    action,
    isChanged: chosen[id] !== undefined,
  };
}
