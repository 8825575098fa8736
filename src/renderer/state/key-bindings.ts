import { z } from 'zod';
import { create } from 'zustand';
import type { KeyCombo } from '../ui/key-combo.ts';
import { readSetting, writeSetting } from './persisted.ts';

/** Keys by the id of the action they are for. */
export type Bindings = Readonly<Record<string, readonly KeyCombo[]>>;

const SETTING = 'keyBindings';

export interface KeyBindingsState {
  /** What the actions come with; told by their registry. */
  readonly defaults: Bindings;
  /** Where the user chose others; an empty list: none. Remembered by this browser. */
  readonly chosen: Bindings;
  declare(defaults: Bindings): void;
  /** Gives actions other keys. Those they came with are no choice. */
  bind(changes: Bindings): void;
  /** Back to what they came with. @param id absent: all actions */
  reset(id?: string): void;
}

/** Which keys do what. */
export const useKeyBindings = create<KeyBindingsState>()((set, get) => {
  const choose = (chosen: Bindings): void => {
    set({ chosen });
    writeSetting(SETTING, chosen);
  };
  return {
    defaults: {},
    chosen: readSetting<Bindings>(SETTING, z.record(z.string(), z.array(z.string().min(1))), {}),
    declare: (defaults) => set({ defaults }),
    bind: (changes) => {
      const { chosen, defaults } = get();
      const all = Object.entries({ ...chosen, ...changes });
      choose(Object.fromEntries(all.filter(([id, keys]) => !areSame(keys, defaults[id] ?? []))));
    },
    reset: (id) => choose(id === undefined ? {} : Object.fromEntries(Object.entries(get().chosen).filter(([own]) => own !== id))),
  };
});

/** The keys of an action now. */
export function keysOf(id: string, { chosen, defaults }: Pick<KeyBindingsState, 'chosen' | 'defaults'>): readonly KeyCombo[] {
  return chosen[id] ?? defaults[id] ?? [];
}

function areSame(one: readonly KeyCombo[], other: readonly KeyCombo[]): boolean {
  return one.length === other.length && one.every((key, place) => key === other[place]);
}
