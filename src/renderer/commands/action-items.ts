import { type Action, isFor, type Place } from '../actions/action.ts';
import { keysNow } from '../actions/key-conflicts.ts';
import type { Bindings } from '../state/key-bindings.ts';
import type { PaletteItem } from './palette-item.ts';

/** The actions of a place as lines of the palette, those that are steps left out. */
export function actionItems(actions: readonly Action[], place: Place, chosen: Bindings): readonly PaletteItem[] {
  return actions
    .filter((action) => isFor(action, place) && action.isKeyOnly !== true)
    .map((action) => ({
      id: action.id,
      kind: action.group,
      title: action.title,
      ...(action.words === undefined ? {} : { words: action.words }),
      keys: keysNow(action, chosen).slice(0, 1),
      ...(action.isOn === undefined ? {} : { isOn: action.isOn() }),
      whyNot: action.whyNot?.() ?? null,
      run: action.run,
    }));
}
