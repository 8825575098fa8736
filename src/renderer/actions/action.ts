import type { MenuContext } from '../state/context-menu.ts';
import type { View } from '../state/ui-store.ts';
import type { KeyCombo } from '../ui/key-combo.ts';

/** Where actions are: a view, the dialogs that compare samples (two of a group, or those picked) and take all keys, the screen without a dataset, or triage, which takes the place of the grid and the large view. */
export type Place = View | 'compare' | 'picked' | 'start' | 'triage';

export type ActionGroup =
  | 'Look'
  | 'Move'
  | 'Select'
  | 'Decide'
  | 'Triage'
  | 'Large view'
  | 'Groups'
  | 'Compare'
  | 'Compare the selected'
  | 'Map'
  | 'By similarity'
  | 'Confusion matrix'
  | 'Splits'
  | 'Review'
  | 'Find'
  | 'Files'
  | 'Dataset'
  | 'Winnow';

/** Actions that differ by what their key names, as the arrows: one line of the help, unless it is opened. */
export interface ActionFamily {
  readonly title: string;
  /** The keys of all of them; `arrows` and `move` stand for several. */
  readonly shown: readonly KeyCombo[];
}

/** Something the user can have done: keys, menus, context menus and the command palette are made of these. */
export interface Action {
  /** Group and name, `decide.remove`. Stable: keys that were changed and actions used lately are remembered by it. */
  readonly id: string;
  readonly group: ActionGroup;
  /** What is done, as menus say it. One with `…` asks something first. */
  readonly title: string;
  /** Said in the list of keys only. */
  readonly note?: string;
  /** Other words that find it in the command palette. */
  readonly words?: string;
  /** As long as the user has chosen no others; none for what is in menus only. */
  readonly keys: readonly KeyCombo[];
  readonly run: () => void;
  /** Only there; absent: in every view. */
  readonly place?: Place | readonly Place[];
  /** Held down it is done once only. */
  readonly isOnce?: true;
  /** Its key counts while text is written, too. */
  readonly isWhileWriting?: true;
  readonly family?: ActionFamily;
  /** Context menus that have it. */
  readonly menus?: readonly Exclude<MenuContext['kind'], 'value'>[];
  /** By its key only: in a menu it would be no use, as a step to the next sample. */
  readonly isKeyOnly?: true;
  /** Why it cannot be done now, said where it is shown greyed; null: it can be. Its key is answered by `run`, which says so. */
  readonly whyNot?: () => string | null;
  /** For what is on or off: which it is. */
  readonly isOn?: () => boolean;
}

/** True where an action can be done. */
export function isFor({ place: own }: Pick<Action, 'place'>, place: Place): boolean {
  if (own === undefined) return place !== 'compare' && place !== 'picked' && place !== 'start';
  return typeof own === 'string' ? own === place : own.includes(place);
}

type Shared = Omit<Action, 'id' | 'title' | 'keys' | 'run' | 'family'>;
type Member = Pick<Action, 'id' | 'title' | 'keys' | 'run'>;

/** Actions of one family, which share all but what each of them does. */
export function family(line: ActionFamily, shared: Shared, members: readonly Member[]): readonly Action[] {
  return members.map((member) => ({ ...shared, ...member, family: line }));
}
