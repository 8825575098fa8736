import type { GridMove } from '../state/grid-geometry.ts';
import { type Action, family } from './action.ts';
import { extendBy, focusBy, goBy, leaveSelection, selectEverything } from './grid-commands.ts';
import { PICTURES } from './places.ts';

interface Move {
  readonly key: string;
  readonly move: GridMove;
  readonly title: string;
}

const MOVES: readonly Move[] = [
  { key: 'ArrowLeft', move: 'left', title: 'Previous' },
  { key: 'ArrowRight', move: 'right', title: 'Next' },
  { key: 'ArrowUp', move: 'up', title: 'A row up' },
  { key: 'ArrowDown', move: 'down', title: 'A row down' },
  { key: 'PageUp', move: 'page-up', title: 'A page up' },
  { key: 'PageDown', move: 'page-down', title: 'A page down' },
  { key: 'Home', move: 'first', title: 'The first' },
  { key: 'End', move: 'last', title: 'The last' },
];

/** From sample to sample. */
export const MOVE_ACTIONS: readonly Action[] = MOVES.map(({ key, move, title }) => ({
  id: `move.${move}`,
  group: 'Move',
  title,
  keys: [key],
  place: PICTURES,
  isKeyOnly: true,
  run: () => goBy(move),
}));

/** Which samples are selected. */
export const SELECT_ACTIONS: readonly Action[] = [
  {
    id: 'select.all',
    group: 'Select',
    title: 'All that the query finds',
    words: 'select everything',
    keys: ['Mod+A'],
    place: ['grid', 'map', 'arranged'],
    run: selectEverything,
  },
  {
    id: 'select.none',
    group: 'Select',
    title: 'None; then close the issue',
    words: 'deselect clear',
    keys: ['Escape'],
    place: 'grid',
    run: leaveSelection,
  },
  ...family(
    { title: 'Up to there', shown: ['Shift+move'] },
    { group: 'Select', place: PICTURES, isKeyOnly: true },
    MOVES.map(({ key, move, title }) => ({
      id: `select.extend-${move}`,
      title: `Up to: ${title.toLowerCase()}`,
      keys: [`Shift+${key}`],
      run: () => extendBy(move),
    })),
  ),
  ...family(
    { title: 'Go, leave the selection', shown: ['Mod+move'] },
    { group: 'Select', place: PICTURES, isKeyOnly: true },
    MOVES.map(({ key, move, title }) => ({
      id: `select.focus-${move}`,
      title: `Go, leave the selection: ${title.toLowerCase()}`,
      keys: [`Mod+${key}`],
      run: () => focusBy(move),
    })),
  ),
];
