import { useKeyBindings } from '../state/key-bindings.ts';
import type { Action } from './action.ts';
import { APP_ACTIONS } from './app-actions.ts';
import { ARRANGED_ACTIONS } from './arranged-actions.ts';
import { COMPARE_ACTIONS } from './compare-actions.ts';
import { CONFUSION_ACTIONS } from './confusion-actions.ts';
import { DATASET_ACTIONS } from './dataset-actions.ts';
import { DECIDE_ACTIONS } from './decide-actions.ts';
import { FIND_ACTIONS } from './find-actions.ts';
import { GROUPING_ACTIONS } from './grouping-actions.ts';
import { GROUPS_ACTIONS } from './groups-actions.ts';
import { LARGE_VIEW_ACTIONS } from './large-view-actions.ts';
import { LOOK_ACTIONS } from './look-actions.ts';
import { MAP_ACTIONS } from './map-actions.ts';
import { MENU_ACTION } from './menu-action.ts';
import { MOVE_ACTIONS, SELECT_ACTIONS } from './move-actions.ts';
import { OBJECTS_ACTIONS } from './objects-actions.ts';
import { PICKED_ACTIONS } from './picked-actions.ts';
import { REVIEW_ACTIONS } from './review-actions.ts';
import { SAMPLE_ACTIONS } from './sample-actions.ts';
import { SKEW_ACTIONS } from './skew-actions.ts';
import { TRIAGE_ACTIONS } from './triage-actions.ts';

/** All there is to do, in the order of the list of keys. Keys, menus and the command palette come from here. */
export const ACTIONS: readonly Action[] = [
  ...LOOK_ACTIONS,
  ...GROUPING_ACTIONS,
  ...OBJECTS_ACTIONS,
  ...MOVE_ACTIONS,
  ...SELECT_ACTIONS,
  ...DECIDE_ACTIONS,
  ...TRIAGE_ACTIONS,
  ...LARGE_VIEW_ACTIONS,
  ...GROUPS_ACTIONS,
  ...COMPARE_ACTIONS,
  ...PICKED_ACTIONS,
  ...MAP_ACTIONS,
  ...ARRANGED_ACTIONS,
  ...CONFUSION_ACTIONS,
  ...SKEW_ACTIONS,
  ...REVIEW_ACTIONS,
  ...FIND_ACTIONS,
  ...SAMPLE_ACTIONS,
  ...DATASET_ACTIONS,
  ...APP_ACTIONS,
  MENU_ACTION,
];

// Panels say the keys of actions without knowing the registry.
useKeyBindings.getState().declare(Object.fromEntries(ACTIONS.map(({ id, keys }) => [id, keys])));
