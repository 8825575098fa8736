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
import { type Action, family, type Place } from './action.ts';

const BOTH: readonly Place[] = ['groups', 'compare'];
/** Lines of groups that a page key passes. */
const PAGE = 3;

type Own = Pick<Action, 'id' | 'title' | 'keys' | 'run'> & Partial<Action>;
const step = (action: Own): Action => ({ group: 'Groups', place: 'groups', isKeyOnly: true, ...action });
/** Decides the group in focus, wherever it is looked at. */
const decide = (action: Own): Action => ({ group: 'Groups', place: BOTH, isOnce: true, ...action });

/** The duplicate groups: one key decides a group. */
export const GROUPS_ACTIONS: readonly Action[] = [
  step({ id: 'groups.line-up', title: 'A line of groups up', keys: ['ArrowUp'], run: () => stepLine(-1) }),
  step({ id: 'groups.line-down', title: 'A line of groups down', keys: ['ArrowDown'], run: () => stepLine(1) }),
  step({ id: 'groups.previous', title: 'The sample before', keys: ['ArrowLeft'], run: () => stepMember(-1, true) }),
  step({ id: 'groups.next', title: 'The sample after', keys: ['ArrowRight'], run: () => stepMember(1, true) }),
  step({ id: 'groups.page-up', title: 'Some lines up', keys: ['PageUp'], run: () => stepLine(-PAGE) }),
  step({ id: 'groups.page-down', title: 'Some lines down', keys: ['PageDown'], run: () => stepLine(PAGE) }),
  step({ id: 'groups.first', title: 'The first group', keys: ['Home'], run: () => focusGroup(0) }),
  step({
    id: 'groups.last',
    title: 'The last group',
    keys: ['End'],
    run: () => stepGroup(useGroupsStore.getState().list.total),
  }),
  decide({
    id: 'groups.keep-best',
    menus: ['group'],
    title: 'Keep the best, tag the others “remove”, go on',
    words: 'duplicates suggestion',
    keys: ['K', 'Enter'],
    run: () => void keepBest(),
  }),
  ...family(
    { title: 'Keep that one instead', shown: ['1 – 9'] },
    { group: 'Groups', place: BOTH, isOnce: true, isKeyOnly: true },
    [...'123456789'].map((key) => ({
      id: `groups.keep-${key}`,
      title: `Keep number ${key} instead`,
      keys: [key],
      run: () => void keepNumber(Number(key)),
    })),
  ),
  decide({ id: 'groups.keep-all', menus: ['group'], title: 'Keep all of them', keys: ['A'], run: () => void keepAll() }),
  decide({
    id: 'groups.not-duplicates',
    menus: ['group'],
    title: 'Not duplicates, none of them',
    keys: ['N'],
    run: () => void notDuplicates(),
  }),
  decide({
    id: 'groups.not-this-one',
    menus: ['group'],
    title: 'This sample is not one of them',
    keys: ['Shift+N'],
    run: () => void notThisOne(),
  }),
  decide({
    id: 'groups.remove',
    menus: ['group'],
    title: 'Tag the sample “remove”, or take it off',
    words: 'delete reject',
    keys: ['R', 'X', 'Delete'],
    run: () => void toggleRemove(),
  }),
  {
    id: 'groups.compare',
    menus: ['group'],
    group: 'Groups',
    title: 'Compare',
    words: 'side by side difference',
    keys: ['C', ' '],
    place: 'groups',
    isOnce: true,
    run: compareFocused,
  },
  { id: 'groups.leave', group: 'Groups', title: 'Back to the grid', keys: ['Escape'], place: 'groups', run: closeIssue },
];
