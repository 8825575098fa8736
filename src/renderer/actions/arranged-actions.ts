import { toggleArranged } from '../state/arranged-actions.ts';
import { type ArrangedCommand, type ArrangedMove, sendToArranged } from '../state/arranged-commands.ts';
import { useUiStore } from '../state/ui-store.ts';
import { type Action, family } from './action.ts';
import { leaveSelection } from './grid-commands.ts';

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
const send = (does: Exclude<ArrangedCommand['do'], 'go' | 'extend' | 'focus'>) => (): void => sendToArranged({ do: does });

/** The moves, each with the modifier that says what a move does. */
function moves(
  does: 'go' | 'extend' | 'focus',
  modifier: '' | 'Shift+' | 'Mod+',
  title: string,
  shown: string,
): readonly Action[] {
  return family(
    { title, shown: [shown] },
    { group: 'By similarity', place: 'arranged', isKeyOnly: true },
    Object.entries(MOVES).map(([key, move]) => ({
      id: `arranged.${does}-${move}`,
      title: `${title}: ${move.replace('-', ' ')}`,
      keys: [`${modifier}${key}`],
      run: () => sendToArranged({ do: does, move }),
    })),
  );
}

/** The grid arranged by similarity: all that a pointer does there can be done with its keys. */
export const ARRANGED_ACTIONS: readonly Action[] = [
  {
    id: 'look.arranged',
    group: 'Look',
    title: 'Arranged by similarity, or in rows',
    words: 'grid layout sorted alike',
    keys: ['A'],
    place: ['grid', 'arranged', 'map'],
    isOnce: true,
    run: toggleArranged,
    isOn: () => useUiStore.getState().view === 'arranged',
  },
  ...moves('go', '', 'The picture beside it, with all it stands for', 'arrows'),
  ...moves('extend', 'Shift+', 'All between', 'Shift+move'),
  ...moves('focus', 'Mod+', 'Go, leave the selection', 'Mod+move'),
  {
    id: 'arranged.toggle',
    group: 'By similarity',
    title: 'Select it too, or no longer',
    keys: [' '],
    place: 'arranged',
    isKeyOnly: true,
    run: send('toggle'),
  },
  {
    id: 'arranged.open',
    group: 'By similarity',
    title: 'Open large',
    keys: ['Enter'],
    menus: ['samples'],
    place: 'arranged',
    run: send('open'),
  },
  {
    id: 'arranged.zoom-in',
    group: 'By similarity',
    title: 'Zoom in',
    note: 'also by wheel',
    keys: ['+', '='],
    place: 'arranged',
    run: send('zoom-in'),
  },
  {
    id: 'arranged.zoom-out',
    group: 'By similarity',
    title: 'Zoom out',
    keys: ['-'],
    place: 'arranged',
    run: send('zoom-out'),
  },
  { id: 'arranged.fit', group: 'By similarity', title: 'All of it', keys: ['0'], place: 'arranged', run: send('fit') },
  {
    id: 'arranged.leave',
    group: 'By similarity',
    title: 'None; then close the issue',
    keys: ['Escape'],
    place: 'arranged',
    run: leaveSelection,
  },
];
