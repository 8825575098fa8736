import { toggleBoxes } from '../state/boxes.ts';
import { resizeThumbnails } from '../state/grid-width.ts';
import { closeReport } from '../state/issues.ts';
import { toggleMap } from '../state/map-actions.ts';
import { comparePicked, notPicked } from '../state/picked.ts';
import { toggleFocusPreview } from '../state/tile-hover.ts';
import { openTileMenu } from '../state/tile-menu.ts';
import { useUiStore } from '../state/ui-store.ts';
import type { Action, Place } from './action.ts';
import { openLarge, toggleSidebarTab } from './grid-commands.ts';
import { SAMPLES } from './places.ts';

const ui = useUiStore.getState;
const THUMBNAILS: readonly Place[] = ['grid', 'groups'];

/** What is shown, and how. */
export const LOOK_ACTIONS: readonly Action[] = [
  {
    id: 'look.open-large',
    group: 'Look',
    title: 'Open large',
    keys: ['Enter', ' '],
    place: 'grid',
    menus: ['samples'],
    run: openLarge,
  },
  {
    id: 'look.compare',
    group: 'Look',
    title: 'Compare the selected',
    words: 'side by side difference two three four pictures',
    keys: ['Shift+C'],
    place: SAMPLES,
    menus: ['samples'],
    isOnce: true,
    run: comparePicked,
    whyNot: () => notPicked(),
  },
  {
    id: 'look.map',
    group: 'Look',
    title: 'Map, or back from it',
    words: 'embeddings umap points scatter',
    keys: ['M'],
    isOnce: true,
    run: toggleMap,
    isOn: () => ui().view === 'map',
  },
  {
    id: 'look.larger-thumbnails',
    group: 'Look',
    title: 'Larger thumbnails',
    words: 'size zoom in',
    keys: ['+', '='],
    place: THUMBNAILS,
    run: () => resizeThumbnails(1.2),
  },
  {
    id: 'look.smaller-thumbnails',
    group: 'Look',
    title: 'Smaller thumbnails',
    words: 'size zoom out',
    keys: ['-'],
    place: THUMBNAILS,
    run: () => resizeThumbnails(1 / 1.2),
  },
  {
    id: 'look.boxes',
    group: 'Look',
    title: 'Boxes over pictures',
    words: 'annotations polygons masks objects overlay',
    keys: ['O'],
    place: ['grid', 'loupe', 'confusion'],
    run: toggleBoxes,
    isOn: () => ui().areBoxesShown,
  },
  {
    id: 'look.tile-fields',
    group: 'Look',
    title: 'Show on tiles…',
    words: 'overlay captions fields badges label prediction confidence score tags file name',
    keys: ['W'],
    place: 'grid',
    isOnce: true,
    run: openTileMenu,
  },
  {
    id: 'look.preview',
    group: 'Look',
    title: 'Preview of the tile in focus',
    words: 'peek larger hover quick look',
    keys: ['Shift+W'],
    place: 'grid',
    isOnce: true,
    run: toggleFocusPreview,
  },
  {
    id: 'look.details',
    group: 'Look',
    title: 'Details',
    words: 'inspector panel right exif',
    keys: ['I'],
    run: () => ui().change({ isDetailsOpen: !ui().isDetailsOpen }),
    isOn: () => ui().isDetailsOpen,
  },
  {
    id: 'look.sidebar',
    group: 'Look',
    title: 'Sidebar',
    words: 'panel left facets filters',
    keys: ['B'],
    run: () => ui().change({ isSidebarOpen: !ui().isSidebarOpen }),
    isOn: () => ui().isSidebarOpen,
  },
  {
    id: 'look.sidebar-tab',
    group: 'Look',
    title: 'Filters or issues',
    words: 'sidebar tab facets',
    keys: ['G'],
    run: toggleSidebarTab,
  },
  {
    id: 'look.report',
    group: 'Look',
    title: 'Dataset report, or back from it',
    words: 'summary statistics html',
    keys: [],
    run: () => (ui().view === 'report' ? closeReport() : ui().setView('report')),
    isOn: () => ui().view === 'report',
  },
  { id: 'look.leave-report', group: 'Look', title: 'Back from the report', keys: ['Escape'], place: 'report', run: closeReport },
];
