import { type Action, isFor, type Place } from '../actions/action.ts';
import { keysNow } from '../actions/key-conflicts.ts';
import type { ActionMenu } from '../actions/menus.ts';
import { VALUE_ACTIONS } from '../actions/value-actions.ts';
import type { MenuContext } from '../state/context-menu.ts';
import type { Bindings } from '../state/key-bindings.ts';
import type { KeyCombo } from '../ui/key-combo.ts';

/** Why an action of another place cannot be done. */
export const NOT_HERE = 'Not in this view';

/** An item of a menu. */
export interface MenuEntry {
  readonly id: string;
  readonly title: string;
  readonly key: KeyCombo | null;
  /** Absent: it is neither on nor off. */
  readonly isOn?: boolean;
  /** Why it cannot be done now; null: it can. */
  readonly whyNot: string | null;
  readonly run: () => void;
}

/** Items of a context menu, in sections: the actions that name the context, a section for each of their groups. */
export function contextEntries(
  context: MenuContext,
  actions: readonly Action[],
  place: Place,
  chosen: Bindings,
): readonly (readonly MenuEntry[])[] {
  if (context.kind === 'value')
    return [
      VALUE_ACTIONS.map(({ id, title, run }) => ({
        id,
        title: title(context),
        key: null,
        whyNot: null,
        run: () => run(context),
      })),
    ];
  const { kind } = context;
  const fitting = actions.filter((action) => action.menus?.includes(kind) === true && isFor(action, place));
  const sections = Map.groupBy(fitting, ({ group }) => group);
  return [...sections.values()].map((section) => section.map((action) => actionEntry(action, chosen)));
}

/** An action as an item of a menu, as things are now. */
export function actionEntry(action: Action, chosen: Bindings): MenuEntry {
  return {
    id: action.id,
    title: action.title,
    key: keysNow(action, chosen)[0] ?? null,
    ...(action.isOn === undefined ? {} : { isOn: action.isOn() }),
    whyNot: action.whyNot?.() ?? null,
    run: action.run,
  };
}

/** Items of a menu, in its sections. What belongs to another view is there and says so. */
export function menuEntries(
  { sections }: ActionMenu,
  actions: readonly Action[],
  place: Place,
  chosen: Bindings,
): readonly (readonly MenuEntry[])[] {
  const byId = new Map(actions.map((action) => [action.id, action]));
  return sections.map((ids) =>
    ids.flatMap((id) => {
      const action = byId.get(id);
      if (action === undefined) return [];
      const entry = actionEntry(action, chosen);
      return [isFor(action, place) ? entry : { ...entry, whyNot: NOT_HERE }];
    }),
  );
}
