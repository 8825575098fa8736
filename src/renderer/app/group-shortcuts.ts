import { useCompareStore } from '../state/compare.ts';
import {
  compareFocused,
  keepAll,
  keepBest,
  keepNumber,
  notDuplicates,
  notThisOne,
  toggleRemove,
} from '../state/group-actions.ts';
import { focusGroup, stepGroup, stepLine, stepMember } from '../state/group-focus.ts';
import { useGroupsStore } from '../state/groups.ts';
import { closeIssue } from '../state/issues.ts';
import type { Place, Shortcut } from './shortcut.ts';

const BOTH: readonly Place[] = ['groups', 'compare'];
/** Lines of groups that a page key passes. */
const PAGE = 3;

const mode = useCompareStore.getState;
const closeCompare = (): void => useGroupsStore.getState().compare(null);

/** Keys of the duplicate groups: one key decides a group. */
export const GROUP_SHORTCUTS: readonly Shortcut[] = [
  { group: 'Groups', keys: ['ArrowUp'], does: 'A line of groups up', view: 'groups', run: () => stepLine(-1) },
  { group: 'Groups', keys: ['ArrowDown'], does: 'A line of groups down', view: 'groups', run: () => stepLine(1) },
  { group: 'Groups', keys: ['ArrowLeft'], does: 'The sample before', view: 'groups', run: () => stepMember(-1, true) },
  { group: 'Groups', keys: ['ArrowRight'], does: 'The sample after', view: 'groups', run: () => stepMember(1, true) },
  { group: 'Groups', keys: ['PageUp'], does: 'Some lines up', view: 'groups', run: () => stepLine(-PAGE) },
  { group: 'Groups', keys: ['PageDown'], does: 'Some lines down', view: 'groups', run: () => stepLine(PAGE) },
  { group: 'Groups', keys: ['Home'], does: 'The first group', view: 'groups', run: () => focusGroup(0) },
  {
    group: 'Groups',
    keys: ['End'],
    does: 'The last group',
    view: 'groups',
    run: () => stepGroup(useGroupsStore.getState().list.total),
  },
  {
    group: 'Groups',
    keys: ['K', 'Enter'],
    does: 'Keep the best, tag the others “remove”, go on',
    view: BOTH,
    isOnce: true,
    run: () => void keepBest(),
  },
  {
    group: 'Groups',
    keys: [...'123456789'],
    shown: ['1 – 9'],
    does: 'Keep that one instead',
    view: BOTH,
    isOnce: true,
    run: (key) => void keepNumber(Number(key)),
  },
  { group: 'Groups', keys: ['A'], does: 'Keep all of them', view: BOTH, isOnce: true, run: () => void keepAll() },
  {
    group: 'Groups',
    keys: ['N'],
    does: 'Not duplicates, none of them',
    view: BOTH,
    isOnce: true,
    run: () => void notDuplicates(),
  },
  {
    group: 'Groups',
    keys: ['Shift+N'],
    does: 'This sample is not one of them',
    view: BOTH,
    isOnce: true,
    run: () => void notThisOne(),
  },
  {
    group: 'Groups',
    keys: ['R', 'X', 'Delete'],
    does: 'Tag the sample “remove”, or take it off',
    view: BOTH,
    isOnce: true,
    run: () => void toggleRemove(),
  },
  { group: 'Groups', keys: ['C', ' '], does: 'Compare', view: 'groups', isOnce: true, run: compareFocused },
  { group: 'Groups', keys: ['Escape'], does: 'Back to the grid', view: 'groups', run: closeIssue },

  { group: 'Compare', keys: ['ArrowLeft'], does: 'The sample before', view: 'compare', run: () => stepMember(-1, false) },
  { group: 'Compare', keys: ['ArrowRight'], does: 'The sample after', view: 'compare', run: () => stepMember(1, false) },
  { group: 'Compare', keys: ['ArrowUp'], does: 'The group before', view: 'compare', run: () => stepGroup(-1) },
  { group: 'Compare', keys: ['ArrowDown'], does: 'The group after', view: 'compare', run: () => stepGroup(1) },
  { group: 'Compare', keys: ['S'], does: 'Side by side', view: 'compare', run: () => mode().setMode('side') },
  { group: 'Compare', keys: ['W'], does: 'Swipe', view: 'compare', run: () => mode().setMode('swipe') },
  { group: 'Compare', keys: ['D'], does: 'Pixel difference', view: 'compare', run: () => mode().setMode('difference') },
  { group: 'Compare', keys: ['F'], does: 'Flicker, while it is held', view: 'compare', run: () => mode().flicker(true) },
  { group: 'Compare', keys: ['Escape', 'C', ' '], does: 'Back to the groups', view: 'compare', isOnce: true, run: closeCompare },
];
