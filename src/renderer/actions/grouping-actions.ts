import { stepGroup, toggleAllFolds, toggleCurrentFold, toggleCurrentGroupSelected } from '../state/grouping.ts';
import { keepBestHere, whyNoBest } from '../state/keep-best-here.ts';
import { useQueryStore } from '../state/query-store.ts';
import { useUiStore } from '../state/ui-store.ts';
import type { Action } from './action.ts';
import { readOnly } from './why-not.ts';

const ui = useUiStore.getState;
const notGrouped = (): string | null =>
  useQueryStore.getState().groups === null ? 'Group the samples first, in the menu beside their order' : null;

/** How the grid lays out its samples, and the groups it puts them in. */
export const GROUPING_ACTIONS: readonly Action[] = [
  {
    id: 'look.justified',
    group: 'Look',
    title: 'Rows filled by whole pictures, or squares',
    words: 'justified uniform layout aspect',
    keys: ['Y'],
    place: 'grid',
    run: () => ui().change({ rowLayout: ui().rowLayout === 'justified' ? 'uniform' : 'justified' }),
    isOn: () => ui().rowLayout === 'justified',
  },
  {
    id: 'move.next-group',
    group: 'Move',
    title: 'The next group',
    words: 'jump section header',
    keys: ['D'],
    place: 'grid',
    whyNot: notGrouped,
    run: () => stepGroup(1),
  },
  {
    id: 'move.previous-group',
    group: 'Move',
    title: 'The group before',
    words: 'jump previous section header',
    keys: ['Shift+D'],
    place: 'grid',
    whyNot: notGrouped,
    run: () => stepGroup(-1),
  },
  {
    id: 'look.fold-group',
    group: 'Look',
    title: 'Fold the group, or unfold it',
    words: 'collapse expand section',
    keys: ['U'],
    place: 'grid',
    menus: ['section'],
    whyNot: notGrouped,
    run: toggleCurrentFold,
  },
  {
    id: 'look.fold-all-groups',
    group: 'Look',
    title: 'Fold all groups, or unfold them',
    words: 'collapse expand sections',
    keys: ['Shift+U'],
    place: 'grid',
    menus: ['section'],
    whyNot: notGrouped,
    run: toggleAllFolds,
  },
  {
    id: 'select.group',
    group: 'Select',
    title: 'All of the group, or none of it',
    words: 'section',
    keys: ['Shift+A'],
    place: 'grid',
    menus: ['section'],
    whyNot: notGrouped,
    run: toggleCurrentGroupSelected,
  },
  {
    id: 'decide.keep-best-of-group',
    group: 'Decide',
    title: 'Keep the best of the group, tag the others “remove”',
    words: 'duplicates copies rest section',
    keys: ['Shift+K'],
    place: 'grid',
    menus: ['section'],
    isOnce: true,
    whyNot: () => readOnly() ?? whyNoBest(),
    run: () => void keepBestHere(),
  },
];
