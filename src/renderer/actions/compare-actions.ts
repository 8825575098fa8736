import { useCompareStore } from '../state/compare.ts';
import { stepGroup, stepMember } from '../state/group-focus.ts';
import { useGroupsStore } from '../state/groups.ts';
import type { Action } from './action.ts';

const mode = useCompareStore.getState;
const closeCompare = (): void => useGroupsStore.getState().compare(null);
const ofCompare = (action: Pick<Action, 'id' | 'title' | 'keys' | 'run'> & Partial<Action>): Action => ({
  group: 'Compare',
  place: 'compare',
  ...action,
});

/** The dialog that compares two samples of a group. */
export const COMPARE_ACTIONS: readonly Action[] = [
  ofCompare({ id: 'compare.previous', title: 'The sample before', keys: ['ArrowLeft'], run: () => stepMember(-1, false) }),
  ofCompare({ id: 'compare.next', title: 'The sample after', keys: ['ArrowRight'], run: () => stepMember(1, false) }),
  ofCompare({ id: 'compare.previous-group', title: 'The group before', keys: ['ArrowUp'], run: () => stepGroup(-1) }),
  ofCompare({ id: 'compare.next-group', title: 'The group after', keys: ['ArrowDown'], run: () => stepGroup(1) }),
  ofCompare({ id: 'compare.side', title: 'Side by side', keys: ['S'], run: () => mode().setMode('side') }),
  ofCompare({ id: 'compare.swipe', title: 'Swipe', keys: ['W'], run: () => mode().setMode('swipe') }),
  ofCompare({ id: 'compare.difference', title: 'Pixel difference', keys: ['D'], run: () => mode().setMode('difference') }),
  ofCompare({ id: 'compare.flicker', title: 'Flicker, while it is held', keys: ['F'], run: () => mode().flicker(true) }),
  ofCompare({
    id: 'compare.leave',
    title: 'Back to the groups',
    keys: ['Escape', 'C', ' '],
    isOnce: true,
    run: closeCompare,
  }),
];
