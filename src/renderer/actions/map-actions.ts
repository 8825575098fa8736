import { toggleFocused } from '../state/map-actions.ts';
import { type MapCommand, sendToMap } from '../state/map-commands.ts';
import { type MapTool, useUiStore } from '../state/ui-store.ts';
import { type Action, family } from './action.ts';
import { openLarge } from './grid-commands.ts';

const ARROWS = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' } as const;

const send = (command: MapCommand) => (): void => sendToMap(command);
const ofMap = (action: Pick<Action, 'id' | 'title' | 'keys' | 'run'> & Partial<Action>): Action => ({
  group: 'Map',
  place: 'map',
  ...action,
});
const tool = (mapTool: MapTool, key: string, title: string): Action =>
  ofMap({
    id: `map.tool-${mapTool}`,
    title,
    keys: [key],
    run: () => useUiStore.getState().change({ mapTool }),
    isOn: () => useUiStore.getState().mapTool === mapTool,
  });

/** The arrows, each with the modifiers that say what an arrow does. */
function arrows(
  does: 'pan' | 'go' | 'focus',
  modifiers: '' | 'Shift+' | 'Mod+Shift+',
  title: string,
  shown: string,
): readonly Action[] {
  return family(
    { title, shown: [shown] },
    { group: 'Map', place: 'map', isKeyOnly: true },
    Object.entries(ARROWS).map(([key, arrow]) => ({
      id: `map.${does}-${arrow}`,
      title: `${title}: ${arrow}`,
      keys: [`${modifiers}${key}`],
      run: send(`${does}-${arrow}`),
    })),
  );
}

/** The map: all that a pointer does there can be done with its keys. */
export const MAP_ACTIONS: readonly Action[] = [
  ...arrows('pan', '', 'Move the map', 'arrows'),
  ...arrows('go', 'Shift+', 'The nearest sample that way', 'Shift+arrow'),
  ...arrows('focus', 'Mod+Shift+', 'Go there, leave the selection', 'Mod+Shift+arrow'),
  ofMap({ id: 'map.toggle', title: 'Select it too, or no longer', keys: [' '], isKeyOnly: true, run: toggleFocused }),
  ofMap({ id: 'map.open', title: 'Open large', keys: ['Enter'], menus: ['samples'], run: openLarge }),
  ofMap({ id: 'map.zoom-in', title: 'Zoom in', note: 'also by wheel', keys: ['+', '='], run: send('zoom-in') }),
  ofMap({ id: 'map.zoom-out', title: 'Zoom out', keys: ['-'], run: send('zoom-out') }),
  ofMap({ id: 'map.fit', title: 'All of the map', words: 'zoom', keys: ['0'], run: send('fit') }),
  tool('move', 'V', 'Dragging moves the map'),
  tool('lasso', 'L', 'Dragging draws a lasso, as with Shift'),
  tool('box', 'D', 'Dragging draws a box'),
  // The line of the legend that has the focus takes it.
  ...family({ title: 'In the legend: this class alone', shown: ['Alt+Enter'] }, { group: 'Map', place: 'map', isKeyOnly: true }, [
    { id: 'map.legend-only', title: 'In the legend: this class alone', keys: [], run: () => undefined },
  ]),
  ofMap({ id: 'map.only-in-view', title: 'Only what is in view', words: 'filter', keys: ['F'], run: send('only-in-view') }),
  ofMap({ id: 'map.leave', title: 'No selection; then no lasso', keys: ['Escape'], run: send('leave') }),
];
