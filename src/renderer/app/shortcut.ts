import type { View } from '../state/ui-store.ts';
import type { KeyCombo } from './key-combo.ts';

/** Where keys are pressed: a view, or the dialog that compares two samples, which takes all of them. */
export type Place = View | 'compare';

/** A key of the dataset screen: what handles it, and what the help says of it. */
export interface Shortcut {
  readonly group:
    | 'Look'
    | 'Move'
    | 'Select'
    | 'Decide'
    | 'Large view'
    | 'Groups'
    | 'Compare'
    | 'Map'
    | 'By similarity'
    | 'Confusion matrix'
    | 'Splits'
    | 'Review'
    | 'Find';
  readonly keys: readonly KeyCombo[];
  /** What the help prints instead of `keys`; in the same notation. */
  readonly shown?: readonly KeyCombo[];
  readonly does: string;
  readonly run: (key: string) => void;
  /** Only there; absent: in every view. */
  readonly view?: Place | readonly Place[];
  /** Held down it is done once only. */
  readonly isOnce?: true;
}

/** True where a key of the table counts. */
export function isFor({ view }: Pick<Shortcut, 'view'>, place: Place): boolean {
  if (view === undefined) return place !== 'compare';
  return typeof view === 'string' ? view === place : view.includes(place);
}
