import { toggleConfusion } from '../state/confusion.ts';
import { type ConfusionCommand, type ConfusionMove, sendToConfusion } from '../state/confusion-commands.ts';
import type { Shortcut } from './shortcut.ts';

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

/** Keys of the confusion matrix: all that a pointer does there can be done with them. */
export const CONFUSION_SHORTCUTS: readonly Shortcut[] = [
  {
    group: 'Look',
    keys: ['C'],
    does: 'Confusion matrix, or back from it',
    view: ['grid', 'loupe', 'map', 'arranged', 'report', 'confusion', 'review', 'skew'],
    isOnce: true,
    run: toggleConfusion,
  },
  {
    group: 'Confusion matrix',
    keys: Object.keys(MOVES),
    shown: ['move'],
    does: 'The cell beside it; the first or last of its row',
    view: 'confusion',
    run: (key) => sendToConfusion({ do: 'go', move: MOVES[key] ?? 'first' }),
  },
  {
    group: 'Confusion matrix',
    keys: ['D'],
    does: 'The cell of its row that is right',
    view: 'confusion',
    run: send({ do: 'go', move: 'diagonal' }),
  },
  {
    group: 'Confusion matrix',
    keys: ['Enter', ' '],
    does: 'The samples of the cell, or all again',
    view: 'confusion',
    run: send({ do: 'open', part: 'cell' }),
  },
  {
    group: 'Confusion matrix',
    keys: ['Shift+Enter'],
    does: 'The samples of its row, one label',
    view: 'confusion',
    run: send({ do: 'open', part: 'row' }),
  },
  {
    group: 'Confusion matrix',
    keys: ['Mod+Enter'],
    does: 'The samples of its column, one prediction',
    view: 'confusion',
    run: send({ do: 'open', part: 'column' }),
  },
  {
    group: 'Confusion matrix',
    keys: ['+', '='],
    does: 'Zoom in, also by wheel',
    view: 'confusion',
    run: send({ do: 'zoom-in' }),
  },
  { group: 'Confusion matrix', keys: ['-'], does: 'Zoom out', view: 'confusion', run: send({ do: 'zoom-out' }) },
  { group: 'Confusion matrix', keys: ['0'], does: 'All of it', view: 'confusion', run: send({ do: 'fit' }) },
  { group: 'Confusion matrix', keys: ['Escape'], does: 'All samples; then back', view: 'confusion', run: send({ do: 'leave' }) },
];
