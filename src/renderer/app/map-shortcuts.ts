import { toggleFocused } from '../state/map-actions.ts';
import { type MapCommand, sendToMap } from '../state/map-commands.ts';
import { type MapTool, useUiStore } from '../state/ui-store.ts';
import { openLarge } from './key-actions.ts';
import type { KeyCombo } from './key-combo.ts';
import type { Shortcut } from './shortcut.ts';

const ARROWS = ['left', 'right', 'up', 'down'] as const;
const arrowKeys = (before: '' | 'Shift+' | 'Mod+Shift+'): readonly KeyCombo[] =>
  ARROWS.map((arrow) => `${before}Arrow${arrow[0]?.toUpperCase()}${arrow.slice(1)}`);
/** `ArrowLeft` -> `left`. */
const arrowOf = (key: string): (typeof ARROWS)[number] => ARROWS.find((arrow) => `arrow${arrow}` === key.toLowerCase()) ?? 'left';
const send = (command: MapCommand) => (): void => sendToMap(command);
const take = (mapTool: MapTool) => (): void => useUiStore.getState().change({ mapTool });

/** Keys of the map: all that a pointer does there can be done with them. */
export const MAP_SHORTCUTS: readonly Shortcut[] = [
  {
    group: 'Map',
    keys: arrowKeys(''),
    shown: ['arrows'],
    does: 'Move the map',
    view: 'map',
    run: (key) => sendToMap(`pan-${arrowOf(key)}`),
  },
  {
    group: 'Map',
    keys: arrowKeys('Shift+'),
    shown: ['Shift+arrow'],
    does: 'The nearest sample that way',
    view: 'map',
    run: (key) => sendToMap(`go-${arrowOf(key)}`),
  },
  {
    group: 'Map',
    keys: arrowKeys('Mod+Shift+'),
    shown: ['Mod+Shift+arrow'],
    does: 'Go there, leave the selection',
    view: 'map',
    run: (key) => sendToMap(`focus-${arrowOf(key)}`),
  },
  { group: 'Map', keys: [' '], does: 'Select it too, or no longer', view: 'map', run: toggleFocused },
  { group: 'Map', keys: ['Enter'], does: 'Open large', view: 'map', run: openLarge },
  { group: 'Map', keys: ['+', '='], does: 'Zoom in, also by wheel', view: 'map', run: send('zoom-in') },
  { group: 'Map', keys: ['-'], does: 'Zoom out', view: 'map', run: send('zoom-out') },
  { group: 'Map', keys: ['0'], does: 'All of the map', view: 'map', run: send('fit') },
  { group: 'Map', keys: ['V'], does: 'Dragging moves the map', view: 'map', run: take('move') },
  { group: 'Map', keys: ['L'], does: 'Dragging draws a lasso, as with Shift', view: 'map', run: take('lasso') },
  { group: 'Map', keys: ['D'], does: 'Dragging draws a box', view: 'map', run: take('box') },
  {
    group: 'Map',
    // The line of the legend that has the focus takes it.
    keys: [],
    shown: ['Alt+Enter'],
    does: 'In the legend: this class alone',
    view: 'map',
    run: () => undefined,
  },
  { group: 'Map', keys: ['F'], does: 'Only what is in view', view: 'map', run: send('only-in-view') },
  { group: 'Map', keys: ['Escape'], does: 'No selection; then no lasso', view: 'map', run: send('leave') },
];
