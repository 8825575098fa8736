import type { KeyCombo } from '../ui/key-combo.ts';

/** A line of the command palette: an action, or a place to go to. */
export interface PaletteItem {
  /** Of an action its id; elsewhere the kind and the name. What was used lately is remembered by it. */
  readonly id: string;
  /** Before the title, dim: the group of an action, `Class`, `Tag`. */
  readonly kind: string;
  readonly title: string;
  /** Other words that find it. */
  readonly words?: string;
  /** At the right, dim: a count. */
  readonly hint?: string;
  readonly keys?: readonly KeyCombo[];
  /** Of what is on or off. */
  readonly isOn?: boolean;
  /** Why it cannot be done now; null: it can. */
  readonly whyNot: string | null;
  /** Not among what was used lately. */
  readonly isForgotten?: true;
  readonly run: () => void;
}

/**
 * Where lines of the palette come from besides the actions: classes, saved views. A hook, as what it offers may be fetched.
 * @param typed trimmed; empty: nothing is looked for, so that only what is few is offered
 */
export type PaletteSource = (typed: string) => readonly PaletteItem[];
