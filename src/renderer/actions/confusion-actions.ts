import { toggleConfusion } from '../state/confusion.ts';
import { type ConfusionCommand, type ConfusionMove, sendToConfusion } from '../state/confusion-commands.ts';
import { useUiStore } from '../state/ui-store.ts';
import { type Action, family } from './action.ts';

const MOVES: Readonly<Record<string, ConfusionMove>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'page-up',
  PageDown: 'page-down',
  Home: 'first',
  End: 'last',
};
const send = (command: ConfusionCommand) => (): void => sendToConfusion(command);
const ofMatrix = (action: Pick<Action, 'id' | 'title' | 'keys' | 'run'> & Partial<Action>): Action => ({
  group: 'Confusion matrix',
  place: 'confusion',
  ...action,
});
const MOVED = 'The cell beside it; the first or last of its row';

/** The confusion matrix: all that a pointer does there can be done with its keys. */
export const CONFUSION_ACTIONS: readonly Action[] = [
  {
    id: 'look.confusion',
    group: 'Look',
    title: 'Confusion matrix, or back from it',
    words: 'predictions errors metrics precision recall',
    keys: ['C'],
    place: ['grid', 'loupe', 'map', 'arranged', 'report', 'confusion', 'review', 'skew'],
    isOnce: true,
    run: toggleConfusion,
    isOn: () => useUiStore.getState().view === 'confusion',
  },
  ...family(
    { title: MOVED, shown: ['move'] },
    { group: 'Confusion matrix', place: 'confusion', isKeyOnly: true },
    Object.entries(MOVES).map(([key, move]) => ({
      id: `confusion.go-${move}`,
      title: `The cell: ${move.replace('-', ' ')}`,
      keys: [key],
      run: send({ do: 'go', move }),
    })),
  ),
  ofMatrix({
    id: 'confusion.diagonal',
    title: 'The cell of its row that is right',
    keys: ['D'],
    run: send({ do: 'go', move: 'diagonal' }),
  }),
  ofMatrix({
    id: 'confusion.cell',
    menus: ['cell'],
    title: 'The samples of the cell, or all again',
    keys: ['Enter', ' '],
    run: send({ do: 'open', part: 'cell' }),
  }),
  ofMatrix({
    id: 'confusion.row',
    menus: ['cell'],
    title: 'The samples of its row, one label',
    keys: ['Shift+Enter'],
    run: send({ do: 'open', part: 'row' }),
  }),
  ofMatrix({
    id: 'confusion.column',
    menus: ['cell'],
    title: 'The samples of its column, one prediction',
    keys: ['Mod+Enter'],
    run: send({ do: 'open', part: 'column' }),
  }),
  ofMatrix({
    id: 'confusion.zoom-in',
    title: 'Zoom in',
    note: 'also by wheel',
    keys: ['+', '='],
    run: send({ do: 'zoom-in' }),
  }),
  ofMatrix({ id: 'confusion.zoom-out', title: 'Zoom out', keys: ['-'], run: send({ do: 'zoom-out' }) }),
  ofMatrix({ id: 'confusion.fit', title: 'All of it', words: 'zoom', keys: ['0'], run: send({ do: 'fit' }) }),
  ofMatrix({ id: 'confusion.leave', title: 'All samples; then back', keys: ['Escape'], run: send({ do: 'leave' }) }),
];
