import { toggleBoxes } from '../state/boxes.ts';
import { notIssueTargets, redo, toggleTag, undo } from '../state/decisions.ts';
import { toggleEvidence } from '../state/evidence.ts';
import type { GridMove } from '../state/grid-geometry.ts';
import { closeReport } from '../state/issues.ts';
import { sendToLoupe } from '../state/loupe-commands.ts';
import { toggleMap } from '../state/map-actions.ts';
import { lessLikeThese, moreLikeThese } from '../state/similar.ts';
import { useUiStore } from '../state/ui-store.ts';
import { ARRANGED_SHORTCUTS } from './arranged-shortcuts.ts';
import { CONFUSION_SHORTCUTS } from './confusion-shortcuts.ts';
import { GROUP_SHORTCUTS } from './group-shortcuts.ts';
import {
  extendBy,
  focusBy,
  goBy,
  leaveSelection,
  openLarge,
  quickTag,
  resizeThumbnails,
  searchFor,
  selectEverything,
  toggleSidebarTab,
} from './key-actions.ts';
import type { KeyCombo } from './key-combo.ts';
import { MAP_SHORTCUTS } from './map-shortcuts.ts';
import { REVIEW_SHORTCUTS } from './review-shortcuts.ts';
import type { Place, Shortcut } from './shortcut.ts';
import { SKEW_SHORTCUTS } from './skew-shortcuts.ts';

/** Where a key moves from sample to sample. */
const PICTURES: readonly Place[] = ['grid', 'loupe'];
/** Where a key acts on the samples selected. */
const DECIDED: readonly Place[] = [...PICTURES, 'map', 'arranged'];
const SAMPLES: readonly Place[] = ['grid', 'loupe', 'map', 'arranged'];
const ZOOMED: readonly Place[] = ['loupe', 'compare', 'review'];
const EVERYWHERE: readonly Place[] = [
  'grid',
  'loupe',
  'groups',
  'report',
  'compare',
  'map',
  'arranged',
  'confusion',
  'review',
  'skew',
];

const ui = useUiStore.getState;
const askForLabel = (): void => ui().openDialog('label');

const MOVES: Readonly<Record<string, { readonly move: GridMove; readonly does: string }>> = {
  ArrowLeft: { move: 'left', does: 'Previous' },
  ArrowRight: { move: 'right', does: 'Next' },
  ArrowUp: { move: 'up', does: 'A row up' },
  ArrowDown: { move: 'down', does: 'A row down' },
  PageUp: { move: 'page-up', does: 'A page up' },
  PageDown: { move: 'page-down', does: 'A page down' },
  Home: { move: 'first', does: 'The first' },
  End: { move: 'last', does: 'The last' },
};
const MOVE_KEYS = Object.keys(MOVES);
const moveOf = (key: string): GridMove => MOVES[key]?.move ?? 'first';
const withModifier = (modifier: 'Shift' | 'Mod'): readonly KeyCombo[] => MOVE_KEYS.map((key) => `${modifier}+${key}`);

