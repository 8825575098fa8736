import { toggleSkew } from '../state/skew.ts';
import { sendSkewMove } from '../state/skew-moves.ts';
import type { Shortcut } from './shortcut.ts';

/** Keys of the comparison of splits. */
export const SKEW_SHORTCUTS: readonly Shortcut[] = [
  {
    group: 'Look',
    keys: ['J'],
    does: 'How the splits differ, or back from it',
    view: ['grid', 'loupe', 'groups', 'map', 'arranged', 'report', 'confusion', 'review', 'skew'],
    isOnce: true,
    run: toggleSkew,
  },
  { group: 'Splits', keys: ['ArrowUp'], does: 'The difference above', view: 'skew', run: () => sendSkewMove(-1) },
  { group: 'Splits', keys: ['ArrowDown'], does: 'The difference below', view: 'skew', run: () => sendSkewMove(1) },
  { group: 'Splits', keys: ['Escape'], does: 'Back to the samples', view: 'skew', run: toggleSkew },
];
