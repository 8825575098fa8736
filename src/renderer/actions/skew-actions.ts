import { toggleSkew } from '../state/skew.ts';
import { sendSkewMove } from '../state/skew-moves.ts';
import { useUiStore } from '../state/ui-store.ts';
import type { Action } from './action.ts';

/** The comparison of splits. */
export const SKEW_ACTIONS: readonly Action[] = [
  {
    id: 'look.skew',
    group: 'Look',
    title: 'How the splits differ, or back from it',
    words: 'train test drift leak skew',
    keys: ['J'],
    place: ['grid', 'loupe', 'groups', 'map', 'arranged', 'report', 'confusion', 'review', 'skew'],
    isOnce: true,
    run: toggleSkew,
    isOn: () => useUiStore.getState().view === 'skew',
  },
  {
    id: 'skew.previous',
    group: 'Splits',
    title: 'The difference above',
    keys: ['ArrowUp'],
    place: 'skew',
    isKeyOnly: true,
    run: () => sendSkewMove(-1),
  },
  {
    id: 'skew.next',
    group: 'Splits',
    title: 'The difference below',
    keys: ['ArrowDown'],
    place: 'skew',
    isKeyOnly: true,
    run: () => sendSkewMove(1),
  },
  { id: 'skew.leave', group: 'Splits', title: 'Back to the samples', keys: ['Escape'], place: 'skew', run: toggleSkew },
];