/** All keys, in the order of the help. The same table handles them. */
export const SHORTCUTS: readonly Shortcut[] = [
  { group: 'Look', keys: ['Enter', ' '], does: 'Open large', view: 'grid', run: openLarge },
  { group: 'Look', keys: ['M'], does: 'Map, or back from it', isOnce: true, run: toggleMap },
  { group: 'Look', keys: ['+', '='], does: 'Larger thumbnails', view: ['grid', 'groups'], run: () => resizeThumbnails(1.2) },
  { group: 'Look', keys: ['-'], does: 'Smaller thumbnails', view: ['grid', 'groups'], run: () => resizeThumbnails(1 / 1.2) },
  { group: 'Look', keys: ['O'], does: 'Boxes over pictures', view: ['grid', 'loupe', 'confusion'], run: toggleBoxes },
  { group: 'Look', keys: ['I'], does: 'Details', run: () => ui().change({ isDetailsOpen: !ui().isDetailsOpen }) },
  { group: 'Look', keys: ['B'], does: 'Sidebar', run: () => ui().change({ isSidebarOpen: !ui().isSidebarOpen }) },
  { group: 'Look', keys: ['G'], does: 'Filters or issues', run: toggleSidebarTab },
  { group: 'Look', keys: ['Escape'], does: 'Back from the report', view: 'report', run: closeReport },

  ...Object.entries(MOVES).map(
    ([key, { move, does }]): Shortcut => ({ group: 'Move', keys: [key], does, view: PICTURES, run: () => goBy(move) }),
  ),

  {
    group: 'Select',
    keys: ['Mod+A'],
    does: 'All that the query finds',
    view: ['grid', 'map', 'arranged'],
    run: selectEverything,
  },
  { group: 'Select', keys: ['Escape'], does: 'None; then close the issue', view: 'grid', run: leaveSelection },
  {
    group: 'Select',
    keys: withModifier('Shift'),
    shown: ['Shift+move'],
    does: 'Up to there',
    view: PICTURES,
    run: (key) => extendBy(moveOf(key)),
  },
  {
    group: 'Select',
    keys: withModifier('Mod'),
    shown: ['Mod+move'],
    does: 'Go, leave the selection',
    view: PICTURES,
    run: (key) => focusBy(moveOf(key)),
  },

  {
    group: 'Decide',
    keys: ['R', 'X', 'Delete'],
    does: 'Tag “remove”, or take it off',
    view: DECIDED,
    run: () => void toggleTag('remove'),
  },
  { group: 'Decide', keys: ['K'], does: 'Tag “keep”, or take it off', view: DECIDED, run: () => void toggleTag('keep') },
  { group: 'Decide', keys: ['N'], does: 'Not an issue of the kind shown', view: DECIDED, run: () => void notIssueTargets() },
  { group: 'Decide', keys: ['T'], does: 'Any other tag', view: [...DECIDED, 'groups'], run: () => ui().openDialog('tag') },
  {
    group: 'Decide',
    keys: ['L'],
    does: 'Another label',
    view: ['grid', 'loupe', 'arranged', 'groups'],
    isOnce: true,
    run: askForLabel,
  },
  { group: 'Decide', keys: ['Shift+L'], does: 'Another label, on the map', view: 'map', isOnce: true, run: askForLabel },
  { group: 'Decide', keys: [...'123456789'], shown: ['1 – 9'], does: 'Tags used before', view: DECIDED, run: quickTag },
  { group: 'Decide', keys: ['Mod+Z'], does: 'Undo', view: EVERYWHERE, run: () => void undo() },
  { group: 'Decide', keys: ['Mod+Shift+Z', 'Mod+Y'], does: 'Redo', view: EVERYWHERE, run: () => void redo() },
  { group: 'Decide', keys: ['H'], does: 'History', run: () => ui().openDialog('history') },
  { group: 'Decide', keys: ['P'], does: 'Auto-clean, with proof', run: () => ui().openDialog('auto-clean') },
  { group: 'Decide', keys: ['Shift+I'], does: 'Labels from annotation files', run: () => ui().openDialog('labels') },
  { group: 'Decide', keys: ['Mod+E'], does: 'Export', run: () => ui().openDialog('export') },

  {
    group: 'Large view',
    keys: ['Escape', 'Enter', ' '],
    does: 'Back to where it was opened',
    view: 'loupe',
    run: () => ui().closeLarge(),
  },
  { group: 'Large view', keys: ['+', '='], does: 'Zoom in, also by wheel', view: ZOOMED, run: () => sendToLoupe('zoom-in') },
  { group: 'Large view', keys: ['-'], does: 'Zoom out', view: ZOOMED, run: () => sendToLoupe('zoom-out') },
  { group: 'Large view', keys: ['0'], does: 'Whole picture', view: ZOOMED, run: () => sendToLoupe('zoom-fit') },
  { group: 'Large view', keys: ['Z'], does: 'Pixel by pixel', view: ZOOMED, run: () => sendToLoupe('zoom-actual') },
  { group: 'Large view', keys: ['E'], does: 'Evidence of the issue', view: 'loupe', run: () => toggleEvidence() },

  ...GROUP_SHORTCUTS,
  ...MAP_SHORTCUTS,
  ...ARRANGED_SHORTCUTS,
  ...CONFUSION_SHORTCUTS,
  ...SKEW_SHORTCUTS,
  ...REVIEW_SHORTCUTS,

  { group: 'Find', keys: ['S'], does: 'More like the selected', view: SAMPLES, run: () => moreLikeThese() },
  { group: 'Find', keys: ['Shift+S'], does: 'Less like the selected', view: SAMPLES, run: () => lessLikeThese() },
  { group: 'Find', keys: ['/', 'Mod+F'], does: 'Search', run: searchFor },
  { group: 'Find', keys: ['?'], does: 'These keys', view: EVERYWHERE, run: () => ui().openDialog('shortcuts') },
];
