import { toggleArranged } from '../state/arranged-actions.ts';
import { type ArrangedCommand, type ArrangedMove, sendToArranged } from '../state/arranged-commands.ts';
import { leaveSelection } from './key-actions.ts';
import type { KeyCombo } from './key-combo.ts';
import type { Shortcut } from './shortcut.ts';

const MOVES: Readonly<Record<string, ArrangedMove>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'page-up',
  PageDown: 'page-down',
  Home: 'first',
  End: 'last',
};
const keysWith = (before: '' | 'Shift+' | 'Mod+'): readonly KeyCombo[] => Object.keys(MOVES).map((key) => `${before}${key}`);
const moving =
  (how: 'go' | 'extend' | 'focus') =>
  (key: string): void =>
    sendToArranged({ do: how, move: MOVES[key] ?? 'first' });
const send = (does: Exclude<ArrangedCommand['do'], 'go' | 'extend' | 'focus'>) => (): void => sendToArranged({ do: does });

/** Keys of the grid arranged by similarity: all that a pointer does there can be done with them. */
export const ARRANGED_SHORTCUTS: readonly Shortcut[] = [
  {
    group: 'Look',
    keys: ['A'],
    does: 'Arranged by similarity, or in rows',
    view: ['grid', 'arranged', 'map'],
    isOnce: true,
    run: toggleArranged,
  },
  {
    group: 'By similarity',
    keys: keysWith(''),
    shown: ['arrows'],
    does: 'The picture beside it, with all it stands for',
    view: 'arranged',
    run: moving('go'),
  },
  {
    group: 'By similarity',
    keys: keysWith('Shift+'),
    shown: ['Shift+move'],
    does: 'All between',
    view: 'arranged',
    run: moving('extend'),
  },
  {
    group: 'By similarity',
    keys: keysWith('Mod+'),
    shown: ['Mod+move'],
    does: 'Go, leave the selection',
    view: 'arranged',
    run: moving('focus'),
  },
  { group: 'By similarity', keys: [' '], does: 'Select it too, or no longer', view: 'arranged', run: send('toggle') },
  { group: 'By similarity', keys: ['Enter'], does: 'Open large', view: 'arranged', run: send('open') },
  { group: 'By similarity', keys: ['+', '='], does: 'Zoom in, also by wheel', view: 'arranged', run: send('zoom-in') },
  { group: 'By similarity', keys: ['-'], does: 'Zoom out', view: 'arranged', run: send('zoom-out') },
  { group: 'By similarity', keys: ['0'], does: 'All of it', view: 'arranged', run: send('fit') },
  { group: 'By similarity', keys: ['Escape'], does: 'None; then close the issue', view: 'arranged', run: leaveSelection },
];
