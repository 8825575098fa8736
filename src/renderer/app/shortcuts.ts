import { redo, toggleTag, undo } from '../state/decisions.ts';
import { sendToLoupe } from '../state/loupe-commands.ts';
import { useUiStore, type View } from '../state/ui-store.ts';
import {
  extendBy,
  focusBy,
  goBy,
  openLarge,
  quickTag,
  resizeThumbnails,
  searchFor,
  selectEverything,
  selectNothing,
} from './key-actions.ts';
import type { KeyCombo } from './key-combo.ts';

/** A key of the dataset screen: what handles it, and what the help says of it. */
export interface Shortcut {
  readonly group: 'Look' | 'Move' | 'Select' | 'Decide' | 'Large view' | 'Find';
  readonly keys: readonly KeyCombo[];
  readonly does: string;
  readonly run: (key: string) => void;
  /** Only in this view; absent: in both. */
  readonly view?: View;
  /** Only where the samples have the keyboard: elsewhere the key works the button or list that has it. */
  readonly isLocal?: true;
  /** A variant the help does not list by itself. */
  readonly isUnlisted?: true;
}

const ui = useUiStore.getState;

const MOVES = [
  ['ArrowLeft', 'left', 'Previous'],
  ['ArrowRight', 'right', 'Next'],
  ['ArrowUp', 'up', 'A row up'],
  ['ArrowDown', 'down', 'A row down'],
  ['PageUp', 'page-up', 'A page up'],
  ['PageDown', 'page-down', 'A page down'],
  ['Home', 'first', 'The first'],
  ['End', 'last', 'The last'],
] as const;

/** All keys, in the order of the help. The same table handles them. */
export const SHORTCUTS: readonly Shortcut[] = [
  { group: 'Look', keys: ['Enter', ' '], does: 'Open large', view: 'grid', isLocal: true, run: openLarge },
  { group: 'Look', keys: ['+', '='], does: 'Larger thumbnails', view: 'grid', run: () => resizeThumbnails(1.2) },
  { group: 'Look', keys: ['-'], does: 'Smaller thumbnails', view: 'grid', run: () => resizeThumbnails(1 / 1.2) },
  { group: 'Look', keys: ['I'], does: 'Details', run: () => ui().change({ isDetailsOpen: !ui().isDetailsOpen }) },
  { group: 'Look', keys: ['B'], does: 'Sidebar', run: () => ui().change({ isSidebarOpen: !ui().isSidebarOpen }) },

  ...MOVES.map(([key, move, does]): Shortcut => ({ group: 'Move', keys: [key], does, isLocal: true, run: () => goBy(move) })),

  { group: 'Select', keys: ['Mod+A'], does: 'All that the query finds', view: 'grid', run: selectEverything },
  { group: 'Select', keys: ['Escape'], does: 'None', view: 'grid', run: selectNothing },
  {
    group: 'Select',
    keys: ['Shift+ArrowRight'],
    does: 'More, with any of the keys that move',
    isLocal: true,
    run: () => extendBy('right'),
  },
  ...MOVES.flatMap(([key, move]): readonly Shortcut[] => [
    {
      group: 'Select',
      keys: [`Shift+${key}`],
      does: 'Select up to there',
      isLocal: true,
      isUnlisted: true,
      run: () => extendBy(move),
    },
    { group: 'Select', keys: [`Mod+${key}`], does: 'Move only', isLocal: true, isUnlisted: true, run: () => focusBy(move) },
  ]),

  { group: 'Decide', keys: ['R', 'X', 'Delete'], does: 'Tag “remove”, or take it off', run: () => void toggleTag('remove') },
  { group: 'Decide', keys: ['K'], does: 'Tag “keep”, or take it off', run: () => void toggleTag('keep') },
  { group: 'Decide', keys: ['T'], does: 'Any other tag', run: () => ui().openDialog('tag') },
  { group: 'Decide', keys: ['1', '9'], does: 'The first to ninth tag used before', run: quickTag },
  ...['2', '3', '4', '5', '6', '7', '8'].map(
    (key): Shortcut => ({ group: 'Decide', keys: [key], does: 'A tag used before', isUnlisted: true, run: quickTag }),
  ),
  { group: 'Decide', keys: ['Mod+Z'], does: 'Undo', run: () => void undo() },
  { group: 'Decide', keys: ['Mod+Shift+Z', 'Mod+Y'], does: 'Redo', run: () => void redo() },
  { group: 'Decide', keys: ['Mod+E'], does: 'Export', run: () => ui().openDialog('export') },

  { group: 'Large view', keys: ['Escape'], does: 'Back to the grid', view: 'loupe', run: () => ui().setView('grid') },
  {
    group: 'Large view',
    keys: ['Enter', ' '],
    does: 'Back',
    view: 'loupe',
    isLocal: true,
    isUnlisted: true,
    run: () => ui().setView('grid'),
  },
  { group: 'Large view', keys: ['+', '='], does: 'Zoom in, also by wheel', view: 'loupe', run: () => sendToLoupe('zoom-in') },
  { group: 'Large view', keys: ['-'], does: 'Zoom out', view: 'loupe', run: () => sendToLoupe('zoom-out') },
  { group: 'Large view', keys: ['0'], does: 'Whole picture', view: 'loupe', run: () => sendToLoupe('zoom-fit') },
  {
    group: 'Large view',
    keys: ['Z'],
    does: 'Pixel by pixel, also by double click',
    view: 'loupe',
    run: () => sendToLoupe('zoom-actual'),
  },

  { group: 'Find', keys: ['/', 'Mod+F'], does: 'Search', run: searchFor },
  { group: 'Find', keys: ['?'], does: 'These keys', run: () => ui().openDialog('shortcuts') },
];
